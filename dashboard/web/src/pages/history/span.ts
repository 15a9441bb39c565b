import { type Day, addDays, weekdayOf } from '../../format/days';

/** How much of a vehicle's history is shown at once. */
export const SPANS = ['day', 'week', 'month'] as const;
export type Span = (typeof SPANS)[number];
export type LongSpan = Exclude<Span, 'day'>;

/** The word in the address. */
export const SPAN_WORDS: Readonly<Record<Span, string>> = { day: '', week: 'minggu', month: 'bulan' };

export function spanOfWord(word: string | null): Span {
  return SPANS.find((span) => span !== 'day' && SPAN_WORDS[span] === word) ?? 'day';
}

export function addressOf(vehicleId: number, date: Day, span: Span): string {
  return `/riwayat/${vehicleId}/${date}${span === 'day' ? '' : `?rentang=${SPAN_WORDS[span]}`}`;
}

/** The first and the last day of the week (from Monday) or month of a day. */
export function daysOf(span: LongSpan, date: Day): readonly [from: Day, to: Day] {
  if (span === 'week') {
    const monday = addDays(date, 1 - weekdayOf(date));
    return [monday, addDays(monday, 6)];
  }
  const first = `${date.slice(0, 7)}-01`;
  // The 28th is in every month, and four days later is the next.
  const next = `${addDays(`${date.slice(0, 7)}-28`, 4).slice(0, 7)}-01`;
  return [first, addDays(next, -1)];
}

/** A day in the week or month before or after. */
export function stepFrom(span: LongSpan, date: Day, step: -1 | 1): Day {
  const [first, last] = daysOf(span, date);
  return step < 0 ? addDays(first, -1) : addDays(last, 1);
}

export function listDays(from: Day, to: Day): readonly Day[] {
  const days: Day[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) days.push(day);
  return days;
}
