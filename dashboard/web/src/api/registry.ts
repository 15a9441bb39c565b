import { queryOptions } from '@tanstack/react-query';
import type { Day } from '../format/days';
import { type Decoder, boolean, day, items, list, moment, number, object, oneOf, text } from './decode';
import { getJson, nothing, sendJson } from './http';
import { VEHICLE_KINDS, VEHICLE_USES, type VehicleKind, type VehicleUse } from './vehicles';

/** Yearly tax (STNK), five-yearly plates, inspection (KIR), maintenance. */
export const DUE_KINDS = ['tax', 'plate', 'inspection', 'service'] as const;
export type DueKind = (typeof DUE_KINDS)[number];

export interface Due {
  readonly kind: DueKind;
  /** The last day. */
  readonly on: Day;
  readonly note: string | undefined;
  readonly byName: string;
}

export interface Reading {
  readonly on: Day;
  readonly km: number;
  readonly byName: string;
}

/** How the private mode was used in the last year; where the vehicle was then nobody knows. */
export interface PrivateUse {
  readonly days: number;
  readonly minutes: number;
  /** The button was on where it may not be, and hid nothing. */
  readonly refusedDays: number;
  readonly refusedMinutes: number;
  /** The newest. */
  readonly spells: readonly { readonly fromMs: number; readonly untilMs: number; readonly isAllowed: boolean }[];
}

const decodePrivateUse: Decoder<PrivateUse> = object((use) => ({
  days: use.get('days', number),
  minutes: use.get('minutes', number),
  refusedDays: use.get('refusedDays', number),
  refusedMinutes: use.get('refusedMinutes', number),
  spells: use.get(
    'spells',
    list(object((spell) => ({ fromMs: spell.get('from', moment), untilMs: spell.get('until', moment), isAllowed: spell.get('allowed', boolean) }))),
  ),
}));

/** All that the register knows of a vehicle; lists begin with the newest. */
export interface VehicleSheet {
  readonly id: number;
  readonly version: number;
  readonly name: string;
  readonly kind: VehicleKind;
  readonly use: VehicleUse;
  readonly assetNumber: string | undefined;
  readonly plates: readonly { readonly plate: string; readonly since: Day }[];
  readonly keepers: readonly { readonly opdId: number; readonly opdName: string; readonly holder: string | undefined; readonly sinceMs: number }[];
  readonly trackers: readonly { readonly deviceId: string; readonly fromMs: number; readonly untilMs: number | undefined }[];
  readonly dues: readonly Due[];
  readonly readings: readonly Reading[];
  readonly odometerKm: number | undefined;
  /** Whether its driver may hide it outside working hours. */
  readonly mayBePrivate: boolean;
  /** undefined: this person may not know when it drives. */
  readonly privateUse: PrivateUse | undefined;
  readonly retirement: { readonly on: Day; readonly reason: string } | undefined;
}

const decodeSheet: Decoder<VehicleSheet> = object((fields) => ({
  id: fields.get('id', number),
  version: fields.get('version', number),
  name: fields.get('name', text),
  kind: fields.get('kind', oneOf(...VEHICLE_KINDS)),
  use: fields.get('use', oneOf(...VEHICLE_USES)),
  assetNumber: fields.find('assetNumber', text),
  plates: fields.get('plates', list(object((plate) => ({ plate: plate.get('plate', text), since: plate.get('since', day) })))),
  keepers: fields.get(
    'keepers',
    list(
      object((keeper) => ({
        opdId: keeper.get('opdId', number),
        opdName: keeper.get('opdName', text),
        holder: keeper.find('holder', text),
        sinceMs: keeper.get('since', moment),
      })),
    ),
  ),
  trackers: fields.get(
    'trackers',
    list(
      object((tracker) => ({
        deviceId: tracker.get('deviceId', text),
        fromMs: tracker.get('from', moment),
        untilMs: tracker.find('until', moment),
      })),
    ),
  ),
  dues: fields.get(
    'dues',
    list(
      object((due) => ({
        kind: due.get('kind', oneOf(...DUE_KINDS)),
        on: due.get('on', day),
        note: due.find('note', text),
        byName: due.get('authorName', text),
      })),
    ),
  ),
  readings: fields.get(
    'readings',
    list(object((reading) => ({ on: reading.get('on', day), km: reading.get('km', number), byName: reading.get('authorName', text) }))),
  ),
  odometerKm: fields.find('odometerKm', number),
  mayBePrivate: fields.get('privateMode', boolean),
  privateUse: fields.find('privateUse', decodePrivateUse),
  retirement: fields.find(
    'retirement',
    object((left) => ({ on: left.get('on', day), reason: left.get('reason', text) })),
  ),
}));

