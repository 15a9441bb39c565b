import { queryOptions } from '@tanstack/react-query';
import { DAY_STATES, type DayState } from '../charts/day-mark';
import type { ReportState } from '../charts/opd-ticks';
import type { Day } from '../format/days';
import { getJson, sendJson } from './http';
import { type Decoder, boolean, day, list, moment, number, object, oneOf, text } from './decode';

export const OPD_KINDS = ['dinas', 'badan', 'kecamatan', 'rsud', 'sekretariat', 'inspektorat', 'satuan'] as const;
export type OpdKind = (typeof OPD_KINDS)[number];

export interface OpdCompliance {
  readonly opdId: number;
  readonly name: string;
  readonly shortName: string;
  readonly kind: OpdKind;
  readonly state: ReportState;
  readonly doneCount: number;
  readonly dueCount: number;
  /** Working days in a row without a complete report, before today. */
  readonly missedDays: number;
  readonly lastReportAtMs: number | undefined;
}

/** Who has reported on one day. */
export interface Compliance {
  readonly date: Day;
  readonly isWorkingDay: boolean;
  readonly cutOff: string;
  readonly isCutOffPassed: boolean;
  readonly reportedCount: number;
  readonly totalCount: number;
  readonly opds: readonly OpdCompliance[];
}

export interface OpdCalendar {
  readonly opdId: number;
  readonly days: readonly { readonly date: Day; readonly state: DayState }[];
}

export const decodeOpdKind: Decoder<OpdKind> = oneOf(...OPD_KINDS);
export const decodeDayState: Decoder<DayState> = oneOf(...DAY_STATES);
export const decodeReportState: Decoder<ReportState> = oneOf('complete', 'partial', 'none', 'not-due');

export const decodeCompliance: Decoder<Compliance> = object((fields) => ({
  date: fields.get('date', day),
  isWorkingDay: fields.get('workingDay', boolean),
  cutOff: fields.get('cutOff', text),
  isCutOffPassed: fields.get('cutOffPassed', boolean),
  reportedCount: fields.get('reportedCount', number),
  totalCount: fields.get('totalCount', number),
  opds: fields.get(
    'opds',
    list(
      object((opd) => ({
        opdId: opd.get('opdId', number),
        name: opd.get('name', text),
        shortName: opd.get('shortName', text),
        kind: opd.get('kind', decodeOpdKind),
        state: opd.get('state', decodeReportState),
        doneCount: opd.get('doneCount', number),
        dueCount: opd.get('dueCount', number),
        missedDays: opd.get('missedDays', number),
        lastReportAtMs: opd.find('lastReportAt', moment),
      })),
    ),
  ),
}));

export const decodeCalendar: Decoder<readonly OpdCalendar[]> = object((fields) =>
  fields.get(
    'opds',
    list(
      object((opd) => ({
        opdId: opd.get('opdId', number),
        days: opd.get(
          'days',
          list(object((entry) => ({ date: entry.get('date', day), state: entry.get('state', decodeDayState) }))),
        ),
      })),
    ),
  ),
);

/** Today when no day is named. */
export const complianceQuery = (date?: Day) =>
  queryOptions({
    queryKey: ['compliance', date ?? 'today'],
    queryFn: ({ signal }) => getJson('/compliance', decodeCompliance, { signal, query: { date } }),
  });

export const calendarQuery = (from: Day, to: Day, opdId?: number) =>
  queryOptions({
    queryKey: ['compliance', 'calendar', from, to, opdId ?? 'all'],
    queryFn: ({ signal }) => getJson('/compliance/calendar', decodeCalendar, { signal, query: { from, to, opdId } }),
  });

const decodeCount: Decoder<number> = object((fields) => fields.get('count', number));

/** Asks agencies to report. The key makes a second press of an impatient thumb the same reminder. */
export const sendReminders = (opdIds: readonly number[], key: string): Promise<number> =>
  sendJson('POST', '/reminders', { opdIds }, decodeCount, { idempotencyKey: key });
