import { describe, expect, it } from 'vitest';
import type { PresencePlace } from '../../api/presence';
import { rangesOf, sortPlaces, stepOf, stepsOf } from './heat';

const place = (name: string, dayCount: number, lastDay?: string): PresencePlace => ({
  areaId: 1,
  code: name,
  name,
  vehicleCount: 1,
  dayCount,
  stayCount: 1,
  stayedS: 3600,
  lastDay,
});

describe('steps', () => {
  it('put about a quarter of the places that saw anybody into each', () => {
    const begins = stepsOf([0, 1, 2, 3, 4, 5, 6, 7, 200]);
    expect(begins).toEqual([3, 5, 7]);
    expect([0, 1, 2, 3, 5, 7, 200].map((value) => stepOf(value, begins))).toEqual([0, 1, 1, 2, 3, 4, 4]);
  });

  it('never leave one empty: with few different values there are fewer', () => {
    const begins = stepsOf([2, 2, 2, 2, 9]);
    expect(begins).toEqual([2]);
    expect(stepOf(1, begins)).toBe(3);
    expect(stepOf(9, begins)).toBe(4);
    expect(stepsOf([])).toEqual([]);
    expect(stepOf(5, [])).toBe(4);
  });

  it('count a part of an hour as something', () => {
    expect(stepOf(0.2, [3, 5, 7])).toBe(1);
  });

  it('are told without a gap between them', () => {
    expect(rangesOf([3, 5, 7])).toEqual([
      { step: 1, from: 1, to: 2 },
      { step: 2, from: 3, to: 4 },
      { step: 3, from: 5, to: 6 },
      { step: 4, from: 7, to: undefined },
    ]);
  });
});

describe('sorting', () => {
  it('puts on top where nobody was, or nobody for longest', () => {
    const places = [place('Aikmel', 9, '2026-11-20'), place('Sembalun', 0), place('Keruak', 3, '2026-11-02')];
    expect(sortPlaces(places, 'last', 'ascending').map(({ name }) => name)).toEqual(['Sembalun', 'Keruak', 'Aikmel']);
    expect(sortPlaces(places, 'days', 'descending').map(({ name }) => name)).toEqual(['Aikmel', 'Keruak', 'Sembalun']);
  });
});
