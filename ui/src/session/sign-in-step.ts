import { t } from "../shared/text";

/** How far a sign-in is. */
export type Step =
  /** What a server is told to begin with. */
  | { at: "form" }
  /** A link to a new password is asked for instead. */
  | { at: "forgotten" }
  /** The person is in their browser, with the identity provider that people know so, where that is known. */
  | { at: "browser"; provider: string | null }
  /** The account asks for a code in addition. */
  | { at: "code"; means: "password" | "provider" };

/** What is said above a step. */
export function wordsOf(step: Step): { title: string; text: string } {
  switch (step.at) {
    case "form":
      return { title: t("server-title"), text: t("server-text") };
    case "forgotten":
      return { title: t("forgotten-ask"), text: t("forgotten-text") };
    case "browser": {
      const { provider } = step;
      const text = provider === null ? t("browser-text-unnamed") : t("browser-text", { provider });
      return { title: t("browser-title"), text };
    }
    case "code":
      return {
        title: t("second-title"),
        text: t(step.means === "provider" ? "second-text-provider" : "second-text"),
      };
  }
}
