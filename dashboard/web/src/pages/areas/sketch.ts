import type { Polygon, Position } from 'geojson';
import type { Outline } from '../../api/areas';

export interface Point {
  readonly lat: number;
  readonly lon: number;
}

/** An outline that somebody draws: corners one by one, or a circle from its middle. A pure value; the page keeps it, the map shows it. */
export interface Sketch {
  readonly shape: 'corners' | 'circle';
  /** Of a circle only its middle. */
  readonly points: readonly Point[];
  /** No more corners are added; those that are there can be moved. */
  readonly isClosed: boolean;
  readonly radiusM: number;
  /** What it was before, the newest last. */
  readonly past: readonly Pick<Sketch, 'points' | 'isClosed'>[];
}

export type Stroke =
  | { readonly kind: 'tap'; readonly at: Point }
  | { readonly kind: 'move'; readonly index: number; readonly at: Point }
  | { readonly kind: 'insert'; readonly after: number; readonly at: Point }
  | { readonly kind: 'drop'; readonly index: number }
  | { readonly kind: 'close' }
  | { readonly kind: 'undo' }
  | { readonly kind: 'radius'; readonly radiusM: number }
  | { readonly kind: 'shape'; readonly shape: Sketch['shape'] };

/** More corners than that nobody moves by hand: such an outline comes from a file. */
export const MOST_CORNERS = 150;
export const FEWEST_CORNERS = 3;
const MOST_UNDO = 300;
const CIRCLE_CORNERS = 48;
const EARTH_M = 6_371_008.8;

export const EMPTY: Sketch = { shape: 'corners', points: [], isClosed: false, radiusM: 200, past: [] };

export function stroke(sketch: Sketch, what: Stroke): Sketch {
  const { points, isClosed, past } = sketch;
  const become = (next: Partial<Pick<Sketch, 'points' | 'isClosed'>>): Sketch => ({ ...sketch, ...next, past: [...past, { points, isClosed }].slice(-MOST_UNDO) });
  switch (what.kind) {
    case 'tap':
      if (sketch.shape === 'circle') return become({ points: [what.at], isClosed: true });
      return isClosed || points.length >= MOST_CORNERS ? sketch : become({ points: [...points, what.at] });
    case 'move':
      return points[what.index] === undefined ? sketch : become({ points: points.with(what.index, what.at) });
    case 'insert':
      return points.length >= MOST_CORNERS ? sketch : become({ points: points.toSpliced(what.after + 1, 0, what.at) });
    case 'drop':
      // A closed outline with fewer corners encloses nothing.
      if (isClosed && points.length <= FEWEST_CORNERS) return sketch;
      return become({ points: points.toSpliced(what.index, 1) });
    case 'close':
      return isClosed || points.length < FEWEST_CORNERS ? sketch : become({ isClosed: true });
    case 'undo': {
      const before = past.at(-1);
      return before === undefined ? sketch : { ...sketch, ...before, past: past.slice(0, -1) };
    }
    case 'radius':
      return { ...sketch, radiusM: what.radiusM };
    case 'shape':
      return what.shape === sketch.shape ? sketch : { ...EMPTY, shape: what.shape, radiusM: sketch.radiusM };
    default:
      return what satisfies never;
  }
}

/** The corners of what is drawn; of a circle those of the polygon that stands for it. */
export function cornersOf({ shape, points, radiusM }: Sketch): readonly Point[] {
  const [middle] = points;
  return shape === 'circle' ? (middle === undefined ? [] : circle(middle, radiusM)) : points;
}

/** Undefined while it encloses nothing. */
export function polygonOf(sketch: Sketch): Polygon | undefined {
  const corners = cornersOf(sketch);
  if (corners.length < FEWEST_CORNERS) return undefined;
  return { type: 'Polygon', coordinates: [[...corners, ...corners.slice(0, 1)].map(({ lat, lon }) => [lon, lat])] };
}

/** An area as it is, for its corners to be moved; undefined when it has holes, parts or more corners than anybody moves by hand. */
export function sketchOf(outline: Outline): Sketch | undefined {
  const parts = outline.type === 'Polygon' ? [outline.coordinates] : outline.coordinates;
  const ring = parts[0]?.[0];
  if (parts.length !== 1 || parts[0]?.length !== 1 || ring === undefined || ring.length - 1 > MOST_CORNERS) return undefined;
  return { ...EMPTY, points: ring.slice(0, -1).map(pointOf), isClosed: true };
}

function pointOf(position: Position): Point {
  return { lon: position[0] ?? 0, lat: position[1] ?? 0 };
}

function circle({ lat, lon }: Point, radiusM: number): readonly Point[] {
  const latDeg = (radiusM / EARTH_M) * (180 / Math.PI);
  const lonDeg = latDeg / Math.cos((lat * Math.PI) / 180);
  return Array.from({ length: CIRCLE_CORNERS }, (_, index) => {
    const turn = (2 * Math.PI * index) / CIRCLE_CORNERS;
    return { lat: lat + latDeg * Math.sin(turn), lon: lon + lonDeg * Math.cos(turn) };
  });
}

/** Whether two of its sides cross: the collector would make two areas of it, which nobody means. */
export function crossesItself(points: readonly Point[]): boolean {
  const sides = points.map((from, index) => [from, points[(index + 1) % points.length] ?? from] as const);
  return sides.some(([a, b], i) =>
    sides.some(([c, d], j) => {
      const isNeighbour = j <= i + 1 || (i === 0 && j === sides.length - 1);
      return !isNeighbour && turn(a, b, c) * turn(a, b, d) < 0 && turn(c, d, a) * turn(c, d, b) < 0;
    }),
  );
}

/** Positive when the way from a by b to c turns left. */
function turn(a: Point, b: Point, c: Point): number {
  return (b.lon - a.lon) * (c.lat - a.lat) - (b.lat - a.lat) * (c.lon - a.lon);
}

/** In square metres; holes are taken off. Good to a tenth of a per cent in a regency. */
export function sizeM2(outline: Outline): number {
  const parts = outline.type === 'Polygon' ? [outline.coordinates] : outline.coordinates;
  let sum = 0;
  for (const [outer, ...holes] of parts) {
    sum += ringM2(outer ?? []);
    for (const hole of holes) sum -= ringM2(hole);
  }
  return sum;
}

function ringM2(ring: readonly Position[]): number {
  const first = ring[0];
  if (first === undefined) return 0;
  const metres = (EARTH_M * Math.PI) / 180;
  const narrow = Math.cos(((first[1] ?? 0) * Math.PI) / 180);
  let twice = 0;
  for (let i = 1; i < ring.length; i++) {
    const [a, b] = [ring[i - 1], ring[i]];
    // From the first corner on: differences of large numbers would lose the metres.
    const [ax, ay] = [(a?.[0] ?? 0) - (first[0] ?? 0), (a?.[1] ?? 0) - (first[1] ?? 0)];
    const [bx, by] = [(b?.[0] ?? 0) - (first[0] ?? 0), (b?.[1] ?? 0) - (first[1] ?? 0)];
    twice += ax * by - bx * ay;
  }
  return (Math.abs(twice) / 2) * metres * metres * narrow;
}
