import { describe, expect, it } from 'vitest';
import { type Fleet, NO_FLEET, type Position, applyToFleet, countStates } from './fleet';

const at = (vehicleId: number, fixTimeMs: number, rest: Partial<Position> = {}): Position => ({
  vehicleId,
  lat: -8.6,
  lon: 116.5,
  speedKmh: 30,
  courseDeg: 90,
  state: 'moving',
  fixTimeMs,
  stateSinceMs: 1000,
  ...rest,
});
const apply = (fleet: Fleet, ...positions: Position[]) => applyToFleet(fleet, { kind: 'positions', positions });

describe('applyToFleet', () => {
  it('keeps the newest fix when messages arrive out of order', () => {
    const fleet = apply(NO_FLEET, at(1, 5000, { lat: -8.7 }), at(1, 3000, { lat: -8.1 }));
    expect(fleet.get(1)?.lat).toBe(-8.7);
  });

  it('gives the same fleet back when nothing is newer, so that nobody redraws', () => {
    const fleet = apply(NO_FLEET, at(1, 5000));
    expect(apply(fleet, at(1, 5000), at(1, 4000))).toBe(fleet);
  });

  it('does not touch the fleet that it was given', () => {
    const fleet = apply(NO_FLEET, at(1, 5000));
    apply(fleet, at(1, 6000), at(2, 6000));
    expect([...fleet.values()]).toEqual([at(1, 5000)]);
  });

  it('lets a vehicle fall silent, which brings the same fix with a later state', () => {
    const fleet = apply(NO_FLEET, at(1, 5000));
    const silent = apply(fleet, at(1, 5000, { state: 'silent', stateSinceMs: 9000 }));
    expect(silent.get(1)?.state).toBe('silent');
    expect(apply(silent, at(1, 5000)).get(1)?.state).toBe('silent');
  });

  it('takes from a snapshot which vehicles there are, but no older fix', () => {
    const fleet = apply(NO_FLEET, at(1, 5000), at(2, 5000));
    const after = applyToFleet(fleet, { kind: 'snapshot', serverTimeMs: 0, positions: [at(1, 4000), at(3, 1000)] });
    expect([...after.keys()]).toEqual([1, 3]);
    expect(after.get(1)?.fixTimeMs).toBe(5000);
  });

  it('ends with the same fleet whatever the order', () => {
    const messages = [at(1, 1000), at(1, 2000), at(2, 1500), at(1, 3000, { state: 'parked' }), at(2, 900)];
    const forward = messages.reduce((fleet, message) => apply(fleet, message), NO_FLEET);
    const backward = messages.toReversed().reduce((fleet, message) => apply(fleet, message), NO_FLEET);
    expect(Object.fromEntries(backward)).toEqual(Object.fromEntries(forward));
  });
});

describe('countStates', () => {
  it('counts each state, also those that nobody is in', () => {
    expect(countStates([at(1, 1), at(2, 1, { state: 'silent' }), at(3, 1)])).toEqual({ moving: 2, idle: 0, parked: 0, silent: 1, private: 0 });
  });
});
