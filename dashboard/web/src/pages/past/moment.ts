import { type Day, addDays, isDay } from '../../format/days';
import { readTime, writtenTime } from '../shared/time-of-day';

/** A minute of a day of the region, as the address has it: `2026-11-23T10.05`. */
export interface Minute {
  readonly day: Day;
  /** Since midnight, 0 to 1439. */
  readonly minute: number;
}

const DAY_MINUTES = 1_440;

export function minuteOf(text: string | null): Minute | undefined {
  const [day = '', time = ''] = (text ?? '').split('T');
  const second = readTime(time);
  return isDay(day) && second !== undefined ? { day, minute: Math.floor(second / 60) } : undefined;
}

export function textOf({ day, minute }: Minute): string {
  return `${day}T${clockOf(minute)}`;
}

export function clockOf(minute: number): string {
  return writtenTime(minute * 60).slice(0, 5);
}

/** Some minutes later, or earlier; over midnight the day changes. */
export function shifted({ day, minute }: Minute, by: number): Minute {
  const sum = minute + by;
  const days = Math.floor(sum / DAY_MINUTES);
  return { day: addDays(day, days), minute: sum - days * DAY_MINUTES };
}

/** Not beyond now: the future is not stored. */
export function notAfter(wanted: Minute, latest: Minute): Minute {
  return textOf(wanted) > textOf(latest) ? latest : wanted;
}
