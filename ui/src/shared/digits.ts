/** A text with the digits of any keyboard, Arabic, Persian and full-width ones, as servers read them. */
export function asciiDigits(text: string): string {
  // The last four bits of each are its value.
  return text.replace(/[٠-٩۰-۹０-９]/gu, (digit) => (digit.charCodeAt(0) & 15).toString());
}
