import { expect, test } from "vitest";
import type { ErrorCode } from "../bindings";
import { present } from "./errors";
import { hasText } from "./text";

const refusal = (code: ErrorCode, field: string | null = null) => ({ code, detail: "", field });

test("a wrong address, a stranger's server and a bad certificate each have their own words", () => {
  const codes: ErrorCode[] = [
    "invalid_url",
    "unreachable",
    "not_infuse",
    "certificate_expired",
    "certificate_invalid",
    "timed_out",
  ];
  const messages = codes.map((code) => present(refusal(code)).message);
  expect(new Set(messages).size).toBe(codes.length);
  expect(messages.every(hasText)).toBe(true);
  expect(codes.every((code) => present(refusal(code)).field === "url")).toBe(true);
});

test("a refused field is named by the error, not guessed from its text", () => {
  expect(present(refusal("validation", "password"))).toMatchObject({
    field: "password",
    message: "error-password-refused",
  });
  expect(present(refusal("validation", "something-new")).field).toBeNull();
});
