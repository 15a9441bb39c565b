import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Connect, Plugin } from 'vite';
import { ActivityDesk, type DevUser } from './activity-desk.ts';
import { DevLiveDesk } from './live-desk.ts';
import { type DevPosition, FleetDesk, STATE_WORDS } from './fleet-desk.ts';
import { AlertDesk } from './alert-desk.ts';
import { RegistryDesk } from './registry-desk.ts';
import { AreaDesk } from './area-desk.ts';
import { RuleDesk } from './rule-desk.ts';
import { PresenceDesk } from './presence-desk.ts';
import { VisitDesk } from './visit-desk.ts';
import { DEV_OPDS } from './opds.ts';
import { mapFeatures } from './roads.ts';

/**
 * A pretended collector: answers `/api/v1` with invented data during `vite` and `vite preview`, so that every page can be built
 * and looked at alone. Its clock starts at a working morning (PANTAU_PRETEND_NOW) and runs at the usual speed, so that
 * screenshots of today and of next year look alike. Never part of the build.
 */
const START = process.env['PANTAU_PRETEND_NOW'] ?? '2026-11-23T09:42:00+08:00';
const PASSWORD = 'pantau-demo';
/** The policy the collector sends; the pages must work under it. */
export const CSP =
  "default-src 'none'; script-src 'self'; worker-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; " +
  "connect-src 'self'; font-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

interface PretendUser extends DevUser {
  readonly id: number;
  readonly userName: string;
  readonly opdName: string | undefined;
}

function makeUsers(): Map<string, PretendUser> {
  const users = new Map<string, PretendUser>();
  const add = (userName: string, displayName: string, role: string, opdId?: number) =>
    users.set(userName, {
      id: users.size + 1,
      userName,
      displayName,
      role,
      opdId,
      opdName: DEV_OPDS.find((opd) => opd.id === opdId)?.name,
    });
  add('bupati', 'Bupati', 'leader');
  add('wabup', 'Wakil Bupati', 'leader');
  add('sekda', 'Sekretaris Daerah', 'leader');
  add('verifikator', 'Verifikator', 'verifier');
  add('operator.cc', 'Operator Command Center', 'cc-operator');
  add('teknisi', 'Teknisi', 'technician');
  add('admin', 'Admin Kominfo', 'admin');
  add('layar', 'Layar Dinding', 'wall');
  for (const opd of DEV_OPDS) {
    const slug = opd.shortName.toLowerCase().replace(/^kec\. /, '').replace(/[^a-z0-9]+/g, '-');
    add(`operator.${slug}`, `Operator ${opd.name}`, 'opd-operator', opd.id);
    add(`kepala.${slug}`, `Kepala ${opd.name}`, 'opd-head', opd.id);
  }
  return users;
}

