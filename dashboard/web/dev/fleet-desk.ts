import { DEV_OPDS } from './opds.ts';
import { type Point, TOWNS, distanceM, lengthM, randomOf, wayBetween } from './roads.ts';

/** Sixty invented vehicles whose whole day is a function of the time, so that the live map and the history tell one story. */
const ZONE_OFFSET_MS = 8 * 3_600_000;
const DAY_MS = 86_400_000;
const FIX_EVERY_S = 6;
/** PANTAU_PRETEND_TIMES=34 makes two thousand vehicles, to measure with. */
const TIMES = Number(process.env['PANTAU_PRETEND_TIMES'] ?? 1);

const KINDS: readonly (readonly [kind: string, name: string, opd: RegExp, count: number, use: string])[] = [
  ['ambulance', 'Ambulans', /Kesehatan$|RSUD/, 9, 'service'],
  ['fire-engine', 'Mobil Damkar', /Pemadam/, 4, 'service'],
  ['waste-truck', 'Truk Sampah', /Lingkungan/, 9, 'service'],
  ['bus', 'Bus Sekolah', /Perhubungan/, 4, 'service'],
  ['pickup', 'Pick-up', /Pertanian|Pekerjaan Umum|Perikanan|Sosial/, 12, 'service'],
  ['car', 'Mobil Dinas', /Sekretariat|Badan|Inspektorat|Pendidikan/, 13, 'position'],
  ['motorcycle', 'Motor', /Kecamatan/, 9, 'service'],
];

interface DevVehicle {
  readonly id: number;
  readonly plate: string;
  readonly name: string;
  readonly kind: string;
  readonly use: string;
  readonly opdId: number;
  readonly opdName: string;
  readonly deviceId: string;
  readonly home: string;
  readonly holder?: string;
}

interface Leg {
  readonly startMs: number;
  readonly endMs: number;
  readonly line: readonly Point[];
  readonly lengthM: number;
  readonly from: string;
  readonly to: string;
  readonly speedKmh: number;
}

export interface DevPosition {
  readonly vehicleId: number;
  readonly lat: number;
  readonly lon: number;
  readonly speedKmh: number;
  readonly courseDeg: number;
  readonly state: 0 | 1 | 2 | 3 | 4;
  readonly fixTimeMs: number;
  readonly stateSinceMs: number;
}

export const STATE_WORDS = ['silent', 'parked', 'idle', 'moving', 'private'] as const;

/** Is in private mode whenever one looks. */
const PRIVATE_HOLDER = 'Asisten Ekonomi';
const PRIVATE_FOR_MS = 40 * 60_000;

function makeVehicles(): DevVehicle[] {
  const random = randomOf(77);
  const vehicles: DevVehicle[] = [];
  for (const [kind, name, opdPattern, count, use] of KINDS) {
    const opds = DEV_OPDS.filter((opd) => opdPattern.test(opd.name));
    for (let n = 1; n <= count * TIMES; n++) {
      const opd = opds[n % opds.length] ?? DEV_OPDS[0];
      if (opd === undefined) throw new Error('no agencies');
      const id = vehicles.length + 1;
      const towns = Object.keys(TOWNS);
      const home = towns.find((town) => opd.name.includes(town)) ?? (random() < 0.7 ? 'Selong' : (towns[Math.floor(random() * towns.length)] ?? 'Selong'));
      vehicles.push({
        id,
        plate: `DR ${1000 + Math.floor(random() * 8999)} ${'LMNP'[Math.floor(random() * 4)]}${'ABCKZ'[Math.floor(random() * 5)]}`,
        name: `${name} ${String(n).padStart(2, '0')}`,
        kind,
        use,
        opdId: opd.id,
        opdName: opd.name,
        deviceId: `pantau-${String(id).padStart(3, '0')}`,
        home,
        ...(use === 'position' && n <= 3 ? { holder: ['Sekretaris Daerah', 'Asisten Pemerintahan', 'Asisten Ekonomi'][n - 1] ?? '' } : {}),
      });
    }
  }
  return vehicles;
}

