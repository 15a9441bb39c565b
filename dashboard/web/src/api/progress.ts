import { queryOptions } from '@tanstack/react-query';
import type { Curve } from '../charts/curve';
import type { DayState } from '../charts/day-mark';
import type { Band } from '../charts/deviation-bar';
import type { Day } from '../format/days';
import { decodeBand, decodeCurve } from './activities';
import { type OpdKind, decodeDayState, decodeOpdKind } from './compliance';
import { getJson } from './http';
import { type Decoder, type Fields, day, list, number, object, text } from './decode';

export interface StateCounts {
  readonly planned: number;
  readonly running: number;
  readonly finished: number;
}

export interface BandCounts {
  readonly onTrack: number;
  readonly watch: number;
  readonly critical: number;
}

export interface OpdProgress {
  readonly opdId: number;
  readonly name: string;
  readonly shortName: string;
  readonly kind: OpdKind;
  readonly packageCount: number;
  readonly paguRp: number;
  readonly physicalPct: number;
  readonly plannedPct: number;
  readonly deviationPts: number;
  readonly band: Band;
  readonly financialRp: number;
  readonly financialPct: number;
  readonly states: StateCounts;
  readonly criticalCount: number;
  /** Oldest first, one a day. */
  readonly reports14: readonly DayState[];
}

export interface OpdProgressDetail extends OpdProgress {
  readonly curve: Curve;
}

/** The regency as a whole, weighted by money, and each agency. */
export interface Progress {
  readonly date: Day;
  readonly packageCount: number;
  readonly paguRp: number;
  readonly physicalPct: number;
  readonly plannedPct: number;
  readonly deviationPts: number;
  readonly medianPhysicalPct: number | undefined;
  readonly financialRp: number;
  readonly financialPct: number;
  readonly states: StateCounts;
  readonly bands: BandCounts;
  readonly curve: Curve;
  readonly opds: readonly OpdProgress[];
}

const decodeStates: Decoder<StateCounts> = object((fields) => ({
  planned: fields.get('planned', number),
  running: fields.get('running', number),
  finished: fields.get('finished', number),
}));

function readOpdProgress(fields: Fields): OpdProgress {
  return {
    opdId: fields.get('opdId', number),
    name: fields.get('name', text),
    shortName: fields.get('shortName', text),
    kind: fields.get('kind', decodeOpdKind),
    packageCount: fields.get('packageCount', number),
    paguRp: fields.get('paguRp', number),
    physicalPct: fields.get('physicalPct', number),
    plannedPct: fields.get('plannedPct', number),
    deviationPts: fields.get('deviationPts', number),
    band: fields.get('band', decodeBand),
    financialRp: fields.get('financialRp', number),
    financialPct: fields.get('financialPct', number),
    states: fields.get('states', decodeStates),
    criticalCount: fields.get('criticalCount', number),
    reports14: fields.get('reports14', list(decodeDayState)),
  };
}

export const decodeOpdProgress: Decoder<OpdProgressDetail> = object((fields) => ({
  ...readOpdProgress(fields),
  curve: fields.get('curve', decodeCurve),
}));

export const decodeProgress: Decoder<Progress> = object((fields) => ({
  date: fields.get('date', day),
  packageCount: fields.get('packageCount', number),
  paguRp: fields.get('paguRp', number),
  physicalPct: fields.get('physicalPct', number),
  plannedPct: fields.get('plannedPct', number),
  deviationPts: fields.get('deviationPts', number),
  medianPhysicalPct: fields.find('medianPhysicalPct', number),
  financialRp: fields.get('financialRp', number),
  financialPct: fields.get('financialPct', number),
  states: fields.get('states', decodeStates),
  bands: fields.get(
    'bands',
    object((bands) => ({
      onTrack: bands.get('onTrack', number),
      watch: bands.get('watch', number),
      critical: bands.get('critical', number),
    })),
  ),
  curve: fields.get('curve', decodeCurve),
  opds: fields.get('opds', list(object(readOpdProgress))),
}));

export const progressQuery = () =>
  queryOptions({
    queryKey: ['progress'],
    queryFn: ({ signal }) => getJson('/progress', decodeProgress, { signal }),
  });

export const opdProgressQuery = (opdId: number) =>
  queryOptions({
    queryKey: ['opd', opdId, 'progress'],
    queryFn: ({ signal }) => getJson(`/opds/${opdId}/progress`, decodeOpdProgress, { signal }),
  });
