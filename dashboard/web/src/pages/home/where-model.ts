import type { Vehicle } from '../../api/vehicles';
import type { Fleet, Position } from '../../live/fleet';

export interface Whereabouts {
  readonly vehicle: Vehicle;
  readonly name: string;
  readonly position: Position | undefined;
}

/**
 * Whose vehicles a leader asks for: those that belong to a post, in the order in which the collector lists them, the ones with
 * a named holder first. The head of an agency asks for the agency's own.
 */
export function whereabouts(vehicles: readonly Vehicle[], fleet: Fleet, ownOpdId: number | undefined, limit: number): readonly Whereabouts[] {
  return vehicles
    .filter(({ use, opdId }) => (ownOpdId === undefined ? use === 'position' : opdId === ownOpdId))
    .map((vehicle) => ({ vehicle, name: vehicle.holder ?? vehicle.name, position: fleet.get(vehicle.id) }))
    .sort((a, b) => Number(b.vehicle.holder !== undefined) - Number(a.vehicle.holder !== undefined))
    .slice(0, limit);
}

/** WB for Wakil Bupati: the first letters of the first and the last word, or the first two of a single one; 04 for Mobil Dinas 04. */
export function lettersOf(name: string): string {
  const number = /\s(\d{1,3})$/.exec(name)?.[1];
  if (number !== undefined) return number;
  const words = name.split(/\s+/).filter((word) => /^\p{L}/u.test(word));
  const [first = '', ...rest] = words;
  const last = rest.at(-1);
  return (last === undefined ? first.slice(0, 2) : `${first.slice(0, 1)}${last.slice(0, 1)}`).toUpperCase();
}
