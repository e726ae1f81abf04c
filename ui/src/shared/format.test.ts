import { expect, test } from "vitest";
import {
  addDays,
  daysBetween,
  formatDaysAway,
  formatMoment,
  formatNumber,
  formatSigned,
  formatTimeOfDay,
} from "./format";

test("what was taken has a minus and what came has a plus", () => {
  expect(formatSigned(-20)).toBe("-20");
  expect(formatSigned(1000)).toBe("+1,000");
});

test("numbers are grouped as the person does", () => {
  expect(formatNumber(1234567)).toBe("1,234,567");
});

test("days are counted by the calendar, not by hours", () => {
  expect(daysBetween("2026-03-28", "2026-03-30")).toBe(2);
  expect(addDays("2026-12-31", 1)).toBe("2027-01-01");
  expect(formatDaysAway("2026-11-22T00:30:00", new Date("2026-11-21T23:30:00"))).toBe("tomorrow");
});

test("a moment of another day shows its date", () => {
  const now = new Date("2026-11-21T20:00:00");
  expect(formatMoment("2026-11-21T09:05:00", now)).not.toContain("Nov");
  expect(formatMoment("2026-11-20T09:05:00", now)).toContain("Nov");
});

test("a moment of another year shows its year", () => {
  const now = new Date("2026-01-05T20:00:00");
  expect(formatMoment("2026-01-04T09:05:00", now)).not.toContain("2026");
  expect(formatMoment("2025-12-31T09:05:00", now)).toContain("2025");
});

test("a time of day is written as the person writes times, in whatever zone they are", () => {
  expect(formatTimeOfDay("22:00")).toMatch(/^10:00.PM$/u);
  expect(formatTimeOfDay("00:30")).toMatch(/^12:30.AM$/u);
});