export function pretendCollector(): Plugin {
  const startedAt = Date.now();
  const now = () => Date.parse(START) + (Date.now() - startedAt);
  const fleet = new FleetDesk();
  const live = new DevLiveDesk(fleet, now);
  const activities = new ActivityDesk(new Date(Date.parse(START) + 8 * 3_600_000).toISOString().slice(0, 10), now);
  const visits = new VisitDesk(activities.places(), now);
  const alerts = new AlertDesk(DEV_OPDS, now);
  const rules = new RuleDesk(now);
  const areas = new AreaDesk(now);
  const registry = new RegistryDesk(fleet, now);
  const presence = new PresenceDesk(fleet.vehicles, now);
  const users = makeUsers();
  const sessions = new Map<string, PretendUser>();
  const features = JSON.stringify(mapFeatures());

  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    const path = url.pathname.slice('/api/v1'.length);
    const method = request.method ?? 'GET';
    response.setHeader('Date', new Date(now()).toUTCString());
    const language = String(request.headers['accept-language'] ?? 'id');
    const token = /pantau_session=([^;]+)/.exec(request.headers.cookie ?? '')?.[1];
    const user = token === undefined ? undefined : sessions.get(token);

    if (path === '/region') return send(response, 200, region(START));
    if (path === '/session' && method === 'POST') {
      const body = (await bodyOf(request)) as { userName?: string; password?: string; wallToken?: string };
      const found = body.wallToken === undefined ? users.get(body.userName ?? '') : users.get('layar');
      if (found === undefined || (body.wallToken === undefined && body.password !== PASSWORD)) {
        return problem(response, 401, 'wrong-password', language.startsWith('en') ? 'User name or password is wrong.' : 'Nama pengguna atau kata sandi salah.');
      }
      const fresh = randomUUID();
      sessions.set(fresh, found);
      response.setHeader('Set-Cookie', `pantau_session=${fresh}; Path=/; HttpOnly; SameSite=Strict`);
      return send(response, 200, { user: userJson(found) });
    }
    if (user === undefined) return problem(response, 401, 'not-logged-in', 'Silakan masuk dahulu.');
    if (path === '/session' && method === 'DELETE') {
      if (token !== undefined) sessions.delete(token);
      response.statusCode = 204;
      return void response.end();
    }
    if (path === '/session') return send(response, 200, { user: userJson(user) });
    if (path === '/stream') return live.attach(request, response, url.searchParams.get('after') ?? undefined);
    // Invented vehicles have no tiles: their weeks are seen against a real collector.
    if (path.endsWith('.mvt')) return void response.writeHead(200, { 'Content-Type': 'application/vnd.mapbox-vector-tile' }).end();
    if (path === '/map-features') {
      response.setHeader('Content-Type', 'application/geo+json');
      return void response.end(features);
    }
    if (method === 'POST' && /^\/vehicles\/\d+\/attention$/u.test(path)) return void response.writeHead(204).end();
    const fleetAnswer = answerFleet(path, url.searchParams);
    if (fleetAnswer !== undefined) return send(response, 200, fleetAnswer);
    const key = request.headers['idempotency-key'];
    const body = method === 'GET' ? undefined : await bodyOf(request);
    if (path === '/visits/attention') return send(response, 200, activities.unvisited(user));
    if (path === '/visits/summary') {
      const { status, json } = visits.summary(user, activities.unvisited(user).unvisited.length);
      return send(response, status, json);
    }
    const present = presence.answer(path, url.searchParams, user);
    if (present !== undefined) return send(response, present.status, present.json);
    const registered = registry.answer(path, user);
    if (registered !== undefined) return send(response, registered.status, registered.json);
    const drawn = areas.answer(method, path, body);
    if (drawn?.status === 204) return void response.writeHead(204).end();
    if (drawn !== undefined) return send(response, drawn.status, drawn.json);
    if (path.startsWith('/retention/holds')) return void response.writeHead(method === 'POST' ? 201 : 204).end();
    if (path === '/retention') return send(response, 200, retention(now()));
    const ruled = rules.answer(method, path, body, user);
    if (ruled !== undefined) return send(response, ruled.status, ruled.json);
    const alerted = alerts.answer(method, path, url.searchParams, body, user);
    if (alerted !== undefined) return send(response, alerted.status, alerted.json);
    const visited = visits.answer(method, path, url.searchParams, body, user);
    if (visited !== undefined) return send(response, visited.status, visited.json);
    const enrolled = answerEnrolment(method, path, body);
    if (enrolled !== undefined) return send(response, enrolled.status, enrolled.json);
    const known = activities.answer(
      { method, path, query: url.searchParams, body, key: typeof key === 'string' ? key : undefined, language },
      user,
    );
    if (known !== undefined) return send(response, known.status, known.json);
    return problem(response, 404, 'not-found', `Tidak ada ${path}.`);
  };

  const answerFleet = (path: string, query: URLSearchParams): unknown => {
    if (path === '/vehicles') return { items: fleet.vehicles.map(({ home: _home, ...vehicle }) => vehicle) };
    if (path === '/vehicles/latest') {
      const items = fleet.vehicles.map((vehicle) => positionJson(fleet.positionAt(vehicle.id, now())));
      return { cursor: live.cursor(), serverTime: new Date(now()).toISOString(), items };
    }
    if (path === '/devices') return { items: devices() };
    const days = /^\/vehicles\/(\d+)\/days$/.exec(path);
    if (days !== null) return { items: fleet.month(Number(days[1]), query.get('month') ?? '', now()) };
    if (path === '/mileage') return mileage(query.get('month') ?? '');
    if (path === '/vehicles/at') {
      const moment = Date.parse(query.get('moment') ?? '');
      const items = fleet.vehicles.map(({ id }) => pastJson(fleet.positionAt(id, moment), moment));
      return { moment: new Date(moment).toISOString(), items };
    }
    if (/^\/vehicles\/\d+\/routes$/.test(path)) {
      return { from: query.get('from'), to: query.get('to'), dayCount: 9, undrawnCount: 0, version: '1', bounds: [116.4, -8.8, 116.65, -8.4] };
    }
    const day = /^\/vehicles\/(\d+)\/days\/([0-9-]+)(\/route)?$/.exec(path);
    if (day === null) return undefined;
    const [id, date] = [Number(day[1]), day[2] ?? ''];
    return day[3] === undefined ? fleet.day(id, date, now()) : compact(id, date, fleet.samples(id, date, now()));
  };

  const answerEnrolment = (method: string, path: string, body: unknown): { status: number; json: unknown } | undefined => {
    if (path === '/trackers') return { status: 200, json: { items: trackers() } };
    if (method === 'POST' && path === '/enrolment-codes') {
      const { deviceId, vehicleId } = body as { deviceId?: string; vehicleId?: number };
      return {
        status: 201,
        json: {
          code: '7KQM-4TXW',
          deviceId: deviceId ?? `trk-${vehicleId}`,
          expiresAt: new Date(now() + 24 * 3_600_000).toISOString(),
          server: 'https://pantau.example:8443',
          fingerprint: '3f9c1e07'.repeat(8),
        },
      };
    }
    if (method === 'POST' && (path === '/foreign-trackers' || /^\/foreign-trackers\/[^/]+\/key$/u.test(path))) {
      const { deviceId, vehicleId } = body as { deviceId?: string; vehicleId?: number };
      const key = '7kq4m4txw0abcdefghjkmnpqrs';
      return {
        status: 201,
        json: { deviceId: deviceId ?? `hp-${vehicleId ?? 1}`, key, osmAndPath: `/api/v1/osmand/${key}`, ownTracksPath: '/api/v1/owntracks' },
      };
    }
    if (path === '/foreign-trackers') return { status: 200, json: { items: telephones() } };
    if (method === 'POST' && /^\/devices\/[^/]+\/revocation$/u.test(path)) {
      return { status: 200, json: { deviceId: 'x', certificates: 1, sessionEnded: true, brokerRefuses: true } };
    }
    return undefined;
  };

  const telephones = () =>
    fleet.vehicles.slice(0, 3).map((vehicle, i) => {
      const at = (hours: number) => new Date(now() - hours * 3_600_000).toISOString();
      return {
        deviceId: `hp-${vehicle.id}`,
        vehicleId: vehicle.id,
        vehicleName: vehicle.name,
        plate: vehicle.plate,
        madeAt: at(400),
        madeBy: 'teknisi',
        keyMadeAt: at(400),
        ...(i === 2 ? { revokedAt: at(30) } : {}),
        ...(i === 1 ? {} : { lastSeenAt: at(i === 0 ? 0.01 : 31), batteryPct: 83 - i, charging: i === 0, accuracyM: 6 }),
      };
    });

  const trackers = () =>
    fleet.vehicles.map((vehicle) => {
      const day = 24 * 3_600_000;
      const at = (days: number) => new Date(now() + days * day).toISOString();
      const state = vehicle.id % 13 === 0 ? 'revoked' : vehicle.id % 19 === 0 ? 'none' : 'active';
      return {
        deviceId: vehicle.deviceId,
        vehicleId: vehicle.id,
        vehicleName: vehicle.name,
        plate: vehicle.plate,
        state,
        ...(state === 'none' ? {} : { certificate: { serial: `${vehicle.id}`, issuedAt: at(-30), expiresAt: at(vehicle.id % 11 === 0 ? 12 : 700) } }),
        ...(state === 'revoked' ? { revocation: { at: at(-2), by: 'kominfo', reason: 'Kendaraan dilelang' } } : {}),
        ...(vehicle.id === 7 ? { code: { madeAt: at(0), madeBy: 'teknisi', expiresAt: at(0.6) } } : {}),
      };
    });

  const mileage = (month: string) => {
    const items = fleet.vehicles.map((vehicle) => {
      const days = fleet.month(vehicle.id, month, now());
      const sum = (key: 'distanceM' | 'tripCount') => days.reduce((before, day) => before + day[key], 0);
      const { id, plate, name, opdId, opdName } = vehicle;
      return { vehicleId: id, plate, name, opdId, opdName, distanceM: sum('distanceM'), tripCount: sum('tripCount'), days };
    });
    const opds = [...new Set(items.map(({ opdId }) => opdId))].map((opdId) => {
      const mine = items.filter((item) => item.opdId === opdId);
      return {
        opdId,
        opdName: mine[0]?.opdName,
        vehicleCount: mine.length,
        distanceM: mine.reduce((sum, { distanceM }) => sum + distanceM, 0),
        tripCount: mine.reduce((sum, { tripCount }) => sum + tripCount, 0),
      };
    });
    return { month, items, opds: opds.toSorted((a, b) => b.distanceM - a.distanceM) };
  };

  const pastJson = (position: DevPosition, momentMs: number) => {
    const { fixTime, receivedAt: _receivedAt, stateSince, place, ...rest } = positionJson(position);
    const isMoving = rest.state === 'moving';
    return { ...rest, ...(isMoving ? {} : { place }), knownAt: rest.state === 'silent' ? fixTime : new Date(momentMs).toISOString(), since: stateSince };
  };

  const positionJson = (position: DevPosition) => ({
    vehicleId: position.vehicleId,
    fixTime: new Date(position.fixTimeMs).toISOString(),
    receivedAt: new Date(position.fixTimeMs + 400).toISOString(),
    lat: position.lat,
    lon: position.lon,
    speedKmh: position.speedKmh,
    ...(position.courseDeg < 0 ? {} : { courseDeg: position.courseDeg }),
    state: STATE_WORDS[position.state],
    stateSince: new Date(position.stateSinceMs).toISOString(),
    place: fleet.placeOf([position.lon, position.lat]),
  });

  const devices = () =>
    fleet.vehicles.map((vehicle) => {
      const position = fleet.positionAt(vehicle.id, now());
      return {
        deviceId: vehicle.deviceId,
        vehicleId: vehicle.id,
        vehicleName: `${vehicle.plate} · ${vehicle.name}`,
        lastSeenAt: new Date(position.fixTimeMs).toISOString(),
        agentVersion: vehicle.id % 9 === 0 ? '0.0.9' : '0.1.0',
        journalDepth: position.state === 0 ? 412 : vehicle.id % 4,
        gnssState: position.state === 0 ? 'lost' : 'fix',
        satellites: position.state === 0 ? 0 : 7 + (vehicle.id % 6),
        cpuTemperatureC: 46 + (vehicle.id % 23),
        clockTrusted: vehicle.id % 17 !== 0,
      };
    });

  const serve: Connect.NextHandleFunction = (request, response, next) => {
    if (request.url?.startsWith('/api/v1/') !== true) return next();
    answer(request, response).catch((error: unknown) => problem(response, 500, 'pretend-fault', String(error)));
  };
  return {
    name: 'pantau-pretend-collector',
    configureServer: (server) => void server.middlewares.use(serve),
    configurePreviewServer: (server) => {
      server.middlewares.use((_request, response, next) => {
        response.setHeader('Content-Security-Policy', CSP);
        next();
      });
      server.middlewares.use(serve);
    },
  };
}

