import { describe, expect, it } from 'vitest';
import { minuteOf, notAfter, shifted, textOf } from './moment';

describe('a minute of the past', () => {
  it('is read from the address, and nonsense is none', () => {
    expect(minuteOf('2026-11-23T10.05')).toEqual({ day: '2026-11-23', minute: 605 });
    expect(minuteOf('2026-11-23T10:05')).toEqual({ day: '2026-11-23', minute: 605 });
    for (const text of [null, '', '2026-11-23', '2026-02-30T10:05', '2026-11-23T24:00', '2026-11-23T10:60']) {
      expect(minuteOf(text)).toBeUndefined();
    }
  });

  it('goes over midnight', () => {
    expect(textOf(shifted({ day: '2026-11-30', minute: 1_430 }, 60))).toBe('2026-12-01T00.50');
    expect(textOf(shifted({ day: '2026-12-01', minute: 5 }, -60))).toBe('2026-11-30T23.05');
  });

  it('is never in the future', () => {
    const now = { day: '2026-11-23', minute: 600 };
    expect(notAfter({ day: '2026-11-23', minute: 601 }, now)).toBe(now);
    expect(notAfter({ day: '2026-11-22', minute: 900 }, now).minute).toBe(900);
  });
});
