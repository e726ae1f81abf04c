/** How much there is of something that runs out. */
export type Level = "unknown" | "enough" | "low" | "exhausted";
