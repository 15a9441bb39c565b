import { expect, it } from 'vitest';
import { moneyGap } from './money-gap';

it('names unbilled work without reproach, and payment beyond an advance as what it is', () => {
  expect(moneyGap(80, 40)).toEqual({ kind: 'not-billed', gapPts: 40 });
  expect(moneyGap(80, 50)).toEqual({ kind: 'none' });
  expect(moneyGap(0, 30)).toEqual({ kind: 'none' });
  expect(moneyGap(10, 45)).toEqual({ kind: 'paid-ahead', gapPts: 35 });
});
