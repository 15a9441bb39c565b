import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { Curve, CurvePoint } from '../charts/curve';
import type { Band } from '../charts/deviation-bar';
import type { Day } from '../format/days';
import type { UpdateDraft } from '../outbox/task';
import { getJson, sendJson } from './http';
import { type Decoder, type Fields, boolean, day, items, list, moment, number, object, oneOf, text } from './decode';

export const PACKAGE_STATES = ['planned', 'running', 'finished'] as const;
export type PackageState = (typeof PACKAGE_STATES)[number];
export const STAGES = ['planning', 'procurement', 'running', 'handover', 'finished'] as const;
export type Stage = (typeof STAGES)[number];
export const PACKAGE_KINDS = ['construction', 'goods', 'services', 'consultancy', 'self-managed'] as const;
export type PackageKind = (typeof PACKAGE_KINDS)[number];
export const BANDS = ['on-track', 'watch', 'critical'] as const;
export type Cadence = 'daily' | 'weekly' | 'monthly';

/** A work package: what the screens call "kegiatan". */
export interface Package {
  readonly id: number;
  readonly opdId: number;
  readonly opdName: string;
  readonly subActivityCode: string;
  readonly subActivityName: string;
  readonly name: string;
  readonly kind: PackageKind;
  readonly state: PackageState;
  readonly stage: Stage;
  /** late, critical, postponed and others to come: unknown ones are shown by nobody. */
  readonly flags: readonly string[];
  readonly isPriority: boolean;
  readonly paguRp: number;
  readonly funding: string | undefined;
  readonly plannedPct: number;
  readonly physicalPct: number;
  readonly deviationPts: number;
  readonly band: Band;
  readonly financialRp: number;
  readonly financialPct: number;
  readonly cadence: Cadence;
  readonly startDate: Day | undefined;
  readonly endDate: Day | undefined;
  readonly lastUpdate: LastUpdate | undefined;
  readonly location: PackageLocation | undefined;
}

export interface LastUpdate {
  readonly date: Day;
  readonly atMs: number;
  readonly kind: UpdateKind;
  readonly note: string | undefined;
}

export interface PackageLocation {
  readonly lat: number;
  readonly lon: number;
  readonly desa: string | undefined;
  readonly kecamatan: string | undefined;
}

export type UpdateKind = 'nihil' | 'progress';

/** One report of one day; never changed, a correction is a further version. */
export interface Update {
  readonly id: number;
  readonly date: Day;
  readonly atMs: number;
  readonly version: number;
  readonly kind: UpdateKind;
  readonly physicalPct: number;
  readonly financialRp: number;
  readonly note: string | undefined;
  readonly state: PackageState | undefined;
  readonly byName: string;
  readonly byRole: string;
  readonly correctionReason: string | undefined;
  readonly supersededBy: number | undefined;
}

export interface Obstacle {
  readonly code: string;
  readonly text: string;
  readonly helpFrom: string | undefined;
  readonly since: Day;
  readonly dueDate: Day | undefined;
  readonly isOpen: boolean;
}

export interface PackageDetail extends Package {
  readonly officer: string | undefined;
  readonly contractor: string | undefined;
  readonly contractRp: number | undefined;
  readonly curve: Curve;
  readonly updates: readonly Update[];
  readonly obstacles: readonly Obstacle[];
}

export interface PackagePage {
  readonly items: readonly Package[];
  readonly nextCursor: string | undefined;
}

export interface PreviousValue {
  readonly date: Day;
  readonly physicalPct: number;
  readonly financialRp: number;
  readonly note: string | undefined;
}

export interface Duty extends Package {
  readonly isDue: boolean;
  readonly isDone: boolean;
  readonly today: Update | undefined;
  readonly previous: PreviousValue | undefined;
}

