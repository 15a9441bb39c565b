import type { Curve } from '../../charts/curve';
import { lastValueAt } from '../../charts/curve';
import { type Day, addDays, daysBetween } from '../../format/days';

/** The slope is measured over this many days, and only from at least this many reports. */
const LOOK_BACK_DAYS = 28;
const FEWEST_POINTS = 3;

/**
 * Where the actual curve would stand at the end of the year if the last four weeks went on. Undefined while there are too few
 * reports to say anything.
 */
export function forecastYearEnd(curve: Curve, today: Day): number | undefined {
  const from = addDays(today, -LOOK_BACK_DAYS);
  const recent = curve.actual.filter((point) => point.date >= from && point.date <= today);
  const start = lastValueAt(curve.actual, from) ?? recent[0]?.pct;
  const now = lastValueAt(curve.actual, today);
  if (recent.length < FEWEST_POINTS || start === undefined || now === undefined) return undefined;
  const perDay = (now - start) / LOOK_BACK_DAYS;
  if (perDay <= 0) return now;
  return Math.min(100, now + perDay * daysBetween(today, `${today.slice(0, 4)}-12-31`));
}
