import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { Band } from '../charts/deviation-bar';
import type { Day } from '../format/days';
import { decodeBand } from './activities';
import { type Decoder, boolean, day, items, list, moment, number, object, oneOf, text } from './decode';
import { getJson, sendJson } from './http';

export const LEVELS = ['strong', 'medium', 'weak', 'excluded'] as const;
export type Level = (typeof LEVELS)[number];
export type VisitState = 'automatic' | 'confirmed' | 'rejected';
export type Verdict = 'confirmed' | 'rejected';
/** What a list of visits may show. */
export type Shown = 'to-confirm' | 'confirmed' | 'rejected' | 'weak' | 'excluded';

/** A vehicle was near an activity. The vehicle was there: no more is claimed. */
export interface Visit {
  readonly id: number;
  readonly packageId: number;
  readonly packageName: string;
  readonly opdId: number;
  readonly opdName: string;
  /** Absent where the reader may not see the vehicle; then its agency is all there is to say. */
  readonly vehicle: VisitCar | undefined;
  readonly vehicleOpdName: string;
  readonly date: Day;
  readonly arriveMs: number;
  readonly leaveMs: number | undefined;
  readonly stayS: number;
  readonly distanceM: number;
  readonly isSlowTravel: boolean;
  readonly level: Level;
  /** Words of the collector; one that is unknown here is left out. */
  readonly reasons: readonly string[];
  readonly shared: number;
  readonly state: VisitState;
  readonly isCounted: boolean;
  readonly isMatched: boolean;
  readonly wasNihil: boolean;
  readonly decision: Decision | undefined;
}

export interface VisitCar {
  readonly id: number;
  readonly name: string;
  readonly plate: string | undefined;
  readonly holder: string | undefined;
}

export interface Decision {
  readonly reason: string | undefined;
  readonly byName: string;
  readonly atMs: number;
}

export interface PackageVisits {
  readonly lastVisitMs: number | undefined;
  readonly visitCount: number;
  readonly monthCount: number;
  readonly monthStayS: number;
  readonly items: readonly Visit[];
}

export interface VisitSummary {
  readonly from: Day;
  readonly to: Day;
  readonly visitCount: number;
  readonly packageCount: number;
  readonly vehicleCount: number;
  readonly toConfirmCount: number;
  readonly unvisitedCount: number;
  readonly toVerifyCount: number;
}

export interface Unvisited {
  readonly packageId: number;
  readonly name: string;
  readonly opdName: string;
  readonly band: Band;
  readonly deviationPts: number;
  readonly paguRp: number;
  readonly lastVisitMs: number | undefined;
}

export interface ToVerify {
  readonly packageId: number;
  readonly name: string;
  readonly opdName: string;
  readonly date: Day;
  readonly fromPct: number;
  readonly toPct: number;
}

export interface VisitAttention {
  readonly unvisited: readonly Unvisited[];
  readonly toVerify: readonly ToVerify[];
}

export interface VisitPage {
  readonly items: readonly Visit[];
  readonly nextCursor: string | undefined;
}

const decodeCar: Decoder<VisitCar> = object((fields) => ({
  id: fields.get('id', number),
  name: fields.get('name', text),
  plate: fields.find('plate', text),
  holder: fields.find('holder', text),
}));

const decodeDecision: Decoder<Decision> = object((fields) => ({
  reason: fields.find('reason', text),
  byName: fields.get('authorName', text),
  atMs: fields.get('at', moment),
}));

export const decodeVisit: Decoder<Visit> = object((fields) => ({
  id: fields.get('id', number),
  packageId: fields.get('packageId', number),
  packageName: fields.get('packageName', text),
  opdId: fields.get('opdId', number),
  opdName: fields.get('opdName', text),
  vehicle: fields.find('vehicle', decodeCar),
  vehicleOpdName: fields.get('vehicleOpdName', text),
  date: fields.get('date', day),
  arriveMs: fields.get('arrive', moment),
  leaveMs: fields.find('leave', moment),
  stayS: fields.get('stayS', number),
  distanceM: fields.get('distanceM', number),
  isSlowTravel: fields.get('slowTravel', boolean),
  level: fields.get('level', oneOf(...LEVELS)),
  reasons: fields.get('reasons', list(text)),
  shared: fields.get('shared', number),
  state: fields.get('state', oneOf('automatic', 'confirmed', 'rejected')),
  isCounted: fields.get('counts', boolean),
  isMatched: fields.get('matched', boolean),
  wasNihil: fields.get('reportedNihil', boolean),
  decision: fields.find('decision', decodeDecision),
}));

