import { FORMAT_WORDS, type FormatWords } from '../i18n/format-words';
import { type Day, dayOf, daysBetween, utcMs } from './days';
import { spellNumber } from './spell';

export type Language = 'id' | 'en';

export interface Zone {
  readonly timeZone: string;
  /** WIB, WITA or WIT: written after every time of day. */
  readonly zoneAbbreviation: string;
}

/** How numbers, money, days and times are written, in one language and one zone. Pure: the moment "now" is passed in. */
export interface Formats {
  readonly language: Language;
  readonly zone: Zone;
  /** 1.234 */
  count(value: number): string;
  /** 1.234,6 */
  decimal(value: number, digits?: number): string;
  /** 78,4% and 83,0%: always as many decimals, so that figures beside each other compare */
  percent(value: number, digits?: number): string;
  /** 41% or 41,5%: as somebody typed it */
  percentAsTyped(value: number): string;
  /** −4,6 poin, with sign: a deviation or a change */
  points(value: number, digits?: number): string;
  /** 4,6 poin, without sign: for sentences that say the direction in a word */
  pointsPlain(value: number): string;
  /** +3 */
  signed(value: number): string;
  /** Rp 1,25 miliar */
  rupiah(value: number): string;
  /** Rp 1.250.000.000 */
  rupiahFull(value: number): string;
  /** satu miliar dua ratus lima puluh juta rupiah */
  rupiahWords(value: number): string;
  /** 1,25 miliar: without Rp, for narrow table columns whose head says Rp */
  rupiahBare(value: number): string;
  /** Senin, 5 Juli 2026 */
  date(day: Day): string;
  /** Senin, 5 Juli */
  weekdayDate(day: Day): string;
  /** Sen, 5 Jul */
  dateShort(day: Day): string;
  /** 5 Jul 2026 */
  dateMedium(day: Day): string;
  /** 5 Jul */
  dayMonth(day: Day): string;
  /** Jul */
  monthShort(day: Day): string;
  /** Juli 2026 */
  month(day: Day): string;
  /** Sen: one or three letters, for the heads of a calendar */
  weekdayShort(day: Day): string;
  /** hari ini, kemarin, or 5 Jul */
  dayRelative(day: Day, today: Day): string;
  /** 09.42 */
  clock(momentMs: number): string;
  /** 09.42 WITA */
  time(momentMs: number): string;
  /** 17.00 from the collector's 17:00 */
  cutOff(text: string): string;
  /** 09.42 WITA today, else 5 Jul 09.42 WITA */
  moment(momentMs: number, nowMs: number): string;
  /** 2 j 05 m, 48 mnt, 20 dtk */
  duration(seconds: number): string;
  /** 2 detik lalu */
  age(seconds: number): string;
  /** 46 km/j */
  speed(kmh: number): string;
  /** 12,4 km */
  distance(metres: number): string;
}

const TAGS: Readonly<Record<Language, string>> = { id: 'id-ID', en: 'en-GB' };
/** Making a format costs twenty times as much as using it, and a list of vehicles uses hundreds a second. */
const numberFormats = new Map<string, Intl.NumberFormat>();
const MINUS = '\u2212';
const NBSP = '\u00a0';