export class FleetDesk {
  readonly vehicles = makeVehicles();
  readonly #legs = new Map<string, readonly Leg[]>();
  readonly #byId = new Map(this.vehicles.map((vehicle) => [vehicle.id, vehicle]));

  /** Where a vehicle is at a moment; the fix time is the last full second at which its tracker would have sent. */
  positionAt(id: number, atMs: number): DevPosition {
    const position = this.#drivenAt(id, atMs);
    if (this.#get(id).holder !== PRIVATE_HOLDER) return position;
    const since = atMs - (atMs % 3_600_000) - PRIVATE_FOR_MS;
    return { ...this.#drivenAt(id, since), speedKmh: -1, courseDeg: -1, state: 4, stateSinceMs: since + 1000 };
  }

  #drivenAt(id: number, atMs: number): DevPosition {
    const silentSince = this.#silentSince(id, atMs);
    const fixAt = Math.min(atMs, silentSince ?? atMs);
    const fixTimeMs = Math.floor(fixAt / 1000) * 1000;
    const legs = this.#legsOf(id, fixTimeMs);
    const leg = legs.find((each) => fixTimeMs >= each.startMs && fixTimeMs < each.endMs);
    if (leg !== undefined) {
      const { at, speedKmh, courseDeg } = along(leg, fixTimeMs);
      return this.#report(id, at, speedKmh, courseDeg, silentSince === undefined ? 3 : 0, fixTimeMs, silentSince ?? leg.startMs);
    }
    const before = legs.findLast((each) => each.endMs <= fixTimeMs);
    const next = legs.find((each) => each.startMs > fixTimeMs);
    const at = before?.line.at(-1) ?? next?.line[0] ?? TOWNS[this.#get(id).home]?.at ?? [116.53, -8.65];
    const since = before?.endMs ?? dayStart(fixTimeMs);
    const isIdle = before !== undefined && (id % 11 === 3 || fixTimeMs - since < 90_000);
    const parkedFix = isIdle ? fixTimeMs : fixTimeMs - ((fixTimeMs + id * 7000) % 45_000);
    const state = silentSince !== undefined ? 0 : isIdle ? 2 : 1;
    return this.#report(id, at, 0, -1, state, parkedFix, silentSince ?? since);
  }

  day(id: number, date: string, nowMs: number) {
    const vehicle = this.#get(id);
    const samples = this.samples(id, date, nowMs);
    const from = Date.parse(`${date}T00:00:00+08:00`);
    const legs = this.#legsOf(id, from + 1).filter((leg) => leg.startMs < nowMs && !this.#isLost(id, leg));
    const until = Math.min(nowMs, this.#silentSince(id, nowMs) ?? nowMs);
    const trips = legs
      .filter((leg) => leg.startMs < until)
      .map((leg) => {
        const end = Math.min(leg.endMs, until);
        return {
          start: iso(leg.startMs),
          end: iso(end),
          distanceM: Math.round(leg.lengthM * progress(leg, end)),
          durationS: Math.round((end - leg.startMs) / 1000),
          maxSpeedKmh: Math.round(leg.speedKmh * 1.18),
          fromPlace: `Kec. ${leg.from}`,
          toPlace: `Kec. ${leg.to}`,
        };
      });
    const ended = legs.filter((leg) => leg.endMs <= until);
    const stops = ended.map((leg) => {
      const next = this.#legsOf(id, from + 1).find((each) => each.startMs >= leg.endMs);
      const left = next !== undefined && next.startMs < until ? next.startMs : undefined;
      const [lon, lat] = leg.line.at(-1) ?? [0, 0];
      return {
        arrive: iso(leg.endMs),
        ...(left === undefined ? {} : { leave: iso(left) }),
        durationS: Math.round(((left ?? until) - leg.endMs) / 1000),
        lat,
        lon,
        place: `Kec. ${leg.to}`,
        ignitionOff: id % 11 !== 3,
      };
    });
    const times = samples.map((sample) => sample.fixTimeMs);
    const gaps = times.flatMap((time, index) => {
      const before = times[index - 1];
      return before !== undefined && time - before > 5 * 60_000 ? [{ from: iso(before), to: iso(time), hidden: id % 5 === 2 }] : [];
    });
    return {
      vehicleId: vehicle.id,
      date,
      zone: 'Asia/Makassar',
      distanceM: trips.reduce((sum, trip) => sum + trip.distanceM, 0),
      movingS: trips.reduce((sum, trip) => sum + trip.durationS, 0),
      stoppedS: stops.reduce((sum, stop) => sum + stop.durationS, 0),
      ...(times.length === 0 ? {} : { firstFixTime: iso(times[0] ?? 0), lastFixTime: iso(times.at(-1) ?? 0) }),
      trips,
      stops,
      gaps,
    };
  }

  /** The stored fixes of a day: dense while driving, sparse while parked, none where the signal was lost. */
  samples(id: number, date: string, nowMs: number): DevPosition[] {
    const from = Date.parse(`${date}T00:00:00+08:00`);
    const until = Math.min(from + DAY_MS, nowMs, this.#silentSince(id, nowMs) ?? Infinity);
    const samples: DevPosition[] = [];
    for (let at = from + 5 * 3_600_000 + id * 1000; at < until; ) {
      const legs = this.#legsOf(id, at);
      const leg = legs.find((each) => at >= each.startMs && at < each.endMs);
      if (leg !== undefined && this.#isLost(id, leg)) {
        at = leg.endMs + 1000;
        continue;
      }
      samples.push({ ...this.positionAt(id, at), fixTimeMs: at });
      const next = legs.find((each) => each.startMs > at)?.startMs ?? Infinity;
      at = leg === undefined ? Math.min(at + 240_000, next + 500) : at + FIX_EVERY_S * 1000;
    }
    return samples;
  }

  month(id: number, month: string, nowMs: number) {
    const days = new Date(Number(month.slice(0, 4)), Number(month.slice(5, 7)), 0).getDate();
    return Array.from({ length: days }, (_, index) => `${month}-${String(index + 1).padStart(2, '0')}`)
      .filter((date) => Date.parse(`${date}T00:00:00+08:00`) < nowMs)
      .map((date) => {
        const legs = this.#legsOf(id, Date.parse(`${date}T00:00:00+08:00`) + 1).filter((leg) => leg.startMs < nowMs);
        return { date, distanceM: Math.round(legs.reduce((sum, leg) => sum + leg.lengthM, 0)), tripCount: legs.length };
      });
  }

  placeOf([lon, lat]: Point): string {
    let best = 'Selong';
    for (const [town, { at }] of Object.entries(TOWNS)) {
      if (distanceM(at, [lon, lat]) < distanceM(TOWNS[best]?.at ?? at, [lon, lat])) best = town;
    }
    return distanceM(TOWNS[best]?.at ?? [lon, lat], [lon, lat]) < 1500 ? `Kec. ${best}` : `dekat ${best}`;
  }

  #get(id: number): DevVehicle {
    const vehicle = this.#byId.get(id);
    if (vehicle === undefined) throw new Error(`no vehicle ${id}`);
    return vehicle;
  }

  #report(id: number, [lon, lat]: Point, speed: number, course: number, state: DevPosition['state'], fixTimeMs: number, since: number): DevPosition {
    return {
      vehicleId: id,
      lat: Number(lat.toFixed(6)),
      lon: Number(lon.toFixed(6)),
      speedKmh: Math.round(speed),
      courseDeg: Math.round(course),
      state,
      fixTimeMs,
      stateSinceMs: since,
    };
  }

  /** Every nineteenth vehicle has lost its signal since a while. */
  #silentSince(id: number, nowMs: number): number | undefined {
    if (id % 19 !== 7) return undefined;
    const since = dayStart(nowMs) + (6.5 + (id % 5) * 0.4) * 3_600_000;
    return nowMs > since ? since : undefined;
  }

  #isLost(id: number, leg: Leg): boolean {
    return id % 6 === 4 && this.#legsOf(id, leg.startMs).indexOf(leg) === 1;
  }

