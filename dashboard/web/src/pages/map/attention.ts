import type { Vehicle } from '../../api/vehicles';
import type { Fleet, Position, VehicleState } from '../../live/fleet';

/** What of a vehicle needs a look, and the order that follows from it. Pure. */
export const SPEED_LIMIT_KMH = 60;
/** The GPS speed of a steady vehicle swings by a few km/h; below this it is not called speeding. */
const SPEED_SLACK_KMH = 5;
const IDLE_TOO_LONG_MS = 20 * 60_000;
const SILENT_TOO_LONG_MS = 10 * 60_000;

export type Flag =
  | { readonly kind: 'lost'; readonly sinceMs: number }
  | { readonly kind: 'idling'; readonly forS: number }
  | { readonly kind: 'speeding' };

export interface Row {
  readonly vehicle: Vehicle;
  /** undefined: has never sent a position. */
  readonly position: Position | undefined;
  readonly flag: Flag | undefined;
}

export function flagOf(position: Position | undefined, nowMs: number): Flag | undefined {
  if (position === undefined) return undefined;
  const lasted = nowMs - position.stateSinceMs;
  switch (position.state) {
    case 'silent':
      return lasted > SILENT_TOO_LONG_MS ? { kind: 'lost', sinceMs: position.fixTimeMs } : undefined;
    case 'idle':
      return lasted > IDLE_TOO_LONG_MS ? { kind: 'idling', forS: Math.floor(lasted / 1000) } : undefined;
    case 'moving':
      return (position.speedKmh ?? 0) > SPEED_LIMIT_KMH + SPEED_SLACK_KMH ? { kind: 'speeding' } : undefined;
    case 'parked':
    case 'private':
      return undefined;
    default:
      return position.state satisfies never;
  }
}

export type Order = 'attention' | 'plate' | 'opd';
const FLAG_RANK: Readonly<Record<Flag['kind'], number>> = { speeding: 0, idling: 1, lost: 2 };
const STATE_RANK: Readonly<Record<VehicleState, number>> = { moving: 0, idle: 1, parked: 2, private: 3, silent: 4 };
const UNSEEN_RANK = 9;

export interface Filter {
  /** Empty: all. */
  readonly states: ReadonlySet<VehicleState>;
  readonly opdId: number | undefined;
  readonly words: string;
}

export function rowsOf(vehicles: readonly Vehicle[], fleet: Fleet, nowMs: number): readonly Row[] {
  return vehicles.map((vehicle) => {
    const position = fleet.get(vehicle.id);
    return { vehicle, position, flag: flagOf(position, nowMs) };
  });
}

export function isMatch({ vehicle, position }: Pick<Row, 'vehicle' | 'position'>, { states, opdId, words }: Filter): boolean {
  if (opdId !== undefined && vehicle.opdId !== opdId) return false;
  if (states.size > 0 && (position === undefined || !states.has(position.state))) return false;
  if (words === '') return true;
  const text = `${vehicle.plate} ${vehicle.name} ${vehicle.opdName} ${vehicle.holder ?? ''}`.toLowerCase();
  // "DR1234AB" finds "DR 1234 AB".
  const tight = text.replaceAll(' ', '');
  return words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word) || tight.includes(word));
}

export function sortRows(rows: readonly Row[], order: Order): readonly Row[] {
  // Plates are capitals and figures: no need for the slow comparison of a language.
  const byPlate = (a: Row, b: Row) => (a.vehicle.plate < b.vehicle.plate ? -1 : a.vehicle.plate > b.vehicle.plate ? 1 : 0);
  switch (order) {
    case 'plate':
      return rows.toSorted(byPlate);
    case 'opd':
      return rows.toSorted((a, b) => a.vehicle.opdName.localeCompare(b.vehicle.opdName) || byPlate(a, b));
    case 'attention':
      return rows.toSorted((a, b) => rankOf(a) - rankOf(b) || byPlate(a, b));
    default:
      return order satisfies never;
  }
}

function rankOf({ position, flag }: Row): number {
  if (flag !== undefined) return FLAG_RANK[flag.kind];
  return position === undefined ? UNSEEN_RANK : 4 + STATE_RANK[position.state];
}

const DIRECTIONS = ['n', 'ne', 'e', 'se', 's', 'sw', 'w', 'nw'] as const;

/** The eighth of the compass card that a course points into. */
export function directionOf(courseDeg: number): (typeof DIRECTIONS)[number] {
  return DIRECTIONS[Math.round((((courseDeg % 360) + 360) % 360) / 45) % 8] ?? 'n';
}
