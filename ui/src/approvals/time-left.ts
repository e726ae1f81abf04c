import { t } from "../shared/text";

/** How long a person has to answer, in the largest unit that still tells them to hurry. It is rounded down: nobody is promised
 * more time than there is. */
export function timeLeft(expiresAt: string, now: number): string {
  const seconds = Math.floor((Date.parse(expiresAt) - now) / 1000);
  if (seconds <= 0) return t("approval-left-over");
  if (seconds < 60) return t("approval-left-seconds", { seconds });
  const minutes = Math.floor(seconds / 60);
  if (minutes < 120) return t("approval-left-minutes", { minutes });
  return t("approval-left-hours", { hours: Math.floor(minutes / 60) });
}
