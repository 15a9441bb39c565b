import { queryOptions } from '@tanstack/react-query';
import type { Day } from '../format/days';
import { type Position, VEHICLE_STATES, type VehicleState } from '../live/fleet';
import { type Decoder, boolean, day, items, list, moment, number, object, oneOf, text } from './decode';
import { getJson, nothing, sendJson } from './http';

export const VEHICLE_KINDS = ['ambulance', 'fire-engine', 'waste-truck', 'bus', 'pickup', 'car', 'motorcycle'] as const;
export type VehicleKind = (typeof VEHICLE_KINDS)[number];
export const VEHICLE_USES = ['service', 'position', 'personal'] as const;
export type VehicleUse = (typeof VEHICLE_USES)[number];

export interface Vehicle {
  readonly id: number;
  readonly plate: string;
  readonly name: string;
  readonly kind: VehicleKind;
  readonly use: VehicleUse;
  readonly opdId: number;
  readonly opdName: string;
  readonly holder: string | undefined;
  readonly deviceId: string | undefined;
}

const decodeVehicle: Decoder<Vehicle> = object((fields) => ({
  id: fields.get('id', number),
  plate: fields.get('plate', text),
  name: fields.get('name', text),
  kind: fields.get('kind', oneOf(...VEHICLE_KINDS)),
  use: fields.get('use', oneOf(...VEHICLE_USES)),
  opdId: fields.get('opdId', number),
  opdName: fields.get('opdName', text),
  holder: fields.find('holder', text),
  deviceId: fields.find('deviceId', text),
}));

/** The place of the newest position in words; the stream sends numbers only. */
export interface LatestPlace {
  readonly vehicleId: number;
  readonly fixTimeMs: number;
  readonly state: VehicleState;
  readonly place: string | undefined;
}

const decodeLatest: Decoder<readonly LatestPlace[]> = items(
  object((fields) => ({
    vehicleId: fields.get('vehicleId', number),
    fixTimeMs: fields.get('fixTime', moment),
    state: fields.get('state', oneOf(...VEHICLE_STATES)),
    place: fields.find('place', text),
  })),
);

export interface Trip {
  readonly startMs: number;
  readonly endMs: number;
  readonly distanceM: number;
  readonly durationS: number;
  readonly maxSpeedKmh: number;
  readonly fromPlace: string | undefined;
  readonly toPlace: string | undefined;
}

export interface Stop {
  readonly arriveMs: number;
  /** undefined: still there. */
  readonly leaveMs: number | undefined;
  readonly durationS: number;
  readonly lat: number;
  readonly lon: number;
  readonly place: string | undefined;
  readonly isIgnitionOff: boolean | undefined;
}

export interface Gap {
  readonly fromMs: number;
  readonly toMs: number;
  /** By its driver, in private mode; else nothing was heard. */
  readonly isHidden: boolean;
}

export interface VehicleDay {
  readonly vehicleId: number;
  readonly date: Day;
  readonly distanceM: number;
  readonly movingS: number;
  readonly stoppedS: number;
  readonly firstFixMs: number | undefined;
  readonly lastFixMs: number | undefined;
  readonly trips: readonly Trip[];
  readonly stops: readonly Stop[];
  readonly gaps: readonly Gap[];
}

const decodeTrip: Decoder<Trip> = object((fields) => ({
  startMs: fields.get('start', moment),
  endMs: fields.get('end', moment),
  distanceM: fields.get('distanceM', number),
  durationS: fields.get('durationS', number),
  maxSpeedKmh: fields.get('maxSpeedKmh', number),
  fromPlace: fields.find('fromPlace', text),
  toPlace: fields.find('toPlace', text),
}));

const decodeStop: Decoder<Stop> = object((fields) => ({
  arriveMs: fields.get('arrive', moment),
  leaveMs: fields.find('leave', moment),
  durationS: fields.get('durationS', number),
  lat: fields.get('lat', number),
  lon: fields.get('lon', number),
  place: fields.find('place', text),
  isIgnitionOff: fields.find('ignitionOff', boolean),
}));

