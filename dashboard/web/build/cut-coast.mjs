import { createRequire } from 'node:module';

/**
 * Cuts the land of one region out of @geo-maps/earth-lands-1km (OpenStreetMap, ODbL; accurate to about a kilometre) and rounds
 * its corners, so that the built-in map looks drawn and not broken. Another region: PANTAU_COAST_BOUNDS=west,south,east,north.
 */
const LOMBOK_AND_NEIGHBOURS = '113.9,-10.6,119.4,-6.4';
const SMOOTHING_ROUNDS = 2;
const SMALLEST_ISLAND_KM2 = 0.05;
const TOLERANCE_DEG = 0.00012; // about 13 m: unseen below zoom 13
const DECIMALS = 5;

export function cutCoast(bounds = (process.env.PANTAU_COAST_BOUNDS ?? LOMBOK_AND_NEIGHBOURS).split(',').map(Number)) {
  if (bounds.length !== 4 || bounds.some(Number.isNaN)) throw new Error(`PANTAU_COAST_BOUNDS: ${bounds.join(',')}`);
  const lands = createRequire(import.meta.url)('@geo-maps/earth-lands-1km')();
  const coordinates = [];
  for (const { coordinates: polygons } of lands.geometries) {
    for (const polygon of polygons) {
      if (!overlaps(polygon[0], bounds)) continue;
      const rings = polygon
        .map((ring) => clip(ring, bounds))
        .filter((ring) => ring.length >= 4 && areaKm2(ring) >= SMALLEST_ISLAND_KM2)
        .map((ring) => close(thin(smooth(ring))).map(([x, y]) => [round(x), round(y)]));
      if (rings.length > 0) coordinates.push(rings);
    }
  }
  return { type: 'Feature', properties: {}, geometry: { type: 'MultiPolygon', coordinates } };
}

function overlaps(ring, [west, south, east, north]) {
  let [w, s, e, n] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x, y] of ring) {
    w = Math.min(w, x);
    e = Math.max(e, x);
    s = Math.min(s, y);
    n = Math.max(n, y);
  }
  return w <= east && e >= west && s <= north && n >= south;
}

/** Sutherland–Hodgman against the four sides. Rings come and go without their repeated last point. */
function clip(closed, [west, south, east, north]) {
  const sides = [
    [0, west, 1],
    [0, east, -1],
    [1, south, 1],
    [1, north, -1],
  ];
  let ring = closed.slice(0, -1);
  for (const [axis, limit, sign] of sides) {
    const inside = (point) => (point[axis] - limit) * sign >= 0;
    const cut = (a, b) => {
      const t = (limit - a[axis]) / (b[axis] - a[axis]);
      return [a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])];
    };
    const kept = [];
    for (let i = 0; i < ring.length; i++) {
      const from = ring[(i + ring.length - 1) % ring.length];
      const to = ring[i];
      if (inside(to)) {
        if (!inside(from)) kept.push(cut(from, to));
        kept.push(to);
      } else if (inside(from)) kept.push(cut(from, to));
    }
    ring = kept;
  }
  return ring;
}

/** Chaikin: each corner is cut twice, which turns the grid steps of the source into bends. */
function smooth(ring) {
  let points = ring;
  for (let round = 0; round < SMOOTHING_ROUNDS; round++) {
    points = points.flatMap(([ax, ay], i) => {
      const [bx, by] = points[(i + 1) % points.length];
      return [
        [ax * 0.75 + bx * 0.25, ay * 0.75 + by * 0.25],
        [ax * 0.25 + bx * 0.75, ay * 0.25 + by * 0.75],
      ];
    });
  }
  return points;
}

/** Douglas–Peucker, without recursion because a coast can have 100 000 points. */
function thin(points) {
  const keep = new Uint8Array(points.length);
  keep[0] = keep[points.length - 1] = 1;
  const spans = [[0, points.length - 1]];
  while (spans.length > 0) {
    const [from, to] = spans.pop();
    let farthest = -1;
    let distance = TOLERANCE_DEG;
    for (let i = from + 1; i < to; i++) {
      const away = awayFrom(points[i], points[from], points[to]);
      if (away > distance) [farthest, distance] = [i, away];
    }
    if (farthest < 0) continue;
    keep[farthest] = 1;
    spans.push([from, farthest], [farthest, to]);
  }
  return points.filter((_, i) => keep[i] === 1);
}

function awayFrom([x, y], [ax, ay], [bx, by]) {
  const [dx, dy] = [bx - ax, by - ay];
  const length = dx * dx + dy * dy;
  const t = length === 0 ? 0 : Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / length));
  return Math.hypot(x - ax - t * dx, y - ay - t * dy);
}

function areaKm2(ring) {
  let twice = 0;
  for (let i = 0; i < ring.length; i++) {
    const [ax, ay] = ring[i];
    const [bx, by] = ring[(i + 1) % ring.length];
    twice += ax * by - bx * ay;
  }
  const [, latitude] = ring[0];
  return (Math.abs(twice) / 2) * 111.32 ** 2 * Math.cos((latitude * Math.PI) / 180);
}

function close(ring) {
  return [...ring, ring[0]];
}

function round(value) {
  return Number(value.toFixed(DECIMALS));
}