  #legsOf(id: number, atMs: number): readonly Leg[] {
    const start = dayStart(atMs);
    const key = `${id}/${start}`;
    const known = this.#legs.get(key);
    if (known !== undefined) return known;
    const random = randomOf(id * 7919 + Math.floor(start / DAY_MS) * 104_729);
    const towns = Object.keys(TOWNS);
    const legs: Leg[] = [];
    let town = this.#get(id).home;
    let at = start + (6.2 + random() * 2.4) * 3_600_000;
    const isSunday = new Date(start + ZONE_OFFSET_MS).getUTCDay() === 0;
    while (at < start + 17 * 3_600_000 && !(isSunday && id % 3 !== 0)) {
      const nearby = towns
        .filter((each) => each !== town)
        .sort((a, b) => distanceM(TOWNS[a]?.at ?? [0, 0], TOWNS[town]?.at ?? [0, 0]) - distanceM(TOWNS[b]?.at ?? [0, 0], TOWNS[town]?.at ?? [0, 0]))
        .slice(0, id % 4 === 0 ? 14 : 7);
      const to = nearby[Math.floor(random() * nearby.length)] ?? 'Selong';
      const line = wayBetween(town, to);
      const length = lengthM(line);
      const speedKmh = 30 + random() * 26;
      const endMs = at + Math.round((length / (speedKmh / 3.6)) * 1.12) * 1000;
      legs.push({ startMs: at, endMs, line, lengthM: length, from: town, to, speedKmh });
      town = to;
      at = endMs + (6 + random() * (id % 3 === 0 ? 30 : 75)) * 60_000;
    }
    this.#legs.set(key, legs);
    return legs;
  }
}