export const decodeVehicleDay: Decoder<VehicleDay> = object((fields) => ({
  vehicleId: fields.get('vehicleId', number),
  date: fields.get('date', day),
  distanceM: fields.get('distanceM', number),
  movingS: fields.get('movingS', number),
  stoppedS: fields.get('stoppedS', number),
  firstFixMs: fields.find('firstFixTime', moment),
  lastFixMs: fields.find('lastFixTime', moment),
  trips: fields.get('trips', list(decodeTrip)),
  stops: fields.get('stops', list(decodeStop)),
  gaps: fields.get(
    'gaps',
    list(object((gap) => ({ fromMs: gap.get('from', moment), toMs: gap.get('to', moment), isHidden: gap.get('hidden', boolean) }))),
  ),
}));

/** One stored fix of a day. */
export interface RoutePoint {
  readonly timeMs: number;
  readonly lat: number;
  readonly lon: number;
  readonly speedKmh: number | undefined;
  readonly courseDeg: number | undefined;
}

/** Columns of deltas, as the collector packs them; a column that is shorter than `count` is a fault, not a guess. */
export const decodeRoute: Decoder<readonly RoutePoint[]> = (value, path) => {
  const packed = decodePacked(value, path);
  const points: RoutePoint[] = [];
  let [time, lat, lon] = [packed.startTimeMs, 0, 0];
  for (let i = 0; i < packed.count; i++) {
    time += column(packed.timesMs, i, `${path}.timesMs`);
    lat += column(packed.latsE6, i, `${path}.latsE6`);
    lon += column(packed.lonsE6, i, `${path}.lonsE6`);
    const speed = column(packed.speedsKmh, i, `${path}.speedsKmh`);
    const course = column(packed.coursesDeg, i, `${path}.coursesDeg`);
    points.push({
      timeMs: time,
      lat: lat / 1e6,
      lon: lon / 1e6,
      speedKmh: speed < 0 ? undefined : speed,
      courseDeg: course < 0 ? undefined : course,
    });
  }
  return points;
};

const numbers = list(number);
const decodePacked = object((fields) => ({
  count: fields.get('count', number),
  startTimeMs: fields.find('startTime', number) ?? 0,
  timesMs: fields.get('timesMs', numbers),
  latsE6: fields.get('latsE6', numbers),
  lonsE6: fields.get('lonsE6', numbers),
  speedsKmh: fields.get('speedsKmh', numbers),
  coursesDeg: fields.get('coursesDeg', numbers),
}));

function column(values: readonly number[], index: number, path: string): number {
  return number(values[index], `${path}[${index}]`);
}

export interface DaySummary {
  readonly date: Day;
  readonly distanceM: number;
  readonly tripCount: number;
}

const decodeMonth: Decoder<readonly DaySummary[]> = items(
  object((fields) => ({
    date: fields.get('date', day),
    distanceM: fields.get('distanceM', number),
    tripCount: fields.get('tripCount', number),
  })),
);

/** What there is to draw of a span of days. */
export interface RouteSpan {
  readonly dayCount: number;
  /** Days that the collector has still to draw: ask again. */
  readonly undrawnCount: number;
  /** Changes when a day is derived again. */
  readonly version: string;
  readonly bounds: readonly [west: number, south: number, east: number, north: number] | undefined;
}

const decodeBounds: Decoder<readonly [number, number, number, number]> = (value, path) => {
  const [west, south, east, north] = numbers(value, path);
  return [number(west, `${path}[0]`), number(south, `${path}[1]`), number(east, `${path}[2]`), number(north, `${path}[3]`)];
};

const decodeRouteSpan: Decoder<RouteSpan> = object((fields) => ({
  dayCount: fields.get('dayCount', number),
  undrawnCount: fields.get('undrawnCount', number),
  version: fields.get('version', text),
  bounds: fields.find('bounds', decodeBounds),
}));

