import type { Bar, Period } from "../../bindings";
import { addDays, formatNumber } from "../../shared/format";
import type { DayRange } from "./range";

export interface ChartLayout {
  /** Where the bars begin, behind the longest of the numbers. */
  left: number;
  /** Values of the grid's lines, from 0 up, and their places. */
  ticks: { value: number; y: number }[];
  /** One for each bar: the middle and the edges of its place. */
  slots: { x: number; left: number; width: number; top: number }[];
  /** One path for each action, so that a long range stays a handful of elements; those of bars that show a part of their
   * period are apart, to be drawn faded. */
  paths: { action: string; d: string; partial: boolean }[];
  /** Bars that have a label below, and where it stands: in their middle, or with its end at the chart's. */
  labels: { index: number; x: number; anchor: "middle" | "end" }[];
}

interface Frame {
  /** In pixels, as is all that is answered. */
  width: number;
  height: number;
  /** How many pixels a letter of running text is high: what holds text grows with it. */
  rem: number;
  /** Which bars show a part of their period alone. */
  isPartial?: (bar: Bar) => boolean;
}

/** Of the smallest text, in rem: what a digit takes, a date with the room around it, and the line that holds it. */
const digitWidth = 0.54;
const labelWidth = 4.6;
const labelLine = 1.9;
const leastGutter = 2.7;
/** Between the numbers and the bars, in rem. */
export const gapAfterNumbers = 0.6;
const widestBar = 3.3;

/** Places stacked bars in a frame of pixels. Their edges are whole pixels, so that each is sharp; the last ends at the
 * frame's edge. */
export function layOut(bars: Bar[], actions: string[], frame: Frame): ChartLayout {
  const { rem, width: end } = frame;
  const floor = Math.round(frame.height - labelLine * rem);
  const ticks = niceTicks(Math.max(...bars.map((bar) => bar.total), 1));
  const gutter = gutterOf(ticks, rem);
  const room = Math.max(end - gutter, 1);
  const exact = room / Math.max(bars.length, 1);
  // Of very many bars each has less than a few pixels, and whole ones would leave much of the room empty.
  const width = exact >= 4 ? Math.floor(exact) : exact;
  const left = end - width * bars.length;
  const most = ticks[ticks.length - 1] ?? 1;
  const scale = (floor - rem) / most;
  const thick = Math.max(1, Math.min(Math.round(width * 0.66), Math.round(widestBar * rem)));
  const slots = bars.map((bar, index) => ({
    x: left + (index + 0.5) * width,
    left: left + index * width,
    width,
    top: Math.round(floor - bar.total * scale),
  }));
  const isPartial = frame.isPartial ?? (() => false);
  const pieces = { floor, scale, thick, lefts: slots.map((slot) => Math.round(slot.x - thick / 2)) };
  const label = labelWidth * rem;
  // The last one may stand before its bar's middle, where the one before it must not reach.
  const step = Math.max(1, Math.ceil(Math.max(label, 1.5 * label - width / 2) / width));
  return {
    left: gutter,
    ticks: ticks.map((value) => ({ value, y: Math.round(floor - value * scale) })),
    slots,
    paths: [
      ...stack(bars, actions, pieces, (bar) => !isPartial(bar)).map((path) => ({ ...path, partial: false })),
      ...(bars.some(isPartial)
        ? stack(bars, actions, pieces, isPartial).map((path) => ({ ...path, partial: true }))
        : []),
    ],
    labels: everyNthToLast(bars.length, step).map((index) =>
      labelAt(index, slots[index]?.x ?? left, { end, half: label / 2 }),
    ),
  };
}

/** The days of a bar, both included. */
export function daysOfBar(start: string, period: Period): DayRange {
  if (period === "day") return { from: start, to: start };
  if (period === "week") return { from: start, to: addDays(start, 6) };
  return { from: start, to: addDays(`${addDays(start, 31).slice(0, 7)}-01`, -1) };
}

/** Whether a week or month reaches beyond the days that are shown, or is not over yet. */
export function isUnfinished(start: string, period: Period, shown: DayRange, today: string): boolean {
  const { from, to } = daysOfBar(start, period);
  return period !== "day" && (from < shown.from || to > shown.to || to > today);
}

function gutterOf(ticks: number[], rem: number): number {
  const digits = Math.max(...ticks.map((value) => formatNumber(value).length));
  return Math.ceil(Math.max(leastGutter, digits * digitWidth + gapAfterNumbers) * rem);
}

function labelAt(
  index: number,
  x: number,
  { end, half }: { end: number; half: number },
): ChartLayout["labels"][number] {
  return x + half > end ? { index, x: end, anchor: "end" } : { index, x, anchor: "middle" };
}

/** Round numbers from 0 to at least `most`: steps of 1, 2 or 5 times a power of ten, never of less than 1. */
export function niceTicks(most: number): number[] {
  const rough = most / 5;
  const power = 10 ** Math.floor(Math.log10(Math.max(rough, 1)));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((candidate) => candidate >= rough) ?? power;
  return Array.from({ length: Math.ceil(most / step) + 1 }, (_, index) => index * step);
}

interface Pieces {
  floor: number;
  scale: number;
  thick: number;
  lefts: number[];
}

function stack(
  bars: Bar[],
  actions: string[],
  { floor, scale, thick, lefts }: Pieces,
  drawn: (bar: Bar) => boolean,
): { action: string; d: string }[] {
  const reached = bars.map(() => 0);
  return actions.map((action) => {
    let d = "";
    bars.forEach((bar, index) => {
      const credits = bar.by_action.find((total) => total.action === action)?.credits ?? 0;
      const before = reached[index] ?? 0;
      const after = before + credits;
      reached[index] = after;
      if (credits === 0 || !drawn(bar)) return;
      const [bottom, top] = [Math.round(floor - before * scale), Math.round(floor - after * scale)];
      // A pixel of the ground parts one from the next; what is but a pixel high is drawn all the same.
      const gap = before > 0 && bottom - top > 1 ? 1 : 0;
      const height = Math.max(bottom - top - gap, 1);
      d += box(
        lefts[index] ?? 0,
        top,
        thick,
        height,
        after === bar.total ? Math.min(3, height, thick / 2) : 0,
      );
    });
    return { action, d };
  });
}

/** A box whose upper corners are rounded by `r`. */
function box(x: number, y: number, width: number, height: number, r: number): string {
  if (r === 0) return `M${x} ${y}h${width}v${height}h${-width}z`;
  return `M${x} ${y + r}q0 ${-r} ${r} ${-r}h${width - 2 * r}q${r} 0 ${r} ${r}v${height - r}h${-width}z`;
}

/** Places at so many steps from each other, of which the last is one. */
function everyNthToLast(count: number, step: number): number[] {
  return Array.from({ length: Math.ceil(count / step) }, (_, index) => count - 1 - index * step).reverse();
}
