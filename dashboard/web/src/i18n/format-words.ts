import type { Language } from '../format/formats';

/** The words that stand inside a formatted number, date or duration. */
export interface FormatWords {
  readonly points: string;
  readonly scales: readonly (readonly [from: number, divisor: number, word: string])[];
  readonly seconds: string;
  readonly minutes: string;
  readonly hourMark: string;
  readonly minuteMark: string;
  readonly dayOne: string;
  readonly days: string;
  readonly ago: (amount: string) => string;
  readonly justNow: string;
  readonly secondsLong: (count: number) => string;
  readonly minutesLong: (count: number) => string;
  readonly hoursLong: (count: number) => string;
  readonly yesterday: string;
  readonly today: string;
  readonly tomorrow: string;
  readonly speedUnit: string;
  readonly rupiah: string;
}

const ID: FormatWords = {
  points: 'poin',
  scales: [
    [1e12, 1e12, 'triliun'],
    [1e9, 1e9, 'miliar'],
    [1e6, 1e6, 'juta'],
  ],
  seconds: 'dtk',
  minutes: 'mnt',
  hourMark: 'j',
  minuteMark: 'm',
  dayOne: 'hari',
  days: 'hari',
  ago: (amount) => `${amount} lalu`,
  justNow: 'baru saja',
  secondsLong: (count) => `${count} detik`,
  minutesLong: (count) => `${count} menit`,
  hoursLong: (count) => `${count} jam`,
  yesterday: 'kemarin',
  today: 'hari ini',
  tomorrow: 'besok',
  speedUnit: 'km/j',
  rupiah: 'rupiah',
};

const EN: FormatWords = {
  points: 'points',
  scales: [
    [1e12, 1e12, 'trillion'],
    [1e9, 1e9, 'billion'],
    [1e6, 1e6, 'million'],
  ],
  seconds: 's',
  minutes: 'min',
  hourMark: 'h',
  minuteMark: 'm',
  dayOne: 'day',
  days: 'days',
  ago: (amount) => `${amount} ago`,
  justNow: 'just now',
  secondsLong: (count) => (count === 1 ? '1 second' : `${count} seconds`),
  minutesLong: (count) => (count === 1 ? '1 minute' : `${count} minutes`),
  hoursLong: (count) => (count === 1 ? '1 hour' : `${count} hours`),
  yesterday: 'yesterday',
  today: 'today',
  tomorrow: 'tomorrow',
  speedUnit: 'km/h',
  rupiah: 'rupiah',
};

export const FORMAT_WORDS: Readonly<Record<Language, FormatWords>> = { id: ID, en: EN };
