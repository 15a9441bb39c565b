import { type Fleet, type LiveEvent, NO_FLEET, type Position, applyToFleet } from './fleet';

export type LinkState =
  /** Never heard anything yet. */
  | { readonly kind: 'connecting' }
  | { readonly kind: 'live' }
  /** No word for too long; what is on screen is from then. */
  | { readonly kind: 'stale'; readonly sinceMs: number };

/** Three heartbeats. */
export const STALE_AFTER_MS = 30_000;
/** The newest track of each vehicle that this page has seen itself, for trail and small speed graph. */
const TRACK_MS = 30 * 60_000;
const TRACK_POINTS = 1800;

type Listener = () => void;

/**
 * What is live, outside React: the map reads it on every frame, lists read it through useSyncExternalStore at their own pace.
 * Times are the collector's where they come from it, and this browser's where they measure silence.
 */
export class LiveStore {
  fleet: Fleet = NO_FLEET;
  newestFixMs: number | undefined;
  readonly #listeners = new Set<Listener>();
  readonly #eventListeners = new Set<(event: LiveEvent) => void>();
  readonly #tracks = new Map<number, Position[]>();
  readonly #now: () => number;
  #lastWordMs: number | undefined;

  constructor(now: () => number) {
    this.#now = now;
  }

  take(event: LiveEvent): void {
    this.#lastWordMs = this.#now();
    const before = this.fleet;
    this.fleet = applyToFleet(before, event);
    if (event.kind === 'snapshot' || event.kind === 'positions') {
      for (const { vehicleId } of event.positions) this.#extendTrack(before, vehicleId);
    }
    for (const listener of this.#eventListeners) listener(event);
    if (this.fleet !== before) for (const listener of this.#listeners) listener();
  }

  /** How the line is, by the silence so far. */
  link(): LinkState {
    if (this.#lastWordMs === undefined) return { kind: 'connecting' };
    return this.#now() - this.#lastWordMs > STALE_AFTER_MS ? { kind: 'stale', sinceMs: this.#lastWordMs } : { kind: 'live' };
  }

  /** Oldest first; only what was seen since the page was opened. */
  trackOf(vehicleId: number): readonly Position[] {
    return this.#tracks.get(vehicleId) ?? [];
  }

  /** Told when the fleet changes. Returns the removal. */
  readonly subscribe = (listener: Listener): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Told every event, whatever it changes. Returns the removal. */
  onEvent(listener: (event: LiveEvent) => void): () => void {
    this.#eventListeners.add(listener);
    return () => this.#eventListeners.delete(listener);
  }

  #extendTrack(before: Fleet, vehicleId: number): void {
    const position = this.fleet.get(vehicleId);
    if (position === undefined || before.get(vehicleId) === position) return;
    this.newestFixMs = Math.max(this.newestFixMs ?? 0, position.fixTimeMs);
    const track = this.#tracks.get(vehicleId) ?? [];
    if (track.at(-1)?.fixTimeMs === position.fixTimeMs) return;
    track.push(position);
    while (track.length > TRACK_POINTS || (track[0]?.fixTimeMs ?? 0) < position.fixTimeMs - TRACK_MS) track.shift();
    this.#tracks.set(vehicleId, track);
  }
}
