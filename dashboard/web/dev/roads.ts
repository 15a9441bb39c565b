/**
 * The invented roads of the development server: real town names at about their places, lines between them that no survey has
 * ever seen. Enough to drive on and to look at; wrong in every bend.
 */
export type Point = readonly [lon: number, lat: number];

export const TOWNS: Readonly<Record<string, { readonly at: Point; readonly rank: 0 | 1 | 2 }>> = {
  Selong: { at: [116.536, -8.654], rank: 0 },
  Masbagik: { at: [116.482, -8.627], rank: 1 },
  Aikmel: { at: [116.526, -8.566], rank: 1 },
  Pringgabaya: { at: [116.64, -8.555], rank: 1 },
  'Labuhan Haji': { at: [116.566, -8.698], rank: 1 },
  Keruak: { at: [116.488, -8.769], rank: 1 },
  Sembalun: { at: [116.512, -8.401], rank: 1 },
  Sambelia: { at: [116.639, -8.383], rank: 1 },
  Terara: { at: [116.42, -8.648], rank: 1 },
  Jerowaru: { at: [116.483, -8.799], rank: 2 },
  Sakra: { at: [116.469, -8.686], rank: 2 },
  Sikur: { at: [116.452, -8.635], rank: 2 },
  Sukamulia: { at: [116.506, -8.632], rank: 2 },
  'Montong Gading': { at: [116.406, -8.6], rank: 2 },
  Pringgasela: { at: [116.47, -8.579], rank: 2 },
  Suralaga: { at: [116.527, -8.599], rank: 2 },
  Wanasaba: { at: [116.569, -8.566], rank: 2 },
  Suela: { at: [116.567, -8.523], rank: 2 },
  'Sakra Timur': { at: [116.502, -8.718], rank: 2 },
  'Sakra Barat': { at: [116.466, -8.728], rank: 2 },
  Lenek: { at: [116.511, -8.586], rank: 2 },
};

type RoadClass = 'primary' | 'secondary' | 'track';
const ROADS: readonly (readonly [from: string, to: string, kind: RoadClass, bend: number])[] = [
  ['Terara', 'Sikur', 'primary', 0.1],
  ['Sikur', 'Masbagik', 'primary', -0.08],
  ['Masbagik', 'Lenek', 'primary', 0.12],
  ['Lenek', 'Aikmel', 'primary', -0.1],
  ['Aikmel', 'Wanasaba', 'primary', 0.08],
  ['Wanasaba', 'Pringgabaya', 'primary', -0.12],
  ['Masbagik', 'Sukamulia', 'primary', 0.1],
  ['Sukamulia', 'Selong', 'primary', -0.12],
  ['Selong', 'Labuhan Haji', 'primary', 0.12],
  ['Labuhan Haji', 'Sakra Timur', 'secondary', 0.12],
  ['Sakra Timur', 'Keruak', 'primary', -0.12],
  ['Sakra', 'Sakra Timur', 'primary', 0.12],
  ['Selong', 'Sakra', 'primary', 0.14],
  ['Keruak', 'Jerowaru', 'secondary', 0.16],
  ['Pringgabaya', 'Sambelia', 'primary', 0.16],
  ['Suela', 'Sembalun', 'secondary', 0.2],
  ['Wanasaba', 'Suela', 'secondary', 0.1],
  ['Aikmel', 'Suela', 'secondary', -0.18],
  ['Sembalun', 'Sambelia', 'track', 0.24],
  ['Montong Gading', 'Terara', 'secondary', 0.12],
  ['Montong Gading', 'Pringgasela', 'secondary', -0.14],
  ['Pringgasela', 'Masbagik', 'secondary', 0.1],
  ['Pringgasela', 'Lenek', 'secondary', -0.12],
  ['Suralaga', 'Sukamulia', 'secondary', 0.12],
  ['Suralaga', 'Lenek', 'secondary', -0.12],
  ['Suralaga', 'Aikmel', 'secondary', 0.12],
  ['Sakra', 'Sakra Barat', 'secondary', 0.12],
  ['Sakra Barat', 'Keruak', 'secondary', -0.12],
  ['Sikur', 'Sakra', 'secondary', 0.16],
  ['Pringgabaya', 'Labuhan Haji', 'secondary', 0.14],
  ['Selong', 'Suralaga', 'secondary', -0.1],
];
const STEPS = 48;

export interface Road {
  readonly from: string;
  readonly to: string;
  readonly kind: RoadClass;
  readonly line: readonly Point[];
}

export function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A line that wanders like a road: one wide bow and a few smaller ones, nothing at the ends. */
function wander([ax, ay]: Point, [bx, by]: Point, bend: number, seed: number): Point[] {
  const random = randomOf(seed);
  const waves = [2, 3, 5, 9].map((turns) => ({ turns, phase: random() * Math.PI * 2, size: (random() * 0.5 + 0.5) / turns }));
  return Array.from({ length: STEPS + 1 }, (_, index) => {
    const t = index / STEPS;
    const ends = Math.sin(Math.PI * t);
    const side = ends * (bend + waves.reduce((sum, w) => sum + 0.07 * w.size * Math.sin(w.turns * Math.PI * 2 * t + w.phase), 0));
    return [ax + (bx - ax) * t - (by - ay) * side, ay + (by - ay) * t + (bx - ax) * side] as const;
  });
}

