import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { Day } from '../format/days';
import { type Decoder, boolean, day, list, moment, number, object, oneOf, text } from './decode';
import { getJson, sendJson } from './http';

export const ALERT_RULES = [
  'panic',
  'tow',
  'overspeed',
  'outside-regency',
  'outside-hours',
  'long-idling',
  'power-cut',
  'device-silent',
  'device-unhealthy',
  'device-copied',
  'parked-long',
] as const;
export type AlertRule = (typeof ALERT_RULES)[number];
export const SEVERITIES = ['high', 'medium', 'low'] as const;
export type Severity = (typeof SEVERITIES)[number];
/** The three lanes. */
export const LANES = ['new', 'in-progress', 'done'] as const;
export type Lane = (typeof LANES)[number];
/** What a clarification says it was. */
export const EXPLANATIONS = ['duty-order', 'invitation', 'service', 'family-emergency', 'mistaken'] as const;
export type Explanation = (typeof EXPLANATIONS)[number];
/** How an alert is closed. */
export const OUTCOMES = ['explained', 'followed-up', 'false-alarm', 'noted'] as const;
export type Outcome = (typeof OUTCOMES)[number];
export type DeedKind = 'acknowledge' | 'clarify' | 'close' | 'reopen';

/** An indication that somebody should look at; never a verdict. */
export interface Alert {
  readonly id: number;
  readonly rule: AlertRule;
  readonly severity: Severity;
  readonly state: Lane;
  /** About the tracker, not about who drives. */
  readonly isOfDevice: boolean;
  readonly vehicle: AlertCar;
  readonly opdId: number;
  readonly opdName: string;
  readonly date: Day;
  readonly startMs: number;
  /** Absent while it goes on. */
  readonly endMs: number | undefined;
  readonly times: number;
  readonly details: AlertDetails;
  readonly place: string | undefined;
  /** False: the facts do not give it any more, only what a person did keeps it. */
  readonly isFound: boolean;
  readonly madeMs: number;
  /** Somebody should have taken it in hand by then. */
  readonly targetMs: number;
  readonly clarifyUntilMs: number;
  readonly isClarified: boolean;
  readonly actions: readonly AlertAction[];
}

export interface AlertCar {
  readonly id: number;
  /** Absent when another agency keeps it now. */
  readonly name: string | undefined;
  readonly plate: string | undefined;
  readonly holder: string | undefined;
}

/** Figures by rule; each is there only where it says something. */
export interface AlertDetails {
  readonly speedKmh: number | undefined;
  readonly limitKmh: number | undefined;
  readonly seconds: number | undefined;
  readonly minutes: number | undefined;
  readonly distanceM: number | undefined;
  readonly cause: string | undefined;
  readonly holiday: string | undefined;
  readonly temperatureC: number | undefined;
  readonly freeKb: number | undefined;
  readonly noPositionH: number | undefined;
  readonly days: number | undefined;
}

export interface AlertAction {
  readonly kind: DeedKind;
  readonly choice: Explanation | Outcome | undefined;
  readonly reason: string;
  readonly letter: string | undefined;
  readonly byName: string;
  readonly atMs: number;
}

export interface AlertSummary {
  readonly newCount: number;
  readonly inProgressCount: number;
  readonly doneCount: number;
  readonly lateCount: number;
  readonly highCount: number;
  readonly toClarifyCount: number;
}

export interface AlertPage {
  readonly items: readonly Alert[];
  readonly nextCursor: string | undefined;
}

const decodeDetails: Decoder<AlertDetails> = object((fields) => ({
  speedKmh: fields.find('speedKmh', number),
  limitKmh: fields.find('limitKmh', number),
  seconds: fields.find('seconds', number),
  minutes: fields.find('minutes', number),
  distanceM: fields.find('distanceM', number),
  cause: fields.find('cause', text),
  holiday: fields.find('holiday', text),
  temperatureC: fields.find('temperatureC', number),
  freeKb: fields.find('freeKb', number),
  noPositionH: fields.find('noPositionH', number),
  days: fields.find('days', number),
}));

