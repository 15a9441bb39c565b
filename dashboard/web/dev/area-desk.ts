import type { DevAnswer } from './activity-desk.ts';

type Ring = readonly (readonly [number, number])[];
interface DevArea {
  readonly id: number;
  version: number;
  kind: string;
  code: string;
  name: string;
  bufferM: number;
  lat: number;
  lon: number;
  opdId?: number;
  outline?: object;
}

const SEATS: readonly (readonly [string, number, number])[] = [
  ['Keruak', -8.765, 116.482], ['Sakra', -8.69, 116.5], ['Terara', -8.63, 116.42], ['Sikur', -8.62, 116.45], ['Masbagik', -8.62, 116.48],
  ['Sukamulia', -8.64, 116.51], ['Selong', -8.65, 116.53], ['Pringgabaya', -8.55, 116.63], ['Aikmel', -8.57, 116.5], ['Sambelia', -8.39, 116.68],
];

/** Areas of the pretended collector: some kecamatan with invented outlines, desa without, an office, and what people drew. */
export class AreaDesk {
  readonly #areas: DevArea[] = [];
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
    SEATS.forEach(([name, lat, lon], index) => {
      const code = `52.03.${String(index + 1).padStart(2, '0')}`;
      this.#put({ kind: 'kecamatan', code, name, bufferM: 0, lat, lon, outline: around(lat, lon, 0.021, 24, index) });
      for (const part of ['Utara', 'Selatan', 'Timur']) {
        const shift = part === 'Utara' ? [0.008, 0] : part === 'Selatan' ? [-0.008, 0.002] : [0, 0.009];
        this.#put({ kind: 'desa', code: `${code}.200${part.length}`, name: `${name} ${part}`, bufferM: 0, lat: lat + (shift[0] ?? 0), lon: lon + (shift[1] ?? 0) });
      }
    });
    this.#put({ kind: 'office', code: 'office:pupr', name: 'Kantor Dinas PUPR', bufferM: 0, lat: -8.652, lon: 116.536, opdId: 8 });
    this.#put({ kind: 'common-stop', code: 'stop:pasar', name: 'Pasar Pancor', bufferM: 30, lat: -8.648, lon: 116.528 });
    this.#put({ kind: 'geofence', code: 'geofence:tpa', name: 'TPA Ijo Balit', bufferM: 100, lat: -8.625, lon: 116.59, outline: around(-8.625, 116.59, 0.004, 7, 3) });
    this.#put({ kind: 'geofence', code: 'geofence:pelabuhan', name: 'Pelabuhan Kayangan', bufferM: 250, lat: -8.487, lon: 116.667, outline: around(-8.487, 116.667, 0.006, 9, 5) });
    this.#put({ kind: 'regency', code: 'regency:lotim', name: 'Lombok Timur', bufferM: 1000, lat: -8.6, lon: 116.54, outline: around(-8.6, 116.54, 0.23, 200, 1) });
  }

  answer(method: string, path: string, body: unknown): DevAnswer | undefined {
    if (path === '/areas' && method === 'GET') return { status: 200, json: { items: this.#areas } };
    if (path === '/areas') return { status: 201, json: this.#change(this.#put({ kind: 'geofence', code: `geofence:${this.#areas.length}`, name: '', bufferM: 0, lat: 0, lon: 0 }), body) };
    if (path === '/areas/import/preview') return { status: 200, json: { items: preview() } };
    if (path === '/areas/import') return { status: 201, json: { items: this.#areas.slice(0, 3) } };
    const one = /^\/areas\/(\d+)(\/removal)?$/.exec(path);
    const area = this.#areas.find(({ id }) => String(id) === one?.[1]);
    if (area === undefined) return one === null ? undefined : { status: 404, json: refusal(404, 'no-such-area', 'Wilayah ini tidak ada.') };
    const { basedOn } = (body ?? {}) as { basedOn?: number };
    if (method !== 'GET' && basedOn !== area.version) {
      return { status: 409, json: refusal(409, 'area-changed-meanwhile', 'Orang lain baru saja mengubah wilayah ini. Lihat dulu yang terbaru, lalu ubah lagi bila masih perlu.') };
    }
    if (one?.[2] !== undefined) {
      this.#areas.splice(this.#areas.indexOf(area), 1);
      return { status: 204, json: undefined };
    }
    if (method === 'PUT') return { status: 200, json: this.#change(area, body) };
    return { status: 200, json: { ...area, changedBy: 'admin', changedAt: new Date(this.#now() - 86_400_000).toISOString() } };
  }

  #put(area: Omit<DevArea, 'id' | 'version'>): DevArea {
    const made = { ...area, id: this.#areas.length + 1, version: 0 };
    this.#areas.push(made);
    return made;
  }

  #change(area: DevArea, body: unknown): object {
    const { geometry, basedOn: _basedOn, ...rest } = body as { geometry?: { coordinates: Ring[] }; basedOn?: number };
    Object.assign(area, rest, { version: area.version + 1 });
    const at = geometry?.coordinates[0]?.[0];
    if (geometry !== undefined && at !== undefined) Object.assign(area, { outline: geometry, lon: at[0], lat: at[1] });
    return area;
  }
}

function preview(): object[] {
  return ['Terminal Pancor', 'TPA Ijo Balit', 'Gudang Bulog'].map((name, index) => ({
    kind: 'geofence',
    name,
    outside: false,
    ...(index === 1 ? { replaces: 43 } : {}),
    outline: around(-8.65 + index * 0.03, 116.5 + index * 0.04, 0.008, 8, index),
  }));
}

/** Wobbles a little, as outlines do. */
function around(lat: number, lon: number, size: number, corners: number, seed: number): object {
  const ring = Array.from({ length: corners }, (_, index) => {
    const turn = (2 * Math.PI * index) / corners;
    const far = size * (0.82 + 0.14 * Math.sin(turn * 3 + seed) + 0.05 * Math.cos(turn * 7 + seed * 2));
    return [lon + far * Math.cos(turn), lat + far * Math.sin(turn)];
  });
  return { type: 'MultiPolygon', coordinates: [[[...ring, ring[0]]]] };
}

function refusal(status: number, code: string, detail: string): object {
  return { title: code, status, code, detail };
}