/** A vehicle of which something falls due. */
export interface DueVehicle {
  readonly vehicleId: number;
  readonly vehicleName: string;
  readonly plate: string | undefined;
  readonly opdName: string;
  readonly kind: DueKind;
  readonly on: Day;
}

const decodeDues: Decoder<readonly DueVehicle[]> = items(
  object((fields) => ({
    vehicleId: fields.get('vehicleId', number),
    vehicleName: fields.get('vehicleName', text),
    plate: fields.find('plate', text),
    opdName: fields.get('opdName', text),
    kind: fields.get('kind', oneOf(...DUE_KINDS)),
    on: fields.get('on', day),
  })),
);

/** What a change of a vehicle makes old: its sheet, what is due, and the list. */
export const REGISTRY_KEY = ['vehicles'] as const;

export const duesQuery = () =>
  queryOptions({ queryKey: [...REGISTRY_KEY, 'dues'], queryFn: ({ signal }) => getJson('/vehicle-dues', decodeDues, { signal }) });

export const sheetQuery = (id: number) =>
  queryOptions({ queryKey: [...REGISTRY_KEY, 'sheet', id], queryFn: ({ signal }) => getJson(`/vehicles/${id}`, decodeSheet, { signal }) });

/** As it was when somebody began to change it: the collector refuses the change when it is another one by now. */
export interface SeenVehicle {
  readonly id: number;
  readonly version: number;
}

export interface VehicleDraft {
  readonly name: string;
  readonly kind: string;
  readonly use: string;
  readonly assetNumber?: string;
}

export interface KeeperDraft {
  readonly opdId: number;
  readonly holder?: string;
}

const post = (path: string, body: object, key: string): Promise<VehicleSheet> => sendJson('POST', `/vehicles${path}`, body, decodeSheet, { idempotencyKey: key });

export const addVehicle = (vehicle: VehicleDraft & KeeperDraft & { readonly plate: string }, key: string) => post('', vehicle, key);
export const importVehicles = (table: File, key: string): Promise<number> =>
  sendJson('POST', '/vehicles/import', new Blob([table], { type: 'text/csv' }), object((fields) => fields.get('added', number)), { idempotencyKey: key });
export const changeVehicle = ({ id, version }: SeenVehicle, vehicle: VehicleDraft): Promise<VehicleSheet> =>
  sendJson('PUT', `/vehicles/${id}`, { ...vehicle, basedOn: version }, decodeSheet);
export const putPlate = ({ id, version }: SeenVehicle, plate: string, key: string) => post(`/${id}/plates`, { plate, basedOn: version }, key);
export const giveVehicle = ({ id, version }: SeenVehicle, keeper: KeeperDraft, key: string) => post(`/${id}/keepers`, { ...keeper, basedOn: version }, key);
export const putDue = (id: number, due: { readonly kind: DueKind; readonly on: Day; readonly note?: string }, key: string) => post(`/${id}/dues`, due, key);
export const addReading = (id: number, km: number, on: Day, key: string) => post(`/${id}/odometer`, { km, on }, key);
export const retireVehicle = ({ id, version }: SeenVehicle, reason: string, key: string) => post(`/${id}/retirement`, { reason, basedOn: version }, key);

export const setPrivateMode = ({ id, version }: SeenVehicle, allowed: boolean, reason: string, key: string) =>
  post(`/${id}/private-mode`, { allowed, reason, basedOn: version }, key);

/** A tracker that is enrolled already. */
export const putTracker = (id: number, deviceId: string): Promise<undefined> => sendJson('POST', `/vehicles/${id}/trackers`, { deviceId }, nothing);
export const takeOutTracker = (id: number): Promise<unknown> => sendJson('DELETE', `/vehicles/${id}/trackers`, undefined, decodeSheet);
