import { expect, it } from 'vitest';
import { untilHour } from './upkeep';

it('waits until three in the morning of the region, today or tomorrow', () => {
  const hours = (iso: string) => untilHour(3, Date.parse(iso), 'Asia/Makassar') / 3_600_000;
  expect(hours('2026-11-23T01:00:00+08:00')).toBe(2);
  expect(hours('2026-11-23T03:00:00+08:00')).toBe(24);
  expect(hours('2026-11-23T23:30:00+08:00')).toBe(3.5);
});