/** What an operator owes today. */
export interface Duties {
  readonly date: Day;
  readonly isWorkingDay: boolean;
  readonly cutOff: string;
  readonly dueCount: number;
  readonly doneCount: number;
  readonly reminders: readonly Reminder[];
  readonly items: readonly Duty[];
}

export interface Reminder {
  readonly atMs: number;
  readonly byName: string;
}

export interface ObstacleCode {
  readonly code: string;
  readonly name: string;
}

export interface DutyCount {
  readonly doneCount: number;
  readonly dueCount: number;
}

const updateKind = oneOf('nihil', 'progress');
const packageState = oneOf(...PACKAGE_STATES);

export const decodeBand: Decoder<Band> = oneOf(...BANDS);

const decodeLocation: Decoder<PackageLocation> = object((fields) => ({
  lat: fields.get('lat', number),
  lon: fields.get('lon', number),
  desa: fields.find('desa', text),
  kecamatan: fields.find('kecamatan', text),
}));

const decodeLastUpdate: Decoder<LastUpdate> = object((fields) => ({
  date: fields.get('date', day),
  atMs: fields.get('at', moment),
  kind: fields.get('kind', updateKind),
  note: fields.find('note', text),
}));

function readPackage(fields: Fields): Package {
  return {
    id: fields.get('id', number),
    opdId: fields.get('opdId', number),
    opdName: fields.get('opdName', text),
    subActivityCode: fields.get('subActivityCode', text),
    subActivityName: fields.get('subActivityName', text),
    name: fields.get('name', text),
    kind: fields.get('kind', oneOf(...PACKAGE_KINDS)),
    state: fields.get('state', packageState),
    stage: fields.get('stage', oneOf(...STAGES)),
    flags: fields.find('flags', list(text)) ?? [],
    isPriority: fields.find('priority', boolean) ?? false,
    paguRp: fields.get('paguRp', number),
    funding: fields.find('funding', text),
    plannedPct: fields.get('plannedPct', number),
    physicalPct: fields.get('physicalPct', number),
    deviationPts: fields.get('deviationPts', number),
    band: fields.get('band', decodeBand),
    financialRp: fields.get('financialRp', number),
    financialPct: fields.get('financialPct', number),
    cadence: fields.get('cadence', oneOf('daily', 'weekly', 'monthly')),
    startDate: fields.find('startDate', day),
    endDate: fields.find('endDate', day),
    lastUpdate: fields.find('lastUpdate', decodeLastUpdate),
    location: fields.find('location', decodeLocation),
  };
}

export const decodePackage: Decoder<Package> = object(readPackage);

export const decodePackagePage: Decoder<PackagePage> = object((fields) => ({
  items: fields.get('items', list(decodePackage)),
  nextCursor: fields.find('nextCursor', text),
}));

export const decodeUpdate: Decoder<Update> = object((fields) => ({
  id: fields.get('id', number),
  date: fields.get('date', day),
  atMs: fields.get('at', moment),
  version: fields.get('version', number),
  kind: fields.get('kind', updateKind),
  physicalPct: fields.get('physicalPct', number),
  financialRp: fields.get('financialRp', number),
  note: fields.find('note', text),
  state: fields.find('state', packageState),
  byName: fields.get('byName', text),
  byRole: fields.get('byRole', text),
  correctionReason: fields.find('correctionReason', text),
  supersededBy: fields.find('supersededBy', number),
}));

const decodePoint: Decoder<CurvePoint> = object((fields) => ({
  date: fields.get('date', day),
  pct: fields.get('pct', number),
}));

export const decodeCurve: Decoder<Curve> = object((fields) => ({
  plan: fields.get('plan', list(decodePoint)),
  actual: fields.get('actual', list(decodePoint)),
}));

const decodeObstacle: Decoder<Obstacle> = object((fields) => ({
  code: fields.get('code', text),
  text: fields.find('text', text) ?? '',
  helpFrom: fields.find('helpFrom', text),
  since: fields.get('since', day),
  dueDate: fields.find('dueDate', day),
  isOpen: fields.get('open', boolean),
}));

