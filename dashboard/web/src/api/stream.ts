import type { LiveEvent, NewAlert, Position, Report } from '../live/fleet';
import { ALERT_RULES, SEVERITIES } from './alerts';
import { type Decoder, DecodeError, list, moment, number, object, oneOf, text } from './decode';
import { urlOf } from './http';

const STATE_OF_CODE = ['silent', 'parked', 'idle', 'moving', 'private'] as const;
export const STREAM_EVENTS = ['snapshot', 'pos', 'report', 'alert', 'hb', 'reset'] as const;
export type StreamEventName = (typeof STREAM_EVENTS)[number];

export function streamUrl(after: string | undefined): string {
  return urlOf('/stream', { after });
}

/** `[vehicleId, lat, lon, speedKmh|-1, courseDeg|-1, stateCode, fixTimeMs, stateSinceMs]` */
export const decodePosition: Decoder<Position> = (value, path) => {
  if (!Array.isArray(value)) throw new DecodeError(path, 'eight numbers', value);
  const at = (index: number) => number(value[index], `${path}[${index}]`);
  const state = STATE_OF_CODE[at(5)];
  if (state === undefined) throw new DecodeError(`${path}[5]`, 'a state code from 0 to 3', value[5]);
  const [speed, course] = [at(3), at(4)];
  return {
    vehicleId: at(0),
    lat: at(1),
    lon: at(2),
    speedKmh: speed < 0 ? undefined : speed,
    courseDeg: course < 0 ? undefined : course,
    state,
    fixTimeMs: at(6),
    stateSinceMs: at(7),
  };
};

const decodeReport: Decoder<Report> = object((fields) => ({
  opdId: fields.get('opdId', number),
  date: fields.get('date', text),
  state: fields.get('state', text),
  doneCount: fields.get('doneCount', number),
  dueCount: fields.get('dueCount', number),
}));

const decodeNewAlert: Decoder<NewAlert> = object((fields) => ({
  id: fields.get('id', number),
  opdId: fields.get('opdId', number),
  rule: fields.get('rule', oneOf(...ALERT_RULES)),
  severity: fields.get('severity', oneOf(...SEVERITIES)),
}));

const decodeSnapshot = object((fields) => ({
  serverTimeMs: fields.get('serverTime', moment),
  positions: fields.get('positions', list(decodePosition)),
}));

const decodeHeartbeat = object((fields) => ({ serverTimeMs: fields.get('serverTime', moment) }));

export function decodeLiveEvent(name: StreamEventName, data: string): LiveEvent {
  const json: unknown = JSON.parse(data);
  switch (name) {
    case 'snapshot':
      return { kind: 'snapshot', ...decodeSnapshot(json, name) };
    case 'pos':
      return { kind: 'positions', positions: list(decodePosition)(json, name) };
    case 'report':
      return { kind: 'report', report: decodeReport(json, name) };
    case 'alert':
      return { kind: 'alert', alert: decodeNewAlert(json, name) };
    case 'hb':
      return { kind: 'heartbeat', ...decodeHeartbeat(json, name) };
    case 'reset':
      return { kind: 'reset' };
    default:
      return name satisfies never;
  }
}
