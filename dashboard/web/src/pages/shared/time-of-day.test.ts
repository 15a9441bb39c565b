import { describe, expect, it } from 'vitest';
import { readTime, writtenTime } from './time-of-day';

describe('a time of day in an address', () => {
  it('has no colon, which the server would refuse', () => {
    expect(writtenTime(9 * 3600 + 42 * 60 + 10)).toBe('09.42.10');
    expect(writtenTime(0)).toBe('00.00.00');
  });

  it('is read with or without seconds, and from old links', () => {
    expect([readTime('09.42.10'), readTime('09:42:10'), readTime('09.42')]).toEqual([34_930, 34_930, 34_920]);
    expect([readTime(null), readTime(''), readTime('24.00.00'), readTime('9.42'), readTime('09.60')]).toEqual(Array.from({ length: 5 }));
  });
});
