import type { PresencePlace } from '../../api/presence';

/** By what places are shaded. */
export const MEASURES = ['days', 'hours', 'vehicles'] as const;
export type Measure = (typeof MEASURES)[number];

export function valueOf(place: PresencePlace, measure: Measure): number {
  switch (measure) {
    case 'days':
      return place.dayCount;
    case 'hours':
      return place.stayedS / 3600;
    case 'vehicles':
      return place.vehicleCount;
    default:
      return measure satisfies never;
  }
}

/** 0: nobody was there; 1 to 4: little to much. */
export type Step = 0 | 1 | 2 | 3 | 4;

/**
 * Whole numbers at which steps 2, 3 and 4 begin: about a quarter of the places that saw anybody in each step. Of measured quantities
 * a few towns have many times the rest; steps of equal width would show those and nothing else.
 */
export function stepsOf(values: readonly number[]): readonly number[] {
  const seen = values.filter((value) => value > 0).sort((a, b) => a - b);
  const begins = [0.25, 0.5, 0.75].map((share) => Math.max(1, Math.round(seen[Math.floor(share * seen.length)] ?? 1)));
  // Each step begins beyond the one before, or it would be empty and its legend wrong.
  return [...new Set(begins)].filter((begin) => begin > 1);
}

export function stepOf(value: number, begins: readonly number[]): Step {
  if (value <= 0) return 0;
  const above = begins.filter((begin) => value >= begin).length;
  // With fewer steps than four the strongest colour still is the most.
  return (above + 4 - begins.length) as Step;
}

/** What a step means, for the legend: from and to, both included; without an end the last one. */
export interface StepRange {
  readonly step: Step;
  readonly from: number;
  readonly to: number | undefined;
}

export function rangesOf(begins: readonly number[]): readonly StepRange[] {
  return [1, ...begins].map((from, index) => ({
    step: (index + 4 - begins.length) as Step,
    from,
    to: begins[index] === undefined ? undefined : begins[index] - 1,
  }));
}

export const SORT_KEYS = ['name', 'days', 'hours', 'vehicles', 'last'] as const;
export type SortKey = (typeof SORT_KEYS)[number];
export type Direction = 'ascending' | 'descending';

/** The direction in which a column is most useful at the first press: who sees nobody is on top. */
export const FIRST_DIRECTION: Readonly<Record<SortKey, Direction>> = {
  name: 'ascending',
  days: 'ascending',
  hours: 'ascending',
  vehicles: 'ascending',
  last: 'ascending',
};

export function sortPlaces(places: readonly PresencePlace[], key: SortKey, direction: Direction): readonly PresencePlace[] {
  const sign = direction === 'ascending' ? 1 : -1;
  return [...places].sort((a, b) => sign * compare(a, b, key) || sign * (a.dayCount - b.dayCount) || a.name.localeCompare(b.name));
}

function compare(a: PresencePlace, b: PresencePlace, key: SortKey): number {
  switch (key) {
    case 'name':
      return a.name.localeCompare(b.name);
    case 'last':
      return (a.lastDay ?? '').localeCompare(b.lastDay ?? '');
    case 'days':
    case 'hours':
    case 'vehicles':
      return valueOf(a, key) - valueOf(b, key);
    default:
      return key satisfies never;
  }
}