/** Where a vehicle was at a moment in the past, in the words of the live map; `fixTimeMs` is the last moment by which that is known. */
export interface PastPosition extends Position {
  /** Absent while it moved. */
  readonly place: string | undefined;
}

const decodePast: Decoder<readonly PastPosition[]> = items(
  object((fields) => ({
    vehicleId: fields.get('vehicleId', number),
    lat: fields.get('lat', number),
    lon: fields.get('lon', number),
    speedKmh: fields.find('speedKmh', number),
    courseDeg: fields.find('courseDeg', number),
    state: fields.get('state', oneOf(...VEHICLE_STATES)),
    fixTimeMs: fields.get('knownAt', moment),
    stateSinceMs: fields.get('since', moment),
    place: fields.find('place', text),
  })),
);

export const fetchPast = (momentMs: number, signal?: AbortSignal): Promise<readonly PastPosition[]> =>
  getJson('/vehicles/at', decodePast, { query: { moment: new Date(momentMs).toISOString() }, signal });

/** A vehicle that was in an area. */
export interface Visitor {
  readonly vehicleId: number;
  readonly firstMs: number;
  readonly lastMs: number;
  /** 0: it stood there and said nothing. */
  readonly fixCount: number;
}

const decodeVisitors: Decoder<readonly Visitor[]> = items(
  object((fields) => ({
    vehicleId: fields.get('vehicleId', number),
    firstMs: fields.get('firstSeen', moment),
    lastMs: fields.get('lastSeen', moment),
    fixCount: fields.get('fixCount', number),
  })),
);

/** The collector answers no longer span. */
export const LONGEST_VISITORS_DAYS = 7;

export const visitorsQuery = (areaId: number, fromMs: number, toMs: number) =>
  queryOptions({
    queryKey: ['area-visitors', areaId, fromMs, toMs],
    queryFn: ({ signal }) =>
      getJson(`/areas/${areaId}/vehicles`, decodeVisitors, {
        signal,
        query: { from: new Date(fromMs).toISOString(), to: new Date(toMs).toISOString() },
      }),
  });

export const fetchRoutes = (id: number, from: Day, to: Day, signal?: AbortSignal): Promise<RouteSpan> =>
  getJson(`/vehicles/${id}/routes`, decodeRouteSpan, { query: { from, to }, signal });

/** For the map library, which wants the whole address and fills in z, x and y; the session's cookie goes along, as it is our own host. */
export const routeTilesUrl = (id: number, from: Day, to: Day, version: string): string =>
  `${location.origin}/api/v1/vehicles/${id}/routes/{z}/{x}/{y}.mvt?from=${from}&to=${to}&v=${version}`;

export const fetchVehicles = (signal?: AbortSignal): Promise<readonly Vehicle[]> =>
  getJson('/vehicles', items(decodeVehicle), { signal });
export const fetchLatest = (signal?: AbortSignal): Promise<readonly LatestPlace[]> =>
  getJson('/vehicles/latest', decodeLatest, { signal });
export const fetchVehicleDay = (id: number, date: Day, signal?: AbortSignal): Promise<VehicleDay> =>
  getJson(`/vehicles/${id}/days/${date}`, decodeVehicleDay, { signal });
export const fetchRoute = (id: number, date: Day, signal?: AbortSignal): Promise<readonly RoutePoint[]> =>
  getJson(`/vehicles/${id}/days/${date}/route`, decodeRoute, { query: { format: 'compact' }, signal });
export const fetchMonth = (id: number, month: string, signal?: AbortSignal): Promise<readonly DaySummary[]> =>
  getJson(`/vehicles/${id}/days`, decodeMonth, { query: { month }, signal });

/** Somebody has this vehicle before them. */
export function lookAt(vehicleId: number): Promise<undefined> {
  return sendJson('POST', `/vehicles/${vehicleId}/attention`, undefined, nothing);
}
