/** The most credits that anyone can be warned at. */
export const mostCredits = 1_000_000;

/** Whether that is a number of credits that one can be warned at. */
export function isThreshold(draft: number | null): draft is number {
  return draft !== null && Number.isInteger(draft) && draft >= 0 && draft <= mostCredits;
}
