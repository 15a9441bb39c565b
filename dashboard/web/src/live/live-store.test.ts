import { describe, expect, it } from 'vitest';
import type { Position } from './fleet';
import { LiveStore, STALE_AFTER_MS } from './live-store';

const at = (vehicleId: number, fixTimeMs: number): Position => ({
  vehicleId,
  lat: -8.6,
  lon: 116.5,
  speedKmh: 30,
  courseDeg: undefined,
  state: 'moving',
  fixTimeMs,
  stateSinceMs: 0,
});

describe('LiveStore', () => {
  it('is stale after thirty seconds without a word, and says since when', () => {
    let now = 1_000_000;
    const store = new LiveStore(() => now);
    expect(store.link()).toEqual({ kind: 'connecting' });
    store.take({ kind: 'heartbeat', serverTimeMs: now });
    now += STALE_AFTER_MS;
    expect(store.link()).toEqual({ kind: 'live' });
    now += 1;
    expect(store.link()).toEqual({ kind: 'stale', sinceMs: 1_000_000 });
    store.take({ kind: 'heartbeat', serverTimeMs: now });
    expect(store.link()).toEqual({ kind: 'live' });
  });

  it('tells of a changed fleet only', () => {
    const store = new LiveStore(() => 0);
    let told = 0;
    const remove = store.subscribe(() => {
      told += 1;
    });
    store.take({ kind: 'positions', positions: [at(1, 1000)] });
    store.take({ kind: 'positions', positions: [at(1, 1000)] });
    store.take({ kind: 'heartbeat', serverTimeMs: 0 });
    expect(told).toBe(1);
    remove();
    store.take({ kind: 'positions', positions: [at(1, 2000)] });
    expect(told).toBe(1);
  });

  it('remembers half an hour of each vehicle, in order and once', () => {
    const store = new LiveStore(() => 0);
    for (const minute of [0, 10, 20, 20, 15, 45]) store.take({ kind: 'positions', positions: [at(1, minute * 60_000)] });
    expect(store.trackOf(1).map(({ fixTimeMs }) => fixTimeMs / 60_000)).toEqual([20, 45]);
    expect(store.trackOf(2)).toEqual([]);
  });
});
