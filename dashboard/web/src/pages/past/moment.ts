import { type Day, addDays, isDay } from '../../format/days';

/** A minute of a day of the region, as the address has it: `2026-11-23T10:05`. */
export interface Minute {
  readonly day: Day;
  /** Since midnight, 0 to 1439. */
  readonly minute: number;
}

const DAY_MINUTES = 1_440;

export function minuteOf(text: string | null): Minute | undefined {
  const match = /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2})$/.exec(text ?? '');
  const [day = '', hours, minutes] = match?.slice(1) ?? [];
  const minute = Number(hours) * 60 + Number(minutes);
  return isDay(day) && Number(hours) < 24 && Number(minutes) < 60 ? { day, minute } : undefined;
}

export function textOf({ day, minute }: Minute): string {
  return `${day}T${clockOf(minute)}`;
}

export function clockOf(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
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
