import { expect, test } from "vitest";
import { daysOfBar, isUnfinished, layOut, niceTicks } from "./chart-layout";

/** A frame in which running text is 10 pixels high, to count with. */
const frame = { width: 636, height: 200, rem: 10 };

function bar(start: string, message: number, step = 0) {
  const by_action = [
    { action: "message", credits: message, quantity: message },
    { action: "agent_step", credits: step, quantity: step / 2 },
  ];
  return { start, total: message + step, by_action };
}

test("the scale begins at 0, goes in round steps and holds the largest bar", () => {
  expect(niceTicks(50)).toEqual([0, 10, 20, 30, 40, 50]);
  expect(niceTicks(86)).toEqual([0, 20, 40, 60, 80, 100]);
  expect(niceTicks(1234).at(-1)).toBeGreaterThanOrEqual(1234);
});

test("credits are whole, so the scale never has a step below 1", () => {
  expect(niceTicks(1)).toEqual([0, 1]);
  expect(niceTicks(3)).toEqual([0, 1, 2, 3]);
});

test("the parts of a bar stand on each other", () => {
  const layout = layOut([bar("2026-11-01", 10, 30)], ["message", "agent_step"], frame);
  const tops = layout.paths.map(({ d }) => Number(/^M\S+ (\S+?)[hq]/u.exec(d)?.[1]));
  expect(tops[0]).toBeGreaterThan(tops[1] ?? 0);
  // The path of the upper one begins below its rounded corner.
  expect(layout.slots[0]?.top).toBe((tops[1] ?? 0) - 3);
});

test("an action that a bar lacks draws nothing", () => {
  const layout = layOut([bar("2026-11-01", 0, 30)], ["message", "agent_step"], frame);
  expect(layout.paths[0]?.d).toBe("");
});

/** The widest date that stands below a bar, in pixels: `24 Sept`. */
const widestDate = 44;

test.each([7, 13, 30, 53, 90, 365])(
  "of %i bars no label touches another or ends beyond the chart, and the last bar has one",
  (count) => {
    const bars = Array.from({ length: count }, (_, day) => bar(`d${day}`, 1));
    const { labels } = layOut(bars, ["message"], frame);
    expect(labels.at(-1)?.index).toBe(count - 1);
    const spans = labels.map(({ x, anchor }) => {
      const end = anchor === "end" ? x : x + widestDate / 2;
      return { start: end - widestDate, end };
    });
    expect(spans.at(-1)?.end).toBeLessThanOrEqual(frame.width);
    spans.slice(1).forEach((span, index) => {
      expect(span.start).toBeGreaterThan(spans[index]?.end ?? 0);
    });
  },
);

test("the longest number has room before the bars, at any size of the text", () => {
  const left = (message: number, rem: number) =>
    layOut([bar("2026-11-01", message)], ["message"], { ...frame, rem }).left;
  expect(left(10, 10)).toBe(27);
  expect(left(9_800, 10)).toBeGreaterThanOrEqual("10,000".length * 5);
  expect(left(9_800, 14)).toBeGreaterThan(left(9_800, 10));
});

test("bars begin and end on whole pixels, and the last ends with the chart", () => {
  const bars = Array.from({ length: 30 }, (_, day) => bar(`d${day}`, 7 + day, 3));
  const { paths, slots } = layOut(bars, ["message", "agent_step"], frame);
  const corners = paths.flatMap(({ d }) =>
    [...d.matchAll(/M(\S+) (\S+?)[hq]/gu)].flatMap(([, x, y]) => [x, y]),
  );
  expect(corners).toHaveLength(2 * 60);
  expect(corners.every((corner) => Number.isInteger(Number(corner)))).toBe(true);
  const end = slots.at(-1);
  expect((end?.left ?? 0) + (end?.width ?? 0)).toBe(frame.width);
});

test("only the top of a stack is rounded", () => {
  const { paths } = layOut([bar("2026-11-01", 10, 30)], ["message", "agent_step"], frame);
  expect(paths.map(({ d }) => d.includes("q"))).toEqual([false, true]);
});

test("a week or month that is not over, or not all in sight, is drawn apart", () => {
  const shown = { from: "2026-10-28", to: "2026-11-26" };
  const weeks = ["2026-10-26", "2026-11-02", "2026-11-23"];
  expect(weeks.map((start) => isUnfinished(start, "week", shown, shown.to))).toEqual([true, false, true]);
  expect(isUnfinished("2026-11-26", "day", shown, shown.to)).toBe(false);
  expect(daysOfBar("2028-02-01", "month")).toEqual({ from: "2028-02-01", to: "2028-02-29" });
  const isPartial = ({ start }: { start: string }) => isUnfinished(start, "week", shown, shown.to);
  const { paths } = layOut(
    weeks.map((start) => bar(start, 5)),
    ["message"],
    { ...frame, isPartial },
  );
  expect(paths.map(({ d, partial }) => [partial, d.split("M").length - 1])).toEqual([
    [false, 1],
    [true, 2],
  ]);
});

test("a year of bars is one path for each action", () => {
  const bars = Array.from({ length: 365 }, (_, day) => bar(`d${day}`, 1, 2));
  expect(layOut(bars, ["message", "agent_step"], frame).paths).toHaveLength(2);
});