function townAt(name: string): Point {
  const town = TOWNS[name];
  if (town === undefined) throw new Error(`no town ${name}`);
  return town.at;
}

export const ROAD_NET: readonly Road[] = ROADS.map(([from, to, kind, bend], index) => ({
  from,
  to,
  kind,
  line: wander(townAt(from), townAt(to), bend, index + 11),
}));

/** Lanes that lead nowhere in particular, for the look of a lived-in plain. */
function lanes(): Point[][] {
  const random = randomOf(5);
  return Object.values(TOWNS).flatMap(({ at: [lon, lat], rank }) =>
    Array.from({ length: rank === 2 ? 3 : 5 }, () => {
      const angle = random() * Math.PI * 2;
      const length = 0.014 + random() * 0.024;
      return wander([lon, lat], [lon + Math.cos(angle) * length, lat + Math.sin(angle) * length], 0.2 * (random() - 0.5), random() * 1e6);
    }),
  );
}

const RIVERS: readonly (readonly Point[])[] = [
  [[116.47, -8.47], [116.5, -8.54], [116.54, -8.6], [116.58, -8.66], [116.59, -8.69]],
  [[116.43, -8.5], [116.44, -8.58], [116.46, -8.65], [116.53, -8.71], [116.55, -8.73]],
  [[116.52, -8.46], [116.58, -8.5], [116.64, -8.52], [116.67, -8.53]],
  [[116.52, -8.38], [116.56, -8.35], [116.58, -8.31]],
];

/** As `GET /map-features` gives it. */
export function mapFeatures(): unknown {
  const line = (kind: string, cls: string, points: readonly Point[], name?: string) => ({
    type: 'Feature',
    properties: { kind, class: cls, ...(name === undefined ? {} : { name }) },
    geometry: { type: 'LineString', coordinates: points.map(([x, y]) => [Number(x.toFixed(5)), Number(y.toFixed(5))]) },
  });
  const point = (kind: string, cls: string, at: Point, name: string) => ({
    type: 'Feature',
    properties: { kind, class: cls, name },
    geometry: { type: 'Point', coordinates: at },
  });
  return {
    type: 'FeatureCollection',
    features: [
      ...lanes().map((points) => line('road', 'lane', points)),
      ...ROAD_NET.map((road) => line('road', road.kind, road.line)),
      ...RIVERS.map((river, index) =>
        line('river', 'river', river.slice(1).flatMap((to, i) => wander(river[i] ?? to, to, 0.05, 300 + index * 10 + i))),
      ),
      ...Object.entries(TOWNS).map(([name, { at, rank }]) =>
        point('place', rank === 0 ? 'capital' : rank === 1 ? 'town' : 'village', at, name),
      ),
      point('peak', 'volcano', [116.457, -8.411], 'Gunung Rinjani'),
    ],
  };
}

/** The shortest way over the roads, as one line; Dijkstra on twenty towns needs no heap. */
export function wayBetween(from: string, to: string): readonly Point[] {
  const far = new Map<string, number>([[from, 0]]);
  const came = new Map<string, { town: string; line: readonly Point[] }>();
  const open = new Set([from]);
  while (open.size > 0) {
    const here = [...open].reduce((a, b) => ((far.get(a) ?? 0) <= (far.get(b) ?? 0) ? a : b));
    open.delete(here);
    if (here === to) break;
    for (const road of ROAD_NET) {
      if (road.from !== here && road.to !== here) continue;
      const next = road.from === here ? road.to : road.from;
      const distance = (far.get(here) ?? 0) + lengthM(road.line) * (road.kind === 'primary' ? 1 : 1.25);
      if (distance >= (far.get(next) ?? Infinity)) continue;
      far.set(next, distance);
      came.set(next, { town: here, line: road.from === here ? road.line : road.line.toReversed() });
      open.add(next);
    }
  }
  const pieces: (readonly Point[])[] = [];
  for (let at = to; at !== from; ) {
    const step = came.get(at);
    if (step === undefined) throw new Error(`no way from ${from} to ${to}`);
    pieces.unshift(step.line);
    at = step.town;
  }
  return pieces.flatMap((piece, index) => (index === 0 ? piece : piece.slice(1)));
}

export function distanceM([ax, ay]: Point, [bx, by]: Point): number {
  return Math.hypot((bx - ax) * 110_070, (by - ay) * 110_600);
}

export function lengthM(line: readonly Point[]): number {
  return line.slice(1).reduce((sum, point, index) => sum + distanceM(line[index] ?? point, point), 0);
}
