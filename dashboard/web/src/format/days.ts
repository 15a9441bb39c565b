/** A reporting day of the region, `2026-11-23`. Days are compared and counted as text, never as moments. */
export type Day = string;

const DAY_MS = 86_400_000;

/** One for each zone: making one costs far more than using it. */
const dayFormats = new Map<string, Intl.DateTimeFormat>();

export function dayOf(momentMs: number, timeZone: string): Day {
  const known = dayFormats.get(timeZone);
  if (known !== undefined) return known.format(momentMs);
  const made = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
  dayFormats.set(timeZone, made);
  return made.format(momentMs);
}

export function addDays(day: Day, count: number): Day {
  return new Date(utcMs(day) + count * DAY_MS).toISOString().slice(0, 10);
}

export function daysBetween(from: Day, to: Day): number {
  return Math.round((utcMs(to) - utcMs(from)) / DAY_MS);
}

/** 1 = Monday … 7 = Sunday. */
export function weekdayOf(day: Day): number {
  return ((new Date(utcMs(day)).getUTCDay() + 6) % 7) + 1;
}

/** Midnight UTC of the day: only for arithmetic and for Intl with `timeZone: 'UTC'`. */
export function utcMs(day: Day): number {
  return Date.parse(`${day}T00:00:00Z`);
}

export function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(utcMs(text)) && addDays(text, 0) === text;
}

/** The moment at which a day begins in a zone. */
export function startOfDayMs(day: Day, timeZone: string): number {
  const guess = utcMs(day);
  const shown = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  }).format(guess);
  const wall = Date.parse(`${shown.slice(0, 10)}T${shown.slice(-5)}:00Z`);
  return guess - (wall - guess);
}
