/** One of many choices, which is found by a part of its name. */
export interface SoughtChoice {
  value: string;
  label: string;
  /** The language of its label, where that is another one, and how that runs. */
  lang?: string;
  dir?: "ltr" | "rtl";
  /** Beside the label, quieter. */
  hint?: string;
  /** What else it is found by. */
  also?: string;
}
