import { expect, test } from "vitest";
import { layOut, niceTicks } from "./chart-layout";

const frame = { width: 636, height: 200, bottom: 20 };

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
  const tops = layout.paths.map(({ d }) => Number(/^M\S+ (\S+?)h/u.exec(d)?.[1]));
  expect(tops[0]).toBeGreaterThan(tops[1] ?? 0);
  expect(layout.slots[0]?.top).toBeCloseTo(tops[1] ?? 0, 0);
});

test("an action that a bar lacks draws nothing", () => {
  const layout = layOut([bar("2026-11-01", 0, 30)], ["message", "agent_step"], frame);
  expect(layout.paths[0]?.d).toBe("");
});

/** The widest date that stands below a bar, in pixels: `24 Sept`. */
const widestDate = 46;

test.each([7, 13, 30, 53, 90, 365])(
  "of %i bars no label touches another, or ends beyond the chart",
  (count) => {
    const bars = Array.from({ length: count }, (_, day) => bar(`d${day}`, 1));
    const { labels } = layOut(bars, ["message"], frame);
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

test("the longest number has room before the bars", () => {
  const narrow = layOut([bar("2026-11-01", 10)], ["message"], frame).left;
  const wide = layOut([bar("2026-11-01", 9_800)], ["message"], frame).left;
  expect(narrow).toBe(36);
  expect(wide).toBeGreaterThanOrEqual(8 + "10,000".length * 7);
});

test("a year of bars is one path for each action", () => {
  const bars = Array.from({ length: 365 }, (_, day) => bar(`d${day}`, 1, 2));
  expect(layOut(bars, ["message", "agent_step"], frame).paths).toHaveLength(2);
});
