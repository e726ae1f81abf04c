/** The most credits that anyone can set anything at. */
export const mostCredits = 1_000_000;

/** Whether that is a number of credits that something can be set at. */
export function isAmount(written: number | null): written is number {
  return written !== null && Number.isInteger(written) && written >= 0 && written <= mostCredits;
}