function retention(nowMs: number): object {
  const at = (days: number) => new Date(nowMs + days * 86_400_000).toISOString();
  const day = (days: number) => at(days).slice(0, 10);
  return {
    positionsDays: 90,
    tripsDays: 730,
    summariesDays: 1825,
    storedDays: 93,
    next: [-97, -96, -91, -90, -89, -88, -87].map((age) => ({ day: day(age), goesOn: day(age + 91), held: age < -95 })),
    retired: Array.from({ length: 40 }, (_, i) => ({ day: day(-98 - i), retiredAt: at(-7 - i), bytes: 41_300_000 + ((i * 7919) % 9) * 1_870_000, routes: 54 - (i % 7) })),
    holds: [
      { id: 3, fromDay: day(-97), toDay: day(-96), reason: 'Klarifikasi Inspektorat atas penggunaan kendaraan di luar jam dinas', madeAt: at(-60), madeBy: 'admin' },
      { id: 1, fromDay: day(-160), toDay: day(-151), reason: 'Laka lantas di Pringgabaya', madeAt: at(-140), madeBy: 'admin', endedAt: at(-20), endedBy: 'kominfo' },
    ],
  };
}

function region(start: string) {
  return {
    name: 'Kabupaten Lombok Timur',
    shortName: 'Lombok Timur',
    timeZone: 'Asia/Makassar',
    zoneAbbreviation: 'WITA',
    bounds: [116.29, -8.97, 116.79, -8.21],
    center: { lat: -8.62, lon: 116.53 },
    map: { base: 'builtin', attribution: '© OpenStreetMap contributors' },
    demo: true,
    version: `0.1.0 (${start.slice(0, 10)})`,
  };
}

