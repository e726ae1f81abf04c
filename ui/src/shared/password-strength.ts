/** What is said of a password while it is chosen. The server decides, and knows the common ones. */
export type Strength = "none" | "weak" | "good" | "strong";

/** The least that a server takes. */
const least = 15;
/** From here on a stranger has no way but to try. */
const ample = 24;

/** By length, as that is what counts (NIST SP 800-63B-4, 3.1.1.2), and by how many different signs there are, so that one
 * that repeats a key is not called good. */
export function strengthOf(password: string): Strength {
  const signs = [...password];
  if (signs.length === 0) return "none";
  const different = new Set(signs).size;
  if (signs.length < least || different < 6) return "weak";
  return signs.length >= ample && different >= 10 ? "strong" : "good";
}
