import { expect, it } from 'vitest';
import { standingOf } from './standing';

it('a day goes by age, waits when it is older, and stays while somebody holds it', () => {
  const of = (goesOn: '2026-11-29' | '2026-11-30' | '2026-12-01', isHeld = false) => standingOf({ day: '2026-08-31', goesOn, isHeld }, '2026-11-30');
  expect(of('2026-12-01')).toBe('goes');
  expect(of('2026-11-30')).toBe('goes');
  expect(of('2026-11-29')).toBe('waits');
  expect(of('2026-11-29', true)).toBe('held');
});
