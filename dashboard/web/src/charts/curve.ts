import { type Day, addDays, daysBetween } from '../format/days';

/** One point of a plan or of the actual progress: cumulative per cent at the end of a day. */
export interface CurvePoint {
  readonly date: Day;
  readonly pct: number;
}

export interface Curve {
  readonly plan: readonly CurvePoint[];
  readonly actual: readonly CurvePoint[];
}

/**
 * The value of a curve on a day. Between two points it is interpolated in a straight line, which is how a plan between month
 * ends is defined; before the first point it is undefined, and after the last one too: nobody knows the future.
 */
export function valueAt(points: readonly CurvePoint[], day: Day): number | undefined {
  let before: CurvePoint | undefined;
  for (const point of points) {
    if (point.date === day) return point.pct;
    if (point.date > day) {
      if (before === undefined) return undefined;
      const share = daysBetween(before.date, day) / daysBetween(before.date, point.date);
      return before.pct + (point.pct - before.pct) * share;
    }
    before = point;
  }
  return undefined;
}

/** The last known value of a curve that stands until something new is reported. */
export function lastValueAt(points: readonly CurvePoint[], day: Day): number | undefined {
  const known = points.findLast((point) => point.date <= day);
  return known === undefined ? undefined : (valueAt(points, day) ?? known.pct);
}

/** The first and last day that a drawing of the curve must show: whole months. */
export function spanOf(curve: Curve): readonly [Day, Day] | undefined {
  const dates = [...curve.plan, ...curve.actual].map((point) => point.date).sort();
  const first = dates[0];
  const last = dates.at(-1);
  if (first === undefined || last === undefined) return undefined;
  return [`${first.slice(0, 8)}01`, endOfMonth(last)];
}

/** The first day of each month in the span, thinned so that at most `limit` names stand beside each other. */
export function monthTicks(from: Day, to: Day, limit: number): readonly Day[] {
  const months: Day[] = [];
  for (let month = `${from.slice(0, 8)}01`; month <= to; month = addDays(endOfMonth(month), 1)) months.push(month);
  const every = [1, 2, 3, 6, 12].find((step) => Math.ceil(months.length / step) <= limit) ?? 12;
  return months.filter((_, index) => index % every === 0);
}

/** The curve at the end of each month and on the last known day: the table beside the drawing. */
export function tableOf(curve: Curve, today: Day): readonly CurveRow[] {
  const span = spanOf(curve);
  if (span === undefined) return [];
  const rows: CurveRow[] = [];
  for (let end = endOfMonth(span[0]); end <= span[1]; end = endOfMonth(addDays(end, 1))) {
    if (end > today && !rows.some((row) => row.date === today)) rows.push(rowAt(curve, today, today));
    if (end !== today || !rows.some((row) => row.date === today)) rows.push(rowAt(curve, end, today));
  }
  return rows.filter((row) => row.plan !== undefined || row.actual !== undefined);
}

export interface CurveRow {
  readonly date: Day;
  readonly plan: number | undefined;
  readonly actual: number | undefined;
}

export function rowAt(curve: Curve, date: Day, today: Day): CurveRow {
  return {
    date,
    plan: valueAt(curve.plan, date),
    actual: date > today ? undefined : lastValueAt(curve.actual, date),
  };
}

function endOfMonth(day: Day): Day {
  const [year = 0, month = 0] = day.split('-').map(Number);
  return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
}
