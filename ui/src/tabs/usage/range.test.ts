import { expect, test } from "vitest";
import { presetRange } from "./range";

test("a preset of so many days ends today and includes it", () => {
  expect(presetRange("7", "2026-11-21")).toEqual({ from: "2026-11-15", to: "2026-11-21" });
  expect(presetRange("30", "2026-03-01")).toEqual({ from: "2026-01-31", to: "2026-03-01" });
});

test("this cycle begins on the day of its start here", () => {
  expect(presetRange("cycle", "2026-03-10", "2026-02-28T12:00:00").from).toBe("2026-02-28");
  expect(presetRange("cycle", "2026-01-10", "2025-12-15T12:00:00").from).toBe("2025-12-15");
});

test("while nothing is known of the cycle, it is the last thirty days", () => {
  expect(presetRange("cycle", "2026-03-01")).toEqual(presetRange("30", "2026-03-01"));
});
