import { describe, expect, it } from 'vitest';
import { lastValueAt, monthTicks, rowAt, spanOf, tableOf, valueAt } from './curve';

const plan = [
  { date: '2026-01-01', pct: 0 },
  { date: '2026-01-31', pct: 10 },
  { date: '2026-02-28', pct: 38 },
];
const actual = [
  { date: '2026-01-01', pct: 0 },
  { date: '2026-01-21', pct: 5 },
];

describe('curve', () => {
  it('runs straight between two month ends', () => {
    expect(valueAt(plan, '2026-01-31')).toBe(10);
    expect(valueAt(plan, '2026-02-14')).toBe(24);
    expect(valueAt(plan, '2026-01-16')).toBe(5);
  });

  it('claims nothing before its first or after its last point', () => {
    expect(valueAt(plan, '2025-12-31')).toBeUndefined();
    expect(valueAt(plan, '2026-03-01')).toBeUndefined();
    expect(valueAt([], '2026-03-01')).toBeUndefined();
  });

  it('keeps the last reported value standing', () => {
    expect(lastValueAt(actual, '2026-02-03')).toBe(5);
    expect(lastValueAt(actual, '2025-12-31')).toBeUndefined();
  });

  it('spans whole months', () => {
    expect(spanOf({ plan, actual })).toEqual(['2026-01-01', '2026-02-28']);
    expect(spanOf({ plan: [], actual: [] })).toBeUndefined();
  });

  it('thins the month names to what fits', () => {
    expect(monthTicks('2026-01-01', '2026-12-31', 12)).toHaveLength(12);
    expect(monthTicks('2026-01-01', '2026-12-31', 6)).toEqual([
      '2026-01-01',
      '2026-03-01',
      '2026-05-01',
      '2026-07-01',
      '2026-09-01',
      '2026-11-01',
    ]);
    expect(monthTicks('2026-01-01', '2026-12-31', 4)).toHaveLength(4);
  });

  it('writes a table with today among the month ends and no actual value in the future', () => {
    expect(tableOf({ plan, actual }, '2026-02-14')).toEqual([
      { date: '2026-01-31', plan: 10, actual: 5 },
      { date: '2026-02-14', plan: 24, actual: 5 },
      { date: '2026-02-28', plan: 38, actual: undefined },
    ]);
    expect(tableOf({ plan, actual }, '2026-02-28').map((row) => row.date)).toEqual(['2026-01-31', '2026-02-28']);
    expect(rowAt({ plan, actual }, '2026-02-28', '2026-02-14').actual).toBeUndefined();
  });
});
