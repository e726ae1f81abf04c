import type { Bar } from "../../bindings";
import { formatNumber } from "../../shared/format";

export interface ChartLayout {
  /** Where the bars begin, behind the longest of the numbers. */
  left: number;
  /** Values of the grid's lines, from 0 up, and their places. */
  ticks: { value: number; y: number }[];
  /** One for each bar: the middle and the edges of its place. */
  slots: { x: number; left: number; width: number; top: number }[];
  /** One path for each action, so that a long range stays a handful of elements. */
  paths: { action: string; d: string }[];
  /** Bars that have a label below, and where it stands: in their middle, or with its end at the chart's. */
  labels: { index: number; x: number; anchor: "middle" | "end" }[];
}

interface Frame {
  width: number;
  height: number;
  /** Room for the dates below. */
  bottom: number;
}

const gapBetweenParts = 1.2;
/** Between the numbers and the bars. */
export const gapAfterNumbers = 8;
const leastGutter = 36;
/** Of the smallest text: what a digit takes, and a date with the room around it. */
const digitWidth = 7.2;
const labelWidth = 70;

/** Places stacked bars in a frame of pixels. */
export function layOut(bars: Bar[], actions: string[], frame: Frame): ChartLayout {
  const floor = frame.height - frame.bottom;
  const ticks = niceTicks(Math.max(...bars.map((bar) => bar.total), 1));
  const left = gutterOf(ticks);
  const room = Math.max(frame.width - left, 1);
  const most = ticks[ticks.length - 1] ?? 1;
  const scale = (floor - 10) / most;
  const width = room / Math.max(bars.length, 1);
  const thick = Math.max(1, Math.min(width * 0.66, 44));
  const slots = bars.map((bar, index) => ({
    x: left + (index + 0.5) * width,
    left: left + index * width,
    width,
    top: floor - bar.total * scale,
  }));
  return {
    left,
    ticks: ticks.map((value) => ({ value, y: floor - value * scale })),
    slots,
    paths: stack(bars, actions, { floor, scale, thick, middles: slots.map((slot) => slot.x) }),
    labels: everyNth(bars.length, Math.max(1, Math.ceil(labelWidth / width))).map((index) =>
      labelAt(index, slots[index]?.x ?? left, frame.width),
    ),
  };
}

function gutterOf(ticks: number[]): number {
  const digits = Math.max(...ticks.map((value) => formatNumber(value).length));
  return Math.max(leastGutter, Math.ceil(digits * digitWidth) + gapAfterNumbers);
}

function labelAt(index: number, x: number, end: number): ChartLayout["labels"][number] {
  return x + labelWidth / 2 > end ? { index, x: end, anchor: "end" } : { index, x, anchor: "middle" };
}

/** Round numbers from 0 to at least `most`: steps of 1, 2 or 5 times a power of ten, never of less than 1. */
export function niceTicks(most: number): number[] {
  const rough = most / 5;
  const power = 10 ** Math.floor(Math.log10(Math.max(rough, 1)));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((candidate) => candidate >= rough) ?? power;
  return Array.from({ length: Math.ceil(most / step) + 1 }, (_, index) => index * step);
}

interface Stack {
  floor: number;
  scale: number;
  thick: number;
  middles: number[];
}

function stack(
  bars: Bar[],
  actions: string[],
  { floor, scale, thick, middles }: Stack,
): ChartLayout["paths"] {
  const reached = bars.map(() => floor);
  return actions.map((action) => {
    let d = "";
    bars.forEach((bar, index) => {
      const credits = bar.by_action.find((total) => total.action === action)?.credits ?? 0;
      const bottom = reached[index] ?? floor;
      const top = bottom - credits * scale;
      if (credits > 0) d += roundedBox((middles[index] ?? 0) - thick / 2, top, thick, bottom - top);
      reached[index] = top;
    });
    return { action, d };
  });
}

function roundedBox(x: number, y: number, width: number, whole: number): string {
  const height = Math.max(whole - gapBetweenParts, 0.8);
  const r = Math.min(2, height / 2, width / 2);
  const f = (value: number) => value.toFixed(1);
  return `M${f(x + r)} ${f(y)}h${f(width - 2 * r)}q${r} 0 ${r} ${r}v${f(height - 2 * r)}q0 ${r} ${-r} ${r}h${f(2 * r - width)}q${-r} 0 ${-r} ${-r}v${f(2 * r - height)}q0 ${-r} ${r} ${-r}z`;
}

function everyNth(count: number, step: number): number[] {
  return Array.from({ length: Math.ceil(count / step) }, (_, index) => index * step);
}
