import type { Gap, RoutePoint, Stop, Trip, VehicleDay } from '../../api/vehicles';
import type { Visit } from '../../api/visits';

/** One vehicle's day as what is drawn: the bar, the route in speed steps, the place at any second. Pure. */
export type SpanKind = 'moving' | 'idle' | 'parked' | 'gap' | 'private';

export interface Span {
  readonly kind: SpanKind;
  readonly fromMs: number;
  readonly toMs: number;
}

/** Trips, stops and gaps side by side on the bar; a gap covers what was guessed across it. */
export function spansOf(day: VehicleDay, nowMs: number): readonly Span[] {
  const known: Span[] = [
    ...day.trips.map(({ startMs, endMs }): Span => ({ kind: 'moving', fromMs: startMs, toMs: endMs })),
    ...day.stops.map(
      ({ arriveMs, leaveMs, isIgnitionOff }): Span => ({
        kind: isIgnitionOff === false ? 'idle' : 'parked',
        fromMs: arriveMs,
        toMs: leaveMs ?? Math.min(nowMs, day.lastFixMs ?? nowMs),
      }),
    ),
  ];
  const gaps = day.gaps.map(({ fromMs, toMs, isHidden }): Span => ({ kind: isHidden ? 'private' : 'gap', fromMs, toMs }));
  return [...known.filter((span) => span.toMs > span.fromMs).toSorted((a, b) => a.fromMs - b.fromMs), ...gaps];
}

export type DayEntry =
  | { readonly kind: 'trip'; readonly fromMs: number; readonly trip: Trip; readonly number: number }
  | { readonly kind: 'stop'; readonly fromMs: number; readonly stop: Stop; readonly number: number }
  | { readonly kind: 'gap'; readonly fromMs: number; readonly gap: Gap };

/** The day told in order. */
export function entriesOf(day: VehicleDay): readonly DayEntry[] {
  return [
    ...day.trips.map((trip, index): DayEntry => ({ kind: 'trip', fromMs: trip.startMs, trip, number: index + 1 })),
    ...day.stops.map((stop, index): DayEntry => ({ kind: 'stop', fromMs: stop.arriveMs, stop, number: index + 1 })),
    ...day.gaps.map((gap): DayEntry => ({ kind: 'gap', fromMs: gap.fromMs, gap })),
  ].toSorted((a, b) => a.fromMs - b.fromMs);
}

/** The visits that fall into a stop: same vehicle, so time alone tells. */
export function visitsOf(stop: Stop, visits: readonly Visit[]): readonly Visit[] {
  const untilMs = stop.leaveMs ?? Number.POSITIVE_INFINITY;
  return visits.filter(
    (visit) => !visit.isSlowTravel && visit.arriveMs < untilMs && (visit.leaveMs ?? Number.POSITIVE_INFINITY) > stop.arriveMs,
  );
}

/** Upper ends of the first three colour steps, km/h. */
export const SPEED_STEPS = [20, 40, 60] as const;
export type SpeedStep = 1 | 2 | 3 | 4;

export function speedStepOf(speedKmh: number | undefined): SpeedStep {
  const speed = speedKmh ?? 0;
  return speed <= SPEED_STEPS[0] ? 1 : speed <= SPEED_STEPS[1] ? 2 : speed <= SPEED_STEPS[2] ? 3 : 4;
}

export interface RoutePiece {
  readonly kind: 'gap' | SpeedStep;
  readonly points: readonly RoutePoint[];
}

/** Neighbouring points of one speed step make one piece; a gap is a piece of its own that is never drawn as driven. */
export function piecesOf(points: readonly RoutePoint[], gaps: readonly Gap[]): readonly RoutePiece[] {
  const pieces: { kind: RoutePiece['kind']; points: RoutePoint[] }[] = [];
  for (let index = 1; index < points.length; index++) {
    const [from, to] = [points[index - 1], points[index]];
    if (from === undefined || to === undefined) continue;
    const isGap = gaps.some((gap) => gap.fromMs < to.timeMs && gap.toMs > from.timeMs);
    const kind = isGap ? 'gap' : speedStepOf(to.speedKmh);
    const last = pieces.at(-1);
    if (last?.kind === kind) last.points.push(to);
    else pieces.push({ kind, points: [from, to] });
  }
  return pieces;
}

