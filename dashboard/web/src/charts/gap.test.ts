import { expect, it } from 'vitest';
import { utcMs } from '../format/days';
import { gapPieces } from './gap';

const xOf = (day: string) => (utcMs(day) - utcMs('2026-01-01')) / 86_400_000;

it('cuts the area where the actual curve overtakes the plan', () => {
  const plan = [
    { date: '2026-01-01', pct: 0 },
    { date: '2026-01-11', pct: 10 },
  ];
  const actual = [
    { date: '2026-01-01', pct: 4 },
    { date: '2026-01-11', pct: 6 },
  ];
  expect(gapPieces({ plan, actual }, '2026-01-11', xOf)).toEqual([
    { behind: false, corners: [[0, 0], [5, 5], [0, 4]] },
    { behind: true, corners: [[5, 5], [10, 10], [10, 6]] },
  ]);
});

it('draws nothing in the future and nothing where one of the curves is unknown', () => {
  const plan = [
    { date: '2026-01-01', pct: 0 },
    { date: '2026-12-31', pct: 100 },
  ];
  expect(gapPieces({ plan, actual: [] }, '2026-06-01', xOf)).toEqual([]);
  const pieces = gapPieces({ plan, actual: [{ date: '2026-01-01', pct: 0 }] }, '2026-01-11', xOf);
  expect(Math.max(...pieces.flatMap((piece) => piece.corners.map(([x]) => x)))).toBe(10);
});
