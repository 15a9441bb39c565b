import { describe, expect, it } from 'vitest';
import { addDays, dayOf, daysBetween, isDay, weekdayOf } from './days';
import { createFormats } from './formats';
import { parsePercent, parseRupiah } from './parse';
import { spellNumber } from './spell';

const WITA = { timeZone: 'Asia/Makassar', zoneAbbreviation: 'WITA' };
const id = createFormats('id', WITA);
const en = createFormats('en', WITA);
/** Non-breaking spaces read as spaces in these tests. */
const plain = (text: string) => text.replaceAll('\u00a0', ' ');

describe('numbers', () => {
  it('writes thousands with a dot and decimals with a comma in Indonesian, the other way in English', () => {
    expect(id.decimal(1234.56)).toBe('1.234,6');
    expect(en.decimal(1234.56)).toBe('1,234.6');
    expect(id.count(1250000)).toBe('1.250.000');
  });

  it('writes a deviation in points, with a real minus and never a minus zero', () => {
    expect(plain(id.points(-4.6))).toBe('−4,6 poin');
    expect(plain(en.points(2))).toBe('+2.0 points');
    expect(plain(id.points(-0.04))).toBe('0,0 poin');
    expect(plain(id.points(-21.4, 0))).toBe('−21 poin');
    expect(plain(id.pointsPlain(-4.6))).toBe('4,6 poin');
    expect(id.percent(78.41)).toBe('78,4%');
    expect(id.percent(83)).toBe('83,0%');
    expect(id.percent(41.4, 0)).toBe('41%');
    expect(id.percentAsTyped(83)).toBe('83%');
    expect(id.percentAsTyped(41.25)).toBe('41,25%');
  });
});

describe('money', () => {
  it('shortens Rupiah with the scale word and keeps three significant digits', () => {
    expect(plain(id.rupiah(1_250_000_000))).toBe('Rp 1,25 miliar');
    expect(plain(id.rupiah(21_600_000))).toBe('Rp 21,6 juta');
    expect(plain(id.rupiah(348_400_000))).toBe('Rp 348 juta');
    expect(plain(id.rupiah(3_288_000_000_000))).toBe('Rp 3,29 triliun');
    expect(plain(id.rupiah(750_000))).toBe('Rp 750.000');
    expect(plain(en.rupiah(1_250_000_000))).toBe('Rp 1.25 billion');
    expect(plain(id.rupiah(-2_500_000))).toBe('Rp −2,5 juta');
  });

  it('takes the next scale instead of writing a thousand millions', () => {
    expect(plain(id.rupiah(999_700_000))).toBe('Rp 1 miliar');
    expect(plain(id.rupiah(999_400_000))).toBe('Rp 999 juta');
  });

  it('gives the full figure and the figure in words', () => {
    expect(plain(id.rupiahFull(21_600_000_000))).toBe('Rp 21.600.000.000');
    expect(id.rupiahWords(21_600_000_000)).toBe('dua puluh satu miliar enam ratus juta rupiah');
    expect(en.rupiahWords(21_600_000)).toBe('twenty-one million six hundred thousand rupiah');
  });

  it('spells the irregular Indonesian numbers', () => {
    expect(spellNumber(0, 'id')).toBe('nol');
    expect(spellNumber(11, 'id')).toBe('sebelas');
    expect(spellNumber(1_115, 'id')).toBe('seribu seratus lima belas');
    expect(spellNumber(1_001_000, 'id')).toBe('satu juta seribu');
    expect(spellNumber(310_010, 'id')).toBe('tiga ratus sepuluh ribu sepuluh');
    expect(spellNumber(-40, 'id')).toBe('minus empat puluh');
  });
});

describe('reading what was typed', () => {
  it.each([
    ['41,5', 41.5],
    ['41.5', 41.5],
    [' 100 % ', 100],
    ['7,', 7],
    ['', undefined],
    ['empat', undefined],
    ['-3', undefined],
    ['1.234,5', undefined],
  ])('percent %j is %j', (text, value) => expect(parsePercent(text)).toBe(value));

  it.each([
    ['1.250.000.000', 1_250_000_000],
    ['1,250,000', 1_250_000],
    ['1250000', 1_250_000],
    ['Rp 1.250.000,00', 1_250_000],
    ['Rp. 21.600.000', 21_600_000],
    ['1,25 miliar', 1_250_000_000],
    ['250 jt', 250_000_000],
    ['1250000.5', 1_250_001],
    ['0', 0],
    ['1.25', undefined],
    ['12.34.56', undefined],
    ['dua juta', undefined],
    ['', undefined],
    ['99999999999999999999', undefined],
  ])('Rupiah %j is %j', (text, value) => expect(parseRupiah(text)).toBe(value));
});

describe('days and times', () => {
  const morning = Date.parse('2026-11-23T01:42:00Z');

  it('writes days and times of the region, whatever the zone of the machine', () => {
    expect(id.date('2026-07-05')).toBe('Minggu, 5 Juli 2026');
    expect(id.weekdayDate('2026-11-23')).toBe('Senin, 23 November');
    expect(en.date('2026-11-23')).toMatch(/^Monday,? 23 November 2026$/);
    expect(plain(id.time(morning))).toBe('09.42 WITA');
    expect(plain(en.time(morning))).toBe('09:42 WITA');
    expect(id.clock(Date.parse('2026-11-22T16:05:00Z'))).toBe('00.05');
    expect(id.cutOff('17:00')).toBe('17.00');
  });

  it('says the day of a moment only when it is not today', () => {
    expect(plain(id.moment(morning, morning + 3_600_000))).toBe('09.42 WITA');
    expect(plain(id.moment(morning, morning + 86_400_000))).toBe('23 Nov 09.42 WITA');
    expect(id.dayRelative('2026-11-22', '2026-11-23')).toBe('kemarin');
    expect(id.dayRelative('2026-11-20', '2026-11-23')).toBe('20 Nov');
  });

  it('counts in days of the region', () => {
    expect(dayOf(Date.parse('2026-11-22T16:00:00Z'), 'Asia/Makassar')).toBe('2026-11-23');
    expect(addDays('2026-02-28', 1)).toBe('2026-03-01');
    expect(daysBetween('2026-01-01', '2026-12-31')).toBe(364);
    expect(weekdayOf('2026-11-23')).toBe(1);
    expect(weekdayOf('2026-11-29')).toBe(7);
    expect(isDay('2026-02-30')).toBe(false);
    expect(isDay('2026-02-28')).toBe(true);
  });
});

describe('durations and ages', () => {
  it.each([
    [20, '20 dtk'],
    [48 * 60 + 59, '48 mnt'],
    [2 * 3600 + 5 * 60, '2 j 05 m'],
    [86_400 * 3, '3 hari'],
    [-5, '0 dtk'],
  ])('duration %i s is %s', (seconds, text) => expect(plain(id.duration(seconds))).toBe(text));

  it('says how old something is', () => {
    expect(id.age(0)).toBe('baru saja');
    expect(id.age(2)).toBe('2 detik lalu');
    expect(id.age(3700)).toBe('1 jam lalu');
    expect(en.age(60)).toBe('1 minute ago');
    expect(id.age(86_400 * 3)).toBe('3 hari lalu');
  });

  it('writes speeds and distances', () => {
    expect(plain(id.speed(46.4))).toBe('46 km/j');
    expect(plain(id.distance(12_440))).toBe('12,4 km');
    expect(plain(id.distance(80))).toBe('80 m');
  });
});