export interface Moment {
  readonly timeMs: number;
  readonly lat: number;
  readonly lon: number;
  readonly speedKmh: number | undefined;
  readonly courseDeg: number | undefined;
  /** Nothing was received around this second: the place is the last known one. */
  readonly isGap: boolean;
}

/** Two fixes further apart than this are not joined by a guess. */
const JOIN_WITHIN_MS = 5 * 60_000;

/** Where the vehicle was at a second: between two fixes on the line, in a gap at the last fix before it. */
export function momentAt(points: readonly RoutePoint[], timeMs: number): Moment | undefined {
  const index = indexAt(points, timeMs);
  const before = points[index];
  if (before === undefined) return undefined;
  const after = points[index + 1];
  const spanMs = after === undefined ? 0 : after.timeMs - before.timeMs;
  if (after === undefined || spanMs > JOIN_WITHIN_MS || timeMs <= before.timeMs) {
    return { ...before, timeMs, isGap: spanMs > JOIN_WITHIN_MS && timeMs > before.timeMs };
  }
  const t = (timeMs - before.timeMs) / spanMs;
  return {
    timeMs,
    lat: before.lat + (after.lat - before.lat) * t,
    lon: before.lon + (after.lon - before.lon) * t,
    speedKmh: before.speedKmh,
    courseDeg: before.courseDeg,
    isGap: false,
  };
}

/** The last point at or before a moment; the first point for moments before the day began. −1 only without any point. */
export function indexAt(points: readonly RoutePoint[], timeMs: number): number {
  let [low, high] = [0, points.length - 1];
  if (high < 0) return -1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((points[middle]?.timeMs ?? Infinity) <= timeMs) low = middle;
    else high = middle - 1;
  }
  return low;
}

export interface SpeedColumn {
  readonly timeMs: number;
  readonly speedKmh: number;
}

/** As many points as there are pixels, each the fastest of its pixel, so that a short burst is not lost; breaks at gaps. */
export function speedLines(points: readonly RoutePoint[], fromMs: number, toMs: number, columns: number): readonly (readonly SpeedColumn[])[] {
  const lines: SpeedColumn[][] = [];
  const stepMs = (toMs - fromMs) / Math.max(1, columns);
  let lastMs = -Infinity;
  for (let index = Math.max(0, indexAt(points, fromMs)); index < points.length; index++) {
    const point = points[index];
    if (point === undefined || point.timeMs > toMs + stepMs) break;
    if (point.speedKmh === undefined) continue;
    const line = lines.at(-1);
    if (line === undefined || point.timeMs - lastMs > JOIN_WITHIN_MS) lines.push([{ timeMs: point.timeMs, speedKmh: point.speedKmh }]);
    else {
      const column = line.at(-1);
      const isSame = column !== undefined && Math.floor((point.timeMs - fromMs) / stepMs) === Math.floor((column.timeMs - fromMs) / stepMs);
      if (isSame) line[line.length - 1] = { timeMs: column.timeMs, speedKmh: Math.max(column.speedKmh, point.speedKmh) };
      else line.push({ timeMs: point.timeMs, speedKmh: point.speedKmh });
    }
    lastMs = point.timeMs;
  }
  return lines;
}

/** The hours in which something happened, with a little room, never less than an hour. */
export function activeWindow(day: VehicleDay, dayStartMs: number, dayEndMs: number): readonly [fromMs: number, toMs: number] {
  const first = day.trips[0]?.startMs ?? day.firstFixMs;
  const last = day.trips.at(-1)?.endMs ?? day.lastFixMs;
  if (first === undefined || last === undefined) return [dayStartMs, dayEndMs];
  const room = Math.max(10 * 60_000, (last - first) * 0.04);
  return [Math.max(dayStartMs, first - room), Math.min(dayEndMs, Math.max(last + room, first + 3_600_000))];
}

/** Where replay goes on: a long stop is jumped over when asked. */
export function skipStop(spans: readonly Span[], timeMs: number): number {
  const stop = spans.find((span) => span.kind !== 'moving' && timeMs >= span.fromMs && timeMs < span.toMs);
  return stop !== undefined && stop.toMs - stop.fromMs > 120_000 ? stop.toMs : timeMs;
}