export function createFormats(language: Language, zone: Zone): Formats {
  const tag = TAGS[language];
  const words = FORMAT_WORDS[language];
  const utc = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(tag, { ...options, timeZone: 'UTC' });
  const long = utc({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
  const weekdayLong = utc({ weekday: 'long', day: 'numeric', month: 'long' });
  const short = utc({ weekday: 'short', day: 'numeric', month: 'short' });
  const medium = utc({ day: 'numeric', month: 'short', year: 'numeric' });
  const dayMonth = utc({ day: 'numeric', month: 'short' });
  const monthShort = utc({ month: 'short' });
  const monthLong = utc({ month: 'long', year: 'numeric' });
  const weekday = utc({ weekday: 'short' });
  const hours = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone.timeZone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  const hourSeparator = language === 'id' ? '.' : ':';

  const decimal = (value: number, digits = 1) => withMinus(plainNumber(tag, value, digits));
  const clock = (momentMs: number) => hours.format(momentMs).replace(':', hourSeparator);
  const time = (momentMs: number) => `${clock(momentMs)}${NBSP}${zone.zoneAbbreviation}`;

  return {
    language,
    zone,
    count: (value) => withMinus(plainNumber(tag, Math.round(value), 0)),
    decimal,
    percent: (value, digits = 1) => `${withMinus(plainNumber(tag, value, digits, digits))}%`,
    percentAsTyped: (value) => `${decimal(value, 2)}%`,
    points: (value, digits = 1) => `${signed(tag, value, digits)}${NBSP}${words.points}`,
    pointsPlain: (value) => `${plainNumber(tag, Math.abs(value), 1, 1)}${NBSP}${words.points}`,
    signed: (value) => signed(tag, value, 0),
    rupiah: (value) => `Rp${NBSP}${scaledNumber(tag, words, value)}`,
    rupiahBare: (value) => scaledNumber(tag, words, value),
    rupiahFull: (value) => `Rp${NBSP}${withMinus(plainNumber(tag, Math.round(value), 0))}`,
    rupiahWords: (value) => `${spellNumber(Math.round(value), language)} ${words.rupiah}`,
    date: (day) => long.format(utcMs(day)),
    weekdayDate: (day) => weekdayLong.format(utcMs(day)),
    dateShort: (day) => short.format(utcMs(day)),
    dateMedium: (day) => medium.format(utcMs(day)),
    dayMonth: (day) => dayMonth.format(utcMs(day)),
    monthShort: (day) => monthShort.format(utcMs(day)),
    month: (day) => monthLong.format(utcMs(day)),
    weekdayShort: (day) => weekday.format(utcMs(day)),
    dayRelative: (day, today) => relativeDay(daysBetween(today, day), words) ?? dayMonth.format(utcMs(day)),
    clock,
    time,
    cutOff: (text) => text.slice(0, 5).replace(':', hourSeparator),
    moment: (momentMs, nowMs) => {
      const day = dayOf(momentMs, zone.timeZone);
      return day === dayOf(nowMs, zone.timeZone) ? time(momentMs) : `${dayMonth.format(utcMs(day))} ${time(momentMs)}`;
    },
    duration: (seconds) => writeDuration(seconds, words),
    age: (seconds) => writeAge(seconds, words),
    speed: (kmh) => `${plainNumber(tag, Math.round(kmh), 0)}${NBSP}${words.speedUnit}`,
    distance: (metres) =>
      metres < 1000
        ? `${plainNumber(tag, Math.round(metres), 0)}${NBSP}m`
        : `${plainNumber(tag, metres / 1000, metres < 100_000 ? 1 : 0)}${NBSP}km`,
  };
}

/** Drops a "minus zero" that rounding makes: −0,04 is written 0. */
function numberFormat(tag: string, digits: number, fewestDigits: number): Intl.NumberFormat {
  const key = `${tag}/${digits}/${fewestDigits}`;
  const known = numberFormats.get(key);
  if (known !== undefined) return known;
  const made = new Intl.NumberFormat(tag, { minimumFractionDigits: fewestDigits, maximumFractionDigits: digits });
  numberFormats.set(key, made);
  return made;
}

function plainNumber(tag: string, value: number, digits: number, fewestDigits = 0): string {
  const rounded = Number(value.toFixed(digits));
  return numberFormat(tag, digits, fewestDigits).format(rounded === 0 ? 0 : rounded);
}

function withMinus(text: string): string {
  return text.replace('-', MINUS);
}

function signed(tag: string, value: number, digits: number): string {
  const text = plainNumber(tag, Math.abs(value), digits, digits);
  if (Number(value.toFixed(digits)) === 0) return text;
  return `${value < 0 ? MINUS : '+'}${text}`;
}

/** At most three significant digits after the scale word, so that a column of money stays readable: 1,25 miliar, 348 juta. */
function scaledNumber(tag: string, words: FormatWords, value: number): string {
  const size = Math.abs(value);
  for (const [from, divisor, word] of words.scales) {
    // 999,6 million would round to "1.000 juta": the next scale takes over half a step early.
    if (size < from * 0.9995) continue;
    const scaled = value / divisor;
    const digits = Math.abs(scaled) >= 99.95 ? 0 : Math.abs(scaled) >= 9.995 ? 1 : 2;
    return `${withMinus(plainNumber(tag, scaled, digits))}${NBSP}${word}`;
  }
  return withMinus(plainNumber(tag, Math.round(value), 0));
}

function relativeDay(distance: number, words: FormatWords): string | undefined {
  if (distance === 0) return words.today;
  if (distance === -1) return words.yesterday;
  if (distance === 1) return words.tomorrow;
  return undefined;
}

function writeDuration(seconds: number, words: FormatWords): string {
  const whole = Math.max(0, Math.floor(seconds));
  if (whole < 60) return `${whole}${NBSP}${words.seconds}`;
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) return `${minutes}${NBSP}${words.minutes}`;
  const hourCount = Math.floor(minutes / 60);
  if (hourCount < 24) {
    const rest = String(minutes % 60).padStart(2, '0');
    return `${hourCount}${NBSP}${words.hourMark}${NBSP}${rest}${NBSP}${words.minuteMark}`;
  }
  const days = Math.floor(hourCount / 24);
  return `${days}${NBSP}${days === 1 ? words.dayOne : words.days}`;
}

function writeAge(seconds: number, words: FormatWords): string {
  const whole = Math.floor(seconds);
  if (whole < 1) return words.justNow;
  if (whole < 60) return words.ago(words.secondsLong(whole));
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) return words.ago(words.minutesLong(minutes));
  const hourCount = Math.floor(minutes / 60);
  if (hourCount < 24) return words.ago(words.hoursLong(hourCount));
  const days = Math.floor(hourCount / 24);
  return words.ago(`${days} ${days === 1 ? words.dayOne : words.days}`);
}