const decodeAction: Decoder<AlertAction> = object((fields) => ({
  kind: fields.get('kind', oneOf('acknowledge', 'clarify', 'close', 'reopen')),
  choice: fields.find('choice', oneOf(...EXPLANATIONS, ...OUTCOMES)),
  reason: fields.get('reason', text),
  letter: fields.find('letter', text),
  byName: fields.get('authorName', text),
  atMs: fields.get('at', moment),
}));

export const decodeAlert: Decoder<Alert> = object((fields) => ({
  id: fields.get('id', number),
  rule: fields.get('rule', oneOf(...ALERT_RULES)),
  severity: fields.get('severity', oneOf(...SEVERITIES)),
  state: fields.get('state', oneOf(...LANES)),
  isOfDevice: fields.get('ofDevice', boolean),
  vehicle: fields.get(
    'vehicle',
    object((car) => ({
      id: car.get('id', number),
      name: car.find('name', text),
      plate: car.find('plate', text),
      holder: car.find('holder', text),
    })),
  ),
  opdId: fields.get('opdId', number),
  opdName: fields.get('opdName', text),
  date: fields.get('date', day),
  startMs: fields.get('start', moment),
  endMs: fields.find('end', moment),
  times: fields.get('times', number),
  details: fields.get('details', decodeDetails),
  place: fields.find('place', text),
  isFound: fields.get('found', boolean),
  madeMs: fields.get('madeAt', moment),
  targetMs: fields.get('targetAt', moment),
  clarifyUntilMs: fields.get('clarifyUntil', moment),
  isClarified: fields.get('clarified', boolean),
  actions: fields.get('actions', list(decodeAction)),
}));

const decodePage: Decoder<AlertPage> = object((fields) => ({
  items: fields.get('items', list(decodeAlert)),
  nextCursor: fields.find('nextCursor', text),
}));

const decodeSummary: Decoder<AlertSummary> = object((fields) => ({
  newCount: fields.get('newCount', number),
  inProgressCount: fields.get('inProgressCount', number),
  doneCount: fields.get('doneCount', number),
  lateCount: fields.get('lateCount', number),
  highCount: fields.get('highCount', number),
  toClarifyCount: fields.get('toClarifyCount', number),
}));

export interface AlertFilter {
  readonly rule: AlertRule | undefined;
  readonly opdId: number | undefined;
}

const PAGE_SIZE = 30;
/** A count in the menu that is a minute old is old enough; the live stream tells sooner. */
const REFRESH_MS = 60_000;

/** All of alerts: what a deed makes old. */
export const ALERTS_KEY = ['alerts'] as const;

export const alertsQuery = (show: Lane, filter: AlertFilter) =>
  infiniteQueryOptions({
    queryKey: [...ALERTS_KEY, 'list', show, filter],
    queryFn: ({ signal, pageParam }) =>
      getJson('/alerts', decodePage, {
        signal,
        query: { show, rule: filter.rule, opdId: filter.opdId, cursor: pageParam, limit: PAGE_SIZE },
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor,
    refetchInterval: REFRESH_MS,
  });

export const alertSummaryQuery = () =>
  queryOptions({
    queryKey: [...ALERTS_KEY, 'summary'],
    queryFn: ({ signal }) => getJson('/alerts/summary', decodeSummary, { signal }),
    refetchInterval: REFRESH_MS,
  });

export interface Deed {
  readonly kind: DeedKind;
  readonly choice?: Explanation | Outcome;
  readonly reason: string;
  readonly letter?: string;
}

export const sendDeed = (alertId: number, deed: Deed, key: string): Promise<Alert> =>
  sendJson('POST', `/alerts/${alertId}/actions`, deed, decodeAlert, { idempotencyKey: key });

export const alertQuery = (alertId: number) =>
  queryOptions({
    queryKey: [...ALERTS_KEY, 'one', alertId],
    queryFn: ({ signal }) => getJson(`/alerts/${alertId}`, decodeAlert, { signal }),
  });
