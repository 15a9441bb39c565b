import { expect, it } from 'vitest';
import { forecastYearEnd } from './forecast';

const curve = (...actual: [string, number][]) => ({ plan: [], actual: actual.map(([date, pct]) => ({ date, pct })) });

it('carries the last four weeks on to the end of the year', () => {
  const steady = curve(['2026-11-03', 50], ['2026-11-10', 55], ['2026-11-17', 60], ['2026-12-01', 70]);
  expect(forecastYearEnd(steady, '2026-12-01')).toBeCloseTo(70 + (20 / 28) * 30, 5);
});

it('never promises more than everything, nor a way back', () => {
  const fast = curve(['2026-05-04', 10], ['2026-05-20', 40], ['2026-06-01', 60]);
  expect(forecastYearEnd(fast, '2026-06-01')).toBe(100);
  const corrected = curve(['2026-05-04', 60], ['2026-05-20', 40], ['2026-06-01', 40]);
  expect(forecastYearEnd(corrected, '2026-06-01')).toBe(40);
});

it('says nothing from too few reports', () => {
  expect(forecastYearEnd(curve(['2026-05-04', 10], ['2026-06-01', 60]), '2026-06-01')).toBeUndefined();
  expect(forecastYearEnd(curve(), '2026-06-01')).toBeUndefined();
});
