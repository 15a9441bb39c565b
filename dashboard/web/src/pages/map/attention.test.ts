import { describe, expect, it } from 'vitest';
import type { Vehicle } from '../../api/vehicles';
import type { Position, VehicleState } from '../../live/fleet';
import { directionOf, flagOf, isMatch, rowsOf, sortRows } from './attention';

const MIN = 60_000;
const NOW = 1000 * MIN;
const vehicle = (id: number, plate: string): Vehicle => ({ id, plate, name: `Ambulans ${id}`, kind: 'ambulance', use: 'service', opdId: id % 2, opdName: `Dinas ${id % 2}`, holder: undefined, deviceId: undefined });
const position = (vehicleId: number, state: VehicleState, minutes: number, speedKmh = 0): Position => ({ vehicleId, state, speedKmh, lat: 0, lon: 0, courseDeg: undefined, fixTimeMs: NOW - 1000, stateSinceMs: NOW - minutes * MIN });

describe('flagOf', () => {
  it('flags a lost signal, a long idling engine and speeding, not the ordinary', () => {
    expect(flagOf(position(1, 'silent', 11), NOW)?.kind).toBe('lost');
    expect(flagOf(position(1, 'silent', 9), NOW)).toBeUndefined();
    expect(flagOf(position(1, 'idle', 21), NOW)).toEqual({ kind: 'idling', forS: 21 * 60 });
    expect(flagOf(position(1, 'idle', 5), NOW)).toBeUndefined();
    expect(flagOf(position(1, 'moving', 1, 66), NOW)?.kind).toBe('speeding');
    expect(flagOf(position(1, 'moving', 1, 64), NOW)).toBeUndefined();
    expect(flagOf(position(1, 'parked', 900), NOW)).toBeUndefined();
    expect(flagOf(undefined, NOW)).toBeUndefined();
  });
});

describe('rows', () => {
  const vehicles = [vehicle(1, 'DR 1 A'), vehicle(2, 'DR 2 B'), vehicle(3, 'DR 3 C'), vehicle(4, 'DR 4 D')];
  const fleet = new Map([position(1, 'parked', 60), position(2, 'moving', 1, 40), position(3, 'silent', 60)].map((each) => [each.vehicleId, each]));
  const rows = rowsOf(vehicles, fleet, NOW);

  it('are sorted by what needs a look, never-seen ones last', () => {
    expect(sortRows(rows, 'attention').map((row) => row.vehicle.id)).toEqual([3, 2, 1, 4]);
    expect(sortRows(rows, 'plate').map((row) => row.vehicle.id)).toEqual([1, 2, 3, 4]);
    expect(sortRows(rows, 'opd').map((row) => row.vehicle.id)).toEqual([2, 4, 1, 3]);
  });

  it('are found by plate without spaces, by several words, by state and agency', () => {
    const find = (words: string, states: readonly VehicleState[] = [], opdId?: number) =>
      rows.filter((row) => isMatch(row, { words, states: new Set(states), opdId })).map((row) => row.vehicle.id);
    expect(find('dr3c')).toEqual([3]);
    expect(find('ambulans dinas 0')).toEqual([2, 4]);
    expect(find('', ['parked', 'silent'])).toEqual([1, 3]);
    expect(find('', [], 1)).toEqual([1, 3]);
    expect(find('xyz')).toEqual([]);
  });
});

describe('directionOf', () => {
  it.each([[0, 'n'], [22, 'n'], [23, 'ne'], [90, 'e'], [180, 's'], [270, 'w'], [338, 'n'], [360, 'n'], [-90, 'w']] as const)('%d° is %s', (course, direction) => {
    expect(directionOf(course)).toBe(direction);
  });
});