/** 0 to 1: how much of the leg is behind, with a gentle start and end and a living speed between. */
function progress(leg: Leg, atMs: number): number {
  const t = Math.max(0, Math.min(1, (atMs - leg.startMs) / (leg.endMs - leg.startMs)));
  const ease = 0.06;
  const v = 1 / (1 - ease);
  const eased = t < ease ? (v * t * t) / (2 * ease) : t > 1 - ease ? 1 - (v * (1 - t) ** 2) / (2 * ease) : v * (t - ease / 2);
  const inside = Math.sin(Math.PI * t) ** 2;
  return Math.max(0, Math.min(1, eased + 0.006 * inside * Math.sin(t * 47 + leg.speedKmh)));
}

function along(leg: Leg, atMs: number): { at: Point; speedKmh: number; courseDeg: number } {
  const here = pointAt(leg.line, progress(leg, atMs) * leg.lengthM);
  const ahead = pointAt(leg.line, Math.min(leg.lengthM, progress(leg, atMs + 1000) * leg.lengthM + 2));
  const moved = (progress(leg, atMs + 500) - progress(leg, atMs - 500)) * leg.lengthM;
  const course = (Math.atan2(ahead[0] - here[0], ahead[1] - here[1]) * 180) / Math.PI;
  return { at: here, speedKmh: Math.max(2, moved * 3.6), courseDeg: (course + 360) % 360 };
}

function pointAt(line: readonly Point[], distance: number): Point {
  let left = distance;
  for (let index = 1; index < line.length; index++) {
    const [from, to] = [line[index - 1], line[index]];
    if (from === undefined || to === undefined) break;
    const step = distanceM(from, to);
    if (left <= step) return [from[0] + ((to[0] - from[0]) * left) / step, from[1] + ((to[1] - from[1]) * left) / step];
    left -= step;
  }
  return line.at(-1) ?? [0, 0];
}

function dayStart(ms: number): number {
  return Math.floor((ms + ZONE_OFFSET_MS) / DAY_MS) * DAY_MS - ZONE_OFFSET_MS;
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}