function userJson(user: PretendUser) {
  const { id, userName, displayName, role, opdId, opdName } = user;
  return { id, userName, displayName, role, language: 'id', ...(opdId === undefined ? {} : { opdId, opdName }) };
}

function compact(vehicleId: number, date: string, samples: readonly DevPosition[]) {
  const deltas = (values: readonly number[]) => values.map((value, index) => (index === 0 ? value : value - (values[index - 1] ?? 0)));
  const first = samples[0]?.fixTimeMs ?? 0;
  return {
    vehicleId,
    date,
    count: samples.length,
    startTime: first,
    timesMs: deltas(samples.map((sample) => sample.fixTimeMs - first)),
    latsE6: deltas(samples.map((sample) => Math.round(sample.lat * 1e6))),
    lonsE6: deltas(samples.map((sample) => Math.round(sample.lon * 1e6))),
    speedsKmh: samples.map((sample) => sample.speedKmh),
    coursesDeg: samples.map((sample) => sample.courseDeg),
    flags: samples.map(() => 0),
  };
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  const text = Buffer.concat(parts).toString('utf8');
  const isJson = request.headers['content-type']?.startsWith('application/json') === true;
  return text === '' || !isJson ? {} : JSON.parse(text);
}

function send(response: ServerResponse, status: number, json: unknown): void {
  response.statusCode = status;
  response.setHeader('Content-Type', 'application/json');
  response.end(JSON.stringify(json));
}

function problem(response: ServerResponse, status: number, code: string, detail: string): void {
  response.statusCode = status;
  response.setHeader('Content-Type', 'application/problem+json');
  response.end(JSON.stringify({ type: `about:blank#${code}`, title: code, status, code, detail }));
}
