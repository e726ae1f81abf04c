import { t } from "../../shared/text";

/** Where something came from, in words. */
export function addressOf(row: { address: string | null; from_this_computer: boolean }): string {
  return row.from_this_computer ? t("session-address-here") : (row.address ?? t("session-address-unknown"));
}
