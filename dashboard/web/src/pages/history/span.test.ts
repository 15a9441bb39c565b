import { describe, expect, it } from 'vitest';
import { addressOf, daysOf, listDays, spanOfWord, stepFrom } from './span';

describe('a span of days', () => {
  it('is the week from Monday or the whole month around a day', () => {
    expect(daysOf('week', '2026-11-22')).toEqual(['2026-11-16', '2026-11-22']);
    expect(daysOf('week', '2026-11-23')).toEqual(['2026-11-23', '2026-11-29']);
    expect(daysOf('month', '2026-11-30')).toEqual(['2026-11-01', '2026-11-30']);
    expect(daysOf('month', '2028-02-10')).toEqual(['2028-02-01', '2028-02-29']);
    expect(daysOf('month', '2026-12-31')).toEqual(['2026-12-01', '2026-12-31']);
  });

  it('is followed by the next without a day between', () => {
    expect(daysOf('month', stepFrom('month', '2027-01-31', 1))).toEqual(['2027-02-01', '2027-02-28']);
    expect(daysOf('month', stepFrom('month', '2027-01-05', -1))).toEqual(['2026-12-01', '2026-12-31']);
    expect(daysOf('week', stepFrom('week', '2026-11-25', -1))).toEqual(['2026-11-16', '2026-11-22']);
  });

  it('is kept in the address', () => {
    expect(addressOf(8, '2026-11-23', 'month')).toBe('/riwayat/8/2026-11-23?rentang=bulan');
    expect(addressOf(8, '2026-11-23', 'day')).toBe('/riwayat/8/2026-11-23');
    expect([spanOfWord('minggu'), spanOfWord('bulan'), spanOfWord(null), spanOfWord('')]).toEqual(['week', 'month', 'day', 'day']);
  });

  it('has all its days', () => {
    expect(listDays('2026-10-30', '2026-11-02')).toEqual(['2026-10-30', '2026-10-31', '2026-11-01', '2026-11-02']);
  });
});
