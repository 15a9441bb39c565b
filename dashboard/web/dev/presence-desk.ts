import { readFileSync } from 'node:fs';
import type { DevAnswer, DevUser } from './activity-desk.ts';

interface DevPlace {
  readonly id: number;
  readonly code: string;
  readonly name: string;
  readonly polygons: readonly (readonly (readonly (readonly number[])[])[])[];
}

/** Cells around the desa of the seed, as the collector computes them where no outline was loaded. */
const PLACES = JSON.parse(readFileSync(new URL('./outlines.json', import.meta.url), 'utf8')) as readonly DevPlace[];
const KECAMATAN_LENGTH = '52.03.01'.length;
const DAY_MS = 86_400_000;

/** Invented presence for the pretended collector: much around the seat of the regency, none in two kecamatan. */
export class PresenceDesk {
  readonly #vehicles: readonly { readonly id: number; readonly opdId: number; readonly opdName: string }[];
  readonly #now: () => number;

  constructor(vehicles: readonly { readonly id: number; readonly opdId: number; readonly opdName: string }[], now: () => number) {
    this.#vehicles = vehicles;
    this.#now = now;
  }

  answer(path: string, query: URLSearchParams, user: DevUser): DevAnswer | undefined {
    if (path === '/areas/outlines') return ok(outlines(query.get('within')));
    if (/^\/areas\/\d+\/vehicles$/.test(path)) {
      const from = Date.parse(query.get('from') ?? '');
      const items = this.#vehicles.slice(3, 8).map(({ id }, index) => ({
        vehicleId: id,
        firstSeen: new Date(from + (index + 1) * 1_560_000).toISOString(),
        lastSeen: new Date(from + (index + 1) * 1_920_000).toISOString(),
        fixCount: index === 2 ? 0 : 14,
      }));
      return ok({ items });
    }
    const to = query.get('to') ?? this.#today(0);
    const from = query.get('from') ?? this.#today(29);
    const days = Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS) + 1;
    const guests = /^\/presence\/(\d+)\/vehicles$/.exec(path);
    if (guests !== null) {
      const seed = Number(guests[1]);
      const mine = this.#vehicles.filter(({ opdId }) => user.opdId === undefined || opdId === user.opdId);
      const items = mine.slice(seed % 7, (seed % 7) + 9).map((vehicle, index) => ({
        vehicleId: vehicle.id,
        opdId: vehicle.opdId,
        opdName: vehicle.opdName,
        dayCount: 9 - index,
        stayCount: 14 - index,
        stayedS: (9 - index) * 2_750,
        lastDay: this.#today(index),
      }));
      return ok({ from, to, name: PLACES.find(({ id }) => id === seed)?.name ?? '', items });
    }
    if (path !== '/presence') return undefined;
    const within = query.get('kecamatan');
    const share = (query.has('opdId') ? 0.1 : 1) * (query.has('use') ? 0.4 : 1) * (user.opdId === undefined ? 1 : 0.1);
    const items = placesOf(within).map((place, index) => this.#place(place, index, days, share * (within === null ? 1 : 0.3)));
    const sum = (key: 'stayCount' | 'stayedS') => items.reduce((before, item) => before + item[key], 0);
    const all = { vehicleCount: Math.max(0, ...items.map(({ vehicleCount }) => vehicleCount)) + 6, dayCount: days, stayCount: sum('stayCount'), stayedS: sum('stayedS') };
    return ok({ from, to, dayCount: days, ...(within === null ? {} : { kecamatan: within }), all, waitingCount: 0, items });
  }

  #place(place: DevPlace, index: number, days: number, share: number) {
    // The same place has the same luck each time one looks.
    const luck = ((place.id * 7_919) % 97) / 97;
    const dayCount = index % 11 === 4 ? 0 : Math.min(days, Math.ceil(days * luck * luck * 0.9 * Math.sqrt(share)));
    const vehicleCount = dayCount === 0 ? 0 : 1 + Math.round(luck * 22 * share);
    const stayCount = dayCount === 0 ? 0 : dayCount + vehicleCount;
    return {
      areaId: place.id,
      code: place.code,
      name: place.name,
      vehicleCount,
      dayCount,
      stayCount,
      stayedS: stayCount * 2_940,
      ...(dayCount === 0 ? {} : { lastDay: this.#today(Math.floor((1 - luck) * Math.min(days - 1, 12))) }),
    };
  }

  #today(daysAgo: number): string {
    return new Date(this.#now() + 8 * 3_600_000 - daysAgo * DAY_MS).toISOString().slice(0, 10);
  }
}

function placesOf(within: string | null): readonly DevPlace[] {
  return PLACES.filter(({ code }) => (within === null ? code.length === KECAMATAN_LENGTH : code.startsWith(`${within}.`)));
}

function outlines(within: string | null) {
  const features = placesOf(within).map(({ id, code, name, polygons }) => ({
    type: 'Feature',
    properties: { areaId: id, code, name, approximate: true },
    geometry: { type: 'MultiPolygon', coordinates: polygons },
  }));
  return { type: 'FeatureCollection', features };
}

function ok(json: object): DevAnswer {
  return { status: 200, json };
}
