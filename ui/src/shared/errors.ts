import type { AppError, ErrorCode } from "../bindings";
import type { MessageId } from "../locales/message-ids";

export type FieldName = "url" | "name" | "email" | "password" | "new_password" | "code" | "host";

/** How a refusal is shown: its message, how grave it is, beside which field, and what helps. */
export interface Presentation {
  message: MessageId;
  severity: "error" | "warning";
  field: FieldName | null;
  action: "retry" | null;
}

const onField = (message: MessageId, field: FieldName): Presentation => ({
  message,
  severity: "error",
  field,
  action: null,
});
const passing = (message: MessageId): Presentation => ({
  message,
  severity: "warning",
  field: null,
  action: "retry",
});
const lasting = (message: MessageId): Presentation => ({
  message,
  severity: "error",
  field: null,
  action: null,
});

const presentations: Record<ErrorCode, Presentation> = {
  invalid_url: onField("error-invalid-url", "url"),
  unreachable: { ...passing("error-unreachable"), field: "url" },
  not_infuse: onField("error-not-infuse", "url"),
  certificate_expired: onField("error-certificate-expired", "url"),
  certificate_invalid: onField("error-certificate-invalid", "url"),
  timed_out: { ...passing("error-timed-out"), field: "url" },
  invalid_credentials: onField("error-invalid-credentials", "password"),
  email_taken: onField("error-email-taken", "email"),
  validation: lasting("error-validation"),
  forbidden: lasting("error-forbidden"),
  not_found: lasting("error-not-found"),
  rate_limited: passing("error-rate-limited"),
  limit_reached: lasting("error-limit-reached"),
  sole_owner: lasting("error-sole-owner"),
  two_factor_required: onField("error-two-factor-required", "code"),
  two_factor_on: lasting("error-two-factor-on"),
  two_factor_off: lasting("error-two-factor-off"),
  two_factor_not_begun: lasting("error-two-factor-not-begun"),
  invalid_code: onField("error-invalid-code", "code"),
  clock_apart: onField("error-clock-apart", "code"),
  sign_in_ended: lasting("error-sign-in-ended"),
  sign_in_again: lasting("error-sign-in-again"),
  already_decided: lasting("error-already-decided"),
  not_asked_again: lasting("error-not-asked-again"),
  another_account: lasting("error-another-account"),
  email_unverified: lasting("error-email-unverified"),
  account_has_password: lasting("error-account-has-password"),
  account_unverified: lasting("error-account-unverified"),
  linked_to_another: lasting("error-linked-to-another"),
  provider_refused: lasting("error-provider-refused"),
  provider_away: passing("error-provider-away"),
  provider_unusable: lasting("error-provider-unusable"),
  no_browser: lasting("error-no-browser"),
  local_protected: lasting("error-local-protected"),
  mail_server: lasting("error-mail-server"),
  server_fault: passing("error-server-fault"),
  signed_out: lasting("error-signed-out"),
  keyring_locked: passing("error-keyring-locked"),
  keyring_missing: lasting("error-keyring-missing"),
  keyring_unset: lasting("error-keyring-unset"),
  local_server: passing("error-local-server"),
  port_taken: passing("error-port-taken"),
  local_unreadable: lasting("error-local-unreadable"),
  file: passing("error-file"),
  notifications_off: lasting("error-notifications-off"),
  notifications_missing: lasting("error-notifications-missing"),
  no_home: lasting("error-no-home"),
  no_audio_output: passing("error-no-audio-output"),
  audio_lost: passing("error-audio-lost"),
  clip_broken: passing("error-clip-broken"),
  voice_unknown: lasting("error-voice-unknown"),
  internal: lasting("error-internal"),
};

/** Messages for a field that the server refused, where the general one would say too little. */
const refusedFields: Record<FieldName, MessageId> = {
  url: "error-invalid-url",
  name: "error-name-refused",
  email: "error-email-refused",
  password: "error-password-refused",
  new_password: "error-password-refused",
  code: "error-invalid-code",
  host: "error-host-refused",
};

/** How an error is told of whose code is all that is known. */
export function presentationOf(code: ErrorCode): Presentation {
  return presentations[code];
}

export function present(error: AppError): Presentation {
  const presentation = presentationOf(error.code);
  if (error.code !== "validation" || !isFieldName(error.field)) return presentation;
  return { ...presentation, field: error.field, message: refusedFields[error.field] };
}

function isFieldName(field: string | null): field is FieldName {
  return field !== null && field in refusedFields;
}