export const decodePackageDetail: Decoder<PackageDetail> = object((fields) => ({
  ...readPackage(fields),
  officer: fields.find('officer', text),
  contractor: fields.find('contractor', text),
  contractRp: fields.find('contractRp', number),
  curve: fields.get('curve', decodeCurve),
  updates: fields.get('updates', list(decodeUpdate)),
  obstacles: fields.get('obstacles', list(decodeObstacle)),
}));

const decodePrevious: Decoder<PreviousValue> = object((fields) => ({
  date: fields.get('date', day),
  physicalPct: fields.get('physicalPct', number),
  financialRp: fields.get('financialRp', number),
  note: fields.find('note', text),
}));

const decodeDuty: Decoder<Duty> = object((fields) => ({
  ...readPackage(fields),
  isDue: fields.get('due', boolean),
  isDone: fields.get('done', boolean),
  today: fields.find('today', decodeUpdate),
  previous: fields.find('previous', decodePrevious),
}));

export const decodeDuties: Decoder<Duties> = object((fields) => ({
  date: fields.get('date', day),
  isWorkingDay: fields.get('workingDay', boolean),
  cutOff: fields.get('cutOff', text),
  dueCount: fields.get('dueCount', number),
  doneCount: fields.get('doneCount', number),
  reminders: fields.get(
    'reminders',
    list(object((r) => ({ atMs: r.get('at', moment), byName: r.get('byName', text) }))),
  ),
  items: fields.get('items', list(decodeDuty)),
}));

export const decodeObstacleCodes: Decoder<readonly ObstacleCode[]> = items(
  object((fields) => ({ code: fields.get('code', text), name: fields.get('name', text) })),
);

export const decodeDutyCount: Decoder<DutyCount> = object((fields) => ({
  doneCount: fields.get('doneCount', number),
  dueCount: fields.get('dueCount', number),
}));

export interface PackageFilter {
  readonly opdId?: number | undefined;
  readonly state?: PackageState | undefined;
  readonly band?: Band | undefined;
  readonly q?: string | undefined;
}

const PAGE_SIZE = 40;

export const packagesQuery = (filter: PackageFilter, pageSize = PAGE_SIZE) =>
  infiniteQueryOptions({
    queryKey: ['packages', filter, pageSize],
    queryFn: ({ signal, pageParam }) =>
      getJson('/packages', decodePackagePage, { signal, query: { ...filter, cursor: pageParam, limit: pageSize } }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor,
  });

export const packageQuery = (packageId: number) =>
  queryOptions({
    queryKey: ['packages', 'one', packageId],
    queryFn: ({ signal }) => getJson(`/packages/${packageId}`, decodePackageDetail, { signal }),
  });

/** `keepAnswer` is told the collector's own words, once they are known to be good, so that they can be kept for a day offline. */
export const dutiesQuery = (keepAnswer: (answer: unknown) => void = () => {}) =>
  queryOptions({
    queryKey: ['duties'],
    queryFn: ({ signal }) =>
      getJson(
        '/duties',
        (value, path) => {
          const duties = decodeDuties(value, path);
          keepAnswer(value);
          return duties;
        },
        { signal },
      ),
  });

export const obstacleCodesQuery = (language: string) =>
  queryOptions({
    queryKey: ['obstacle-codes', language],
    queryFn: ({ signal }) => getJson('/obstacle-codes', decodeObstacleCodes, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });

export const sendUpdate = (packageId: number, update: UpdateDraft, key: string): Promise<Update> =>
  sendJson('POST', `/packages/${packageId}/updates`, update, decodeUpdate, { idempotencyKey: key });

export const sendNihil = (date: Day, packageIds: readonly number[], key: string): Promise<DutyCount> =>
  sendJson('POST', '/duties/nihil', { date, packageIds }, decodeDutyCount, { idempotencyKey: key });
