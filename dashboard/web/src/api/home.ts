import { queryOptions } from '@tanstack/react-query';
import type { ReportState } from '../charts/opd-ticks';
import type { Day } from '../format/days';
import { type Package, decodePackage } from './activities';
import { decodeReportState } from './compliance';
import { getJson } from './http';
import { type Decoder, boolean, day, list, moment, number, object, text } from './decode';

export interface MissingOpd {
  readonly opdId: number;
  readonly name: string;
  readonly missedDays: number;
  readonly state: ReportState;
}

export interface ChangedPackage {
  readonly packageId: number;
  readonly name: string;
  readonly opdName: string;
}

/** What a leader sees first: who has not reported, what changed, what is most behind. */
export interface Home {
  readonly date: Day;
  readonly asOfMs: number;
  readonly compliance: {
    readonly reportedCount: number;
    readonly totalCount: number;
    readonly cutOff: string;
    readonly isCutOffPassed: boolean;
    readonly missing: readonly MissingOpd[];
  };
  readonly sinceYesterday: {
    readonly finished: readonly ChangedPackage[];
    readonly becameLate: readonly ChangedPackage[];
    readonly started: readonly ChangedPackage[];
    readonly physicalPct: number;
    readonly physicalChangePts: number;
    readonly plannedPct: number;
    readonly deviationPts: number;
    readonly financialChangeRp: number;
    readonly obstaclesOpened: number;
  };
  readonly mostBehind: readonly Package[];
}

const decodeChanged: Decoder<ChangedPackage> = object((fields) => ({
  packageId: fields.get('packageId', number),
  name: fields.get('name', text),
  opdName: fields.get('opdName', text),
}));

export const decodeHome: Decoder<Home> = object((fields) => ({
  date: fields.get('date', day),
  asOfMs: fields.get('asOf', moment),
  compliance: fields.get(
    'compliance',
    object((compliance) => ({
      reportedCount: compliance.get('reportedCount', number),
      totalCount: compliance.get('totalCount', number),
      cutOff: compliance.get('cutOff', text),
      isCutOffPassed: compliance.get('cutOffPassed', boolean),
      missing: compliance.get(
        'missing',
        list(
          object((opd) => ({
            opdId: opd.get('opdId', number),
            name: opd.get('name', text),
            missedDays: opd.get('missedDays', number),
            state: opd.get('state', decodeReportState),
          })),
        ),
      ),
    })),
  ),
  sinceYesterday: fields.get(
    'sinceYesterday',
    object((since) => ({
      finished: since.get('finished', list(decodeChanged)),
      becameLate: since.get('becameLate', list(decodeChanged)),
      started: since.get('started', list(decodeChanged)),
      physicalPct: since.get('physicalPct', number),
      physicalChangePts: since.get('physicalChangePts', number),
      plannedPct: since.get('plannedPct', number),
      deviationPts: since.get('deviationPts', number),
      financialChangeRp: since.get('financialChangeRp', number),
      obstaclesOpened: since.get('obstaclesOpened', number),
    })),
  ),
  mostBehind: fields.get('mostBehind', list(decodePackage)),
}));

/** Asked again each minute: a leader leaves the page open, and "as of" must not grow old. */
export const homeQuery = () =>
  queryOptions({
    queryKey: ['home'],
    queryFn: ({ signal }) => getJson('/home', decodeHome, { signal }),
    refetchInterval: 60_000,
  });
