import { describe, expect, it } from 'vitest';
import { standingOf } from './due-standing';

describe('how near a due day is', () => {
  it('is late from the day after', () => {
    expect(standingOf('2026-11-24', '2026-11-25')).toEqual({ daysLeft: -1, tone: 'bad' });
    expect(standingOf('2026-11-25', '2026-11-25')).toEqual({ daysLeft: 0, tone: 'warn' });
  });
  it('is near within two weeks, across the end of a year too', () => {
    expect(standingOf('2027-01-03', '2026-12-20')).toEqual({ daysLeft: 14, tone: 'warn' });
    expect(standingOf('2027-01-04', '2026-12-20')).toEqual({ daysLeft: 15, tone: 'mute' });
  });
});