const decodePage: Decoder<VisitPage> = object((fields) => ({
  items: fields.get('items', list(decodeVisit)),
  nextCursor: fields.find('nextCursor', text),
}));

const decodePackageVisits: Decoder<PackageVisits> = object((fields) => ({
  lastVisitMs: fields.find('lastVisit', moment),
  visitCount: fields.get('visitCount', number),
  monthCount: fields.get('monthCount', number),
  monthStayS: fields.get('monthStayS', number),
  items: fields.get('items', list(decodeVisit)),
}));

const decodeSummary: Decoder<VisitSummary> = object((fields) => ({
  from: fields.get('from', day),
  to: fields.get('to', day),
  visitCount: fields.get('visitCount', number),
  packageCount: fields.get('packageCount', number),
  vehicleCount: fields.get('vehicleCount', number),
  toConfirmCount: fields.get('toConfirmCount', number),
  unvisitedCount: fields.get('unvisitedCount', number),
  toVerifyCount: fields.get('toVerifyCount', number),
}));

const decodeAttention: Decoder<VisitAttention> = object((fields) => ({
  unvisited: fields.get(
    'unvisited',
    list(
      object((u) => ({
        packageId: u.get('packageId', number),
        name: u.get('name', text),
        opdName: u.get('opdName', text),
        band: u.get('band', decodeBand),
        deviationPts: u.get('deviationPts', number),
        paguRp: u.get('paguRp', number),
        lastVisitMs: u.find('lastVisit', moment),
      })),
    ),
  ),
  toVerify: fields.get(
    'toVerify',
    list(
      object((v) => ({
        packageId: v.get('packageId', number),
        name: v.get('name', text),
        opdName: v.get('opdName', text),
        date: v.get('date', day),
        fromPct: v.get('fromPct', number),
        toPct: v.get('toPct', number),
      })),
    ),
  ),
}));

const PAGE_SIZE = 30;

/** All of visits: what a decision makes old. */
export const VISITS_KEY = ['visits'] as const;

export const visitsQuery = (show: Shown) =>
  infiniteQueryOptions({
    queryKey: [...VISITS_KEY, 'list', show],
    queryFn: ({ signal, pageParam }) => getJson('/visits', decodePage, { signal, query: { show, cursor: pageParam, limit: PAGE_SIZE } }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor,
  });

export const visitSummaryQuery = () =>
  queryOptions({
    queryKey: [...VISITS_KEY, 'summary'],
    queryFn: ({ signal }) => getJson('/visits/summary', decodeSummary, { signal }),
    staleTime: 60_000,
  });

export const visitAttentionQuery = () =>
  queryOptions({
    queryKey: [...VISITS_KEY, 'attention'],
    queryFn: ({ signal }) => getJson('/visits/attention', decodeAttention, { signal }),
    staleTime: 60_000,
  });

export const packageVisitsQuery = (packageId: number) =>
  queryOptions({
    queryKey: [...VISITS_KEY, 'package', packageId],
    queryFn: ({ signal }) => getJson(`/packages/${packageId}/visits`, decodePackageVisits, { signal }),
  });

export const vehicleDayVisitsQuery = (vehicleId: number, date: Day) =>
  queryOptions({
    queryKey: [...VISITS_KEY, 'vehicle', vehicleId, date],
    queryFn: ({ signal }) => getJson(`/vehicles/${vehicleId}/days/${date}/visits`, items(decodeVisit), { signal }),
  });

export const sendDecision = (visitId: number, decision: Verdict, reason: string, key: string): Promise<Visit> =>
  sendJson('POST', `/visits/${visitId}/decisions`, reason === '' ? { decision } : { decision, reason }, decodeVisit, {
    idempotencyKey: key,
  });
