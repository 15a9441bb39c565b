import { queryOptions } from '@tanstack/react-query';
import { boolean, items, moment, number, object, text } from './decode';
import { getJson, nothing, sendJson } from './http';

/** A telephone or tracker of another maker, which has a key instead of a certificate. */
export interface ForeignTracker {
  readonly deviceId: string;
  readonly vehicleName: string | undefined;
  readonly plate: string | undefined;
  readonly keyMadeMs: number;
  /** Since when it has no key. */
  readonly revokedMs: number | undefined;
  readonly lastSeenMs: number | undefined;
  readonly batteryPct: number | undefined;
  readonly charging: boolean | undefined;
}

const decodeTrackers = items(
  object(
    (fields): ForeignTracker => ({
      deviceId: fields.get('deviceId', text),
      vehicleName: fields.find('vehicleName', text),
      plate: fields.find('plate', text),
      keyMadeMs: fields.get('keyMadeAt', moment),
      revokedMs: fields.find('revokedAt', moment),
      lastSeenMs: fields.find('lastSeenAt', moment),
      batteryPct: fields.find('batteryPct', number),
      charging: fields.find('charging', boolean),
    }),
  ),
);

export const foreignTrackersQuery = () =>
  queryOptions({ queryKey: ['foreign-trackers'], queryFn: ({ signal }) => getJson('/foreign-trackers', decodeTrackers, { signal }) });

/** A key, this one time in the open. */
export interface NewKey {
  readonly deviceId: string;
  readonly key: string;
  readonly osmAndPath: string;
  readonly ownTracksPath: string;
}

const decodeKey = object(
  (fields): NewKey => ({
    deviceId: fields.get('deviceId', text),
    key: fields.get('key', text),
    osmAndPath: fields.get('osmAndPath', text),
    ownTracksPath: fields.get('ownTracksPath', text),
  }),
);

export interface ForeignWish {
  readonly deviceId?: string;
  readonly vehicleId?: number;
}

/** Without a key for repeating, as with codes: an answer that holds a secret must be kept nowhere. */
export const addForeignTracker = (wish: ForeignWish): Promise<NewKey> => sendJson('POST', '/foreign-trackers', wish, decodeKey);

const keyPath = (deviceId: string) => `/foreign-trackers/${encodeURIComponent(deviceId)}/key`;

export const renewKey = (deviceId: string): Promise<NewKey> => sendJson('POST', keyPath(deviceId), {}, decodeKey);

export const revokeKey = (deviceId: string): Promise<undefined> => sendJson('DELETE', keyPath(deviceId), undefined, nothing);
