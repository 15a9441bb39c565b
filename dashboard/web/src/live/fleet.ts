import type { AlertRule, Severity } from '../api/alerts';

/** What the live stream says about vehicles, and how it adds up. Pure. */
export const VEHICLE_STATES = ['silent', 'parked', 'idle', 'moving', 'private'] as const;
export type VehicleState = (typeof VEHICLE_STATES)[number];

export interface Position {
  readonly vehicleId: number;
  readonly lat: number;
  readonly lon: number;
  readonly speedKmh: number | undefined;
  readonly courseDeg: number | undefined;
  readonly state: VehicleState;
  readonly fixTimeMs: number;
  readonly stateSinceMs: number;
}

export type Fleet = ReadonlyMap<number, Position>;

export interface Report {
  readonly opdId: number;
  readonly date: string;
  readonly state: string;
  readonly doneCount: number;
  readonly dueCount: number;
}

/** Somebody is to be told of it. */
export interface NewAlert {
  readonly id: number;
  readonly opdId: number;
  readonly rule: AlertRule;
  readonly severity: Severity;
}

export type LiveEvent =
  | { readonly kind: 'snapshot'; readonly serverTimeMs: number; readonly positions: readonly Position[] }
  | { readonly kind: 'positions'; readonly positions: readonly Position[] }
  | { readonly kind: 'report'; readonly report: Report }
  | { readonly kind: 'alert'; readonly alert: NewAlert }
  | { readonly kind: 'heartbeat'; readonly serverTimeMs: number }
  | { readonly kind: 'reset' };

export const NO_FLEET: Fleet = new Map();

/** The newest fix time wins, so that late messages never move a vehicle backwards. Gives the same fleet back when nothing changed. */
export function applyToFleet(fleet: Fleet, event: LiveEvent): Fleet {
  switch (event.kind) {
    case 'snapshot': {
      // A snapshot says which vehicles there are; what a faster message already brought stays if it is newer.
      const seen = new Map<number, Position>();
      for (const position of event.positions) seen.set(position.vehicleId, newer(fleet.get(position.vehicleId), position));
      return seen;
    }
    case 'positions': {
      let changed: Map<number, Position> | undefined;
      for (const position of event.positions) {
        const known = (changed ?? fleet).get(position.vehicleId);
        if (newer(known, position) !== position) continue;
        changed ??= new Map(fleet);
        changed.set(position.vehicleId, position);
      }
      return changed ?? fleet;
    }
    case 'report':
    case 'alert':
    case 'heartbeat':
    case 'reset':
      return fleet;
    default:
      return event satisfies never;
  }
}

/** A vehicle that falls silent sends no new fix: then the same fix comes again with a later state. */
function newer(known: Position | undefined, next: Position): Position {
  if (known === undefined || next.fixTimeMs > known.fixTimeMs) return next;
  if (next.fixTimeMs === known.fixTimeMs && next.stateSinceMs > known.stateSinceMs) return next;
  return known;
}

export type StateCounts = Readonly<Record<VehicleState, number>>;

export function countStates(positions: Iterable<Position>): StateCounts {
  const counts = { silent: 0, parked: 0, idle: 0, moving: 0, private: 0 };
  for (const position of positions) counts[position.state] += 1;
  return counts;
}
