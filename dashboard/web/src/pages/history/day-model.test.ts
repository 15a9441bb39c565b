import { describe, expect, it } from 'vitest';
import type { RoutePoint, VehicleDay } from '../../api/vehicles';
import { activeWindow, indexAt, momentAt, piecesOf, skipStop, spansOf, speedLines } from './day-model';

const MIN = 60_000;
const point = (minute: number, speedKmh: number | undefined, lat = 0): RoutePoint => ({ timeMs: minute * MIN, lat, lon: 0, speedKmh, courseDeg: undefined });
const day = (rest: Partial<VehicleDay>): VehicleDay => ({
  vehicleId: 1,
  date: '2026-11-23',
  distanceM: 0,
  movingS: 0,
  stoppedS: 0,
  firstFixMs: undefined,
  lastFixMs: undefined,
  trips: [],
  stops: [],
  gaps: [],
  ...rest,
});
const trip = (from: number, to: number) => ({ startMs: from * MIN, endMs: to * MIN, distanceM: 1, durationS: 1, maxSpeedKmh: 1, fromPlace: undefined, toPlace: undefined });
const stop = (from: number, to: number | undefined, isIgnitionOff?: boolean) => ({
  arriveMs: from * MIN,
  leaveMs: to === undefined ? undefined : to * MIN,
  durationS: 0,
  lat: 0,
  lon: 0,
  place: undefined,
  isIgnitionOff,
});

describe('piecesOf', () => {
  it('joins neighbours of one speed step and never draws across a gap', () => {
    const points = [point(0, 10), point(1, 15), point(2, 50), point(30, 55), point(31, 70)];
    const pieces = piecesOf(points, [{ fromMs: 2 * MIN, toMs: 30 * MIN, isHidden: false }]);
    expect(pieces.map(({ kind, points: p }) => [kind, p.length])).toEqual([[1, 2], [3, 2], ['gap', 2], [4, 2]]);
  });

  it('has nothing to draw for one point or none', () => {
    expect(piecesOf([], [])).toEqual([]);
    expect(piecesOf([point(0, 1)], [])).toEqual([]);
  });
});

describe('momentAt', () => {
  const points = [point(0, 20, 0), point(2, 30, 2), point(20, 40, 9)];
  it('stands between two fixes', () => expect(momentAt(points, 1 * MIN)).toMatchObject({ lat: 1, isGap: false }));
  it('stays at the last fix of a gap, and says so', () => expect(momentAt(points, 10 * MIN)).toMatchObject({ lat: 2, isGap: true }));
  it('is at the ends before and after the day', () => {
    expect(momentAt(points, -5 * MIN)).toMatchObject({ lat: 0, isGap: false });
    expect(momentAt(points, 99 * MIN)).toMatchObject({ lat: 9, isGap: false });
  });
  it('is nowhere without points', () => expect(momentAt([], 0)).toBeUndefined());
  it('finds every point by its own time', () => points.forEach((each, index) => expect(indexAt(points, each.timeMs)).toBe(index)));
});

describe('spansOf', () => {
  it('tells parked from engine on, and lets a stop last until the last fix', () => {
    const spans = spansOf(day({ lastFixMs: 50 * MIN, trips: [trip(0, 10)], stops: [stop(10, 20, false), stop(30, undefined, true)] }), 90 * MIN);
    expect(spans).toEqual([
      { kind: 'moving', fromMs: 0, toMs: 10 * MIN },
      { kind: 'idle', fromMs: 10 * MIN, toMs: 20 * MIN },
      { kind: 'parked', fromMs: 30 * MIN, toMs: 50 * MIN },
    ]);
  });

  it('puts gaps on top', () => {
    const spans = spansOf(day({ trips: [trip(0, 30)], gaps: [{ fromMs: 5 * MIN, toMs: 20 * MIN, isHidden: false }] }), 0);
    expect(spans.at(-1)).toEqual({ kind: 'gap', fromMs: 5 * MIN, toMs: 20 * MIN });
  });
  it('tells what its driver has hidden from what was lost', () => {
    const gaps = [
      { fromMs: 5 * MIN, toMs: 20 * MIN, isHidden: false },
      { fromMs: 30 * MIN, toMs: 50 * MIN, isHidden: true },
    ];
    expect(spansOf(day({ gaps }), 0).map(({ kind }) => kind)).toEqual(['gap', 'private']);
  });

});

describe('speedLines', () => {
  it('keeps the fastest of a pixel and breaks at gaps', () => {
    const points = [point(0, 10), point(0.2, 80), point(0.4, 20), point(1, 30), point(30, 40)];
    const lines = speedLines(points, 0, 60 * MIN, 60);
    expect(lines.map((line) => line.map(({ speedKmh }) => speedKmh))).toEqual([[80, 30], [40]]);
  });
});

describe('activeWindow and skipStop', () => {
  it('shows the hours of driving with room, at least an hour', () => {
    const [from, to] = activeWindow(day({ trips: [trip(600, 610)] }), 0, 1440 * MIN);
    expect([from / MIN, to / MIN]).toEqual([590, 660]);
    expect(activeWindow(day({}), 0, 1440 * MIN)).toEqual([0, 1440 * MIN]);
  });

  it('jumps over a long stop, not over a red light', () => {
    const spans = spansOf(day({ stops: [stop(10, 60), stop(70, 71)] }), 0);
    expect(skipStop(spans, 20 * MIN)).toBe(60 * MIN);
    expect(skipStop(spans, 70.5 * MIN)).toBe(70.5 * MIN);
  });
});
