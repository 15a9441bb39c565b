import { queryOptions } from '@tanstack/react-query';
import { boolean, items, moment, number, object, oneOf, text } from './decode';
import { getJson, nothing, sendJson } from './http';

export const TRACKER_STATES = ['active', 'expired', 'revoked', 'none'] as const;
export type TrackerState = (typeof TRACKER_STATES)[number];

/** A tracker, or a name that a code waits for, and whether it may come to the broker. */
export interface Tracker {
  readonly deviceId: string;
  readonly vehicleId: number | undefined;
  readonly vehicleName: string | undefined;
  readonly plate: string | undefined;
  readonly state: TrackerState;
  readonly expiresMs: number | undefined;
  readonly revocation: { readonly atMs: number; readonly by: string; readonly reason: string } | undefined;
  /** Until when the code that waits for it works. */
  readonly codeUntilMs: number | undefined;
}

const decodeTrackers = items(
  object(
    (fields): Tracker => ({
      deviceId: fields.get('deviceId', text),
      vehicleId: fields.find('vehicleId', number),
      vehicleName: fields.find('vehicleName', text),
      plate: fields.find('plate', text),
      state: fields.get('state', oneOf(...TRACKER_STATES)),
      expiresMs: fields.find('certificate', object((certificate) => certificate.get('expiresAt', moment))),
      revocation: fields.find(
        'revocation',
        object((revocation) => ({
          atMs: revocation.get('at', moment),
          by: revocation.get('by', text),
          reason: revocation.get('reason', text),
        })),
      ),
      codeUntilMs: fields.find('code', object((code) => code.get('expiresAt', moment))),
    }),
  ),
);

export const trackersQuery = () =>
  queryOptions({ queryKey: ['trackers'], queryFn: ({ signal }) => getJson('/trackers', decodeTrackers, { signal }) });

/** A code, this one time in the open. */
export interface NewCode {
  readonly code: string;
  readonly deviceId: string;
  readonly expiresMs: number;
  readonly server: string;
  readonly fingerprint: string;
}

export interface CodeWish {
  readonly deviceId?: string;
  readonly vehicleId?: number;
  readonly hours: number;
  readonly again?: boolean;
}

/** Without a key for repeating: an answer that holds a code must be kept nowhere, so each press makes a new one. */
export const makeCode = (wish: CodeWish): Promise<NewCode> =>
  sendJson(
    'POST',
    '/enrolment-codes',
    wish,
    object((fields) => ({
      code: fields.get('code', text),
      deviceId: fields.get('deviceId', text),
      expiresMs: fields.get('expiresAt', moment),
      server: fields.get('server', text),
      fingerprint: fields.get('fingerprint', text),
    })),
  );

export const cancelCode = (deviceId: string): Promise<undefined> =>
  sendJson('DELETE', `/enrolment-codes/${encodeURIComponent(deviceId)}`, undefined, nothing);

/** What was seen of the broker. */
export interface Revoked {
  readonly sessionEnded: boolean;
  readonly brokerRefuses: boolean;
}

export const revoke = (deviceId: string, reason: string): Promise<Revoked> =>
  sendJson(
    'POST',
    `/devices/${encodeURIComponent(deviceId)}/revocation`,
    { reason },
    object((fields) => ({
      sessionEnded: fields.get('sessionEnded', boolean),
      brokerRefuses: fields.get('brokerRefuses', boolean),
    })),
  );
