import { describe, expect, it } from 'vitest';
import { DecodeError } from './decode';
import { decodeRegion } from './region';
import { decodeUser } from './session';
import { decodePosition } from './stream';
import { decodeRoute, decodeVehicleDay } from './vehicles';

const packed = {
  vehicleId: 7,
  date: '2026-11-23',
  count: 3,
  startTime: 1_795_400_000_000,
  timesMs: [0, 6000, 12_000],
  latsE6: [-8_654_000, 10, -20],
  lonsE6: [116_536_000, 5, 5],
  speedsKmh: [0, 42, -1],
  coursesDeg: [-1, 90, 91],
  flags: [0, 0, 0],
};

describe('decodeRoute', () => {
  it('adds the deltas up and leaves unknown speed and course out', () => {
    expect(decodeRoute(packed, 'route')).toEqual([
      { timeMs: 1_795_400_000_000, lat: -8.654, lon: 116.536, speedKmh: 0, courseDeg: undefined },
      { timeMs: 1_795_400_006_000, lat: -8.65399, lon: 116.536005, speedKmh: 42, courseDeg: 90 },
      { timeMs: 1_795_400_018_000, lat: -8.65401, lon: 116.53601, speedKmh: undefined, courseDeg: 91 },
    ]);
  });

  it('refuses a column that is shorter than the count, and names it', () => {
    expect(() => decodeRoute({ ...packed, lonsE6: [1, 2] }, 'route')).toThrow('route.lonsE6[2]');
  });

  it('takes a day without a fix', () => {
    const empty = { ...packed, count: 0, startTime: undefined, timesMs: [], latsE6: [], lonsE6: [], speedsKmh: [], coursesDeg: [] };
    expect(decodeRoute(empty, 'route')).toEqual([]);
  });
});

describe('decodeVehicleDay', () => {
  it('takes a stop that has not ended and a day without fixes', () => {
    const day = decodeVehicleDay(
      {
        vehicleId: 7,
        date: '2026-11-23',
        zone: 'Asia/Makassar',
        distanceM: 0,
        movingS: 0,
        stoppedS: 60,
        trips: [],
        stops: [{ arrive: '2026-11-23T01:00:00Z', durationS: 60, lat: -8.6, lon: 116.5 }],
        gaps: [],
      },
      'day',
    );
    expect(day.stops[0]).toMatchObject({ leaveMs: undefined, place: undefined, arriveMs: Date.parse('2026-11-23T01:00:00Z') });
    expect(day.firstFixMs).toBeUndefined();
  });
});

describe('decodePosition', () => {
  it('reads eight numbers', () => {
    expect(decodePosition([7, -8.6, 116.5, -1, -1, 0, 5000, 1000], 'pos')).toEqual({
      vehicleId: 7,
      lat: -8.6,
      lon: 116.5,
      speedKmh: undefined,
      courseDeg: undefined,
      state: 'silent',
      fixTimeMs: 5000,
      stateSinceMs: 1000,
    });
  });

  it.each([[[7, -8.6]], [[7, 'x', 116.5, 0, 0, 3, 1, 1]], [[7, -8.6, 116.5, 0, 0, 5, 1, 1]], [{ vehicleId: 7 }], [null]])('refuses %j', (value) => {
    expect(() => decodePosition(value, 'pos')).toThrow(DecodeError);
  });
});

describe('decodeRegion and decodeUser', () => {
  it('refuse what the pages could not stand on', () => {
    expect(() => decodeRegion({ name: 'X' }, 'region')).toThrow('region.shortName');
    expect(() => decodeUser({ id: 1, userName: 'a', displayName: 'A', role: 'king' }, 'user')).toThrow('user.role');
  });
});
