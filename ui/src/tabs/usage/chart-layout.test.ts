import { expect, test } from "vitest";
import { layOut, niceTicks } from "./chart-layout";

const frame = { width: 636, height: 200, left: 36, bottom: 20 };

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

test("labels never touch, however many bars there are", () => {
  const bars = Array.from({ length: 365 }, (_, day) => bar(`d${day}`, 1));
  const { labelled, slots } = layOut(bars, ["message"], frame);
  const [first, second] = labelled.map((index) => slots[index]?.x ?? 0);
  expect((second ?? 0) - (first ?? 0)).toBeGreaterThanOrEqual(50);
});

test("a year of bars is one path for each action", () => {
  const bars = Array.from({ length: 365 }, (_, day) => bar(`d${day}`, 1, 2));
  expect(layOut(bars, ["message", "agent_step"], frame).paths).toHaveLength(2);
});
