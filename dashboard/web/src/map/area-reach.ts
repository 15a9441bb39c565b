import type { Position } from 'geojson';
import type { ExpressionSpecification, GeoJSONSource, Map as MapLibreMap } from 'maplibre-gl';
import type { Outline } from '../api/areas';

/** Of coarse tiles the neighbours are at hand, so that a wide band is not cut off where a tile ends. */
const REACH_ZOOM = 12;

/** The band around an outline that its buffer adds: a wide line beside it, because a true band would need the database. Owns its source. */
export class AreaReach {
  readonly #map: MapLibreMap;
  readonly #id: string;

  constructor(map: MapLibreMap, id: string) {
    this.#map = map;
    this.#id = id;
  }

  add(colour: string): void {
    this.#map.addSource(this.#id, { type: 'geojson', data: { type: 'FeatureCollection', features: [] }, maxzoom: REACH_ZOOM, buffer: 512, tolerance: 0 });
    this.#map.addLayer({
      id: this.#id,
      type: 'line',
      source: this.#id,
      // A round end would be drawn twice where a ring begins and ends.
      layout: { 'line-join': 'round', 'line-cap': 'butt' },
      paint: { 'line-color': colour, 'line-opacity': 0.18, 'line-width': bandPx(this.#map, 1), 'line-offset': bandPx(this.#map, 0.5) },
    });
  }

  update(outline: Outline | undefined, bufferM: number): void {
    void this.#map.getSource<GeoJSONSource>(this.#id)?.setData({
      type: 'FeatureCollection',
      features: outline === undefined || bufferM <= 0 ? [] : [{ type: 'Feature', properties: { bufferM }, geometry: { type: 'MultiLineString', coordinates: ringsOf(outline) } }],
    });
  }

  remove(): void {
    if (this.#map.getLayer(this.#id) !== undefined) this.#map.removeLayer(this.#id);
    if (this.#map.getSource(this.#id) !== undefined) this.#map.removeSource(this.#id);
  }
}

function bandPx(map: MapLibreMap, times: number): ExpressionSpecification {
  const narrow = Math.cos((map.getCenter().lat * Math.PI) / 180);
  const pixels = (zoom: number): ExpressionSpecification => ['*', ['get', 'bufferM'], (times * 2 ** zoom) / (78_271.5 * narrow)];
  return ['interpolate', ['exponential', 2], ['zoom'], 5, pixels(5), 20, pixels(20)];
}

/** Each with what lies outside on its right, as the offset of a line wants it. */
function ringsOf(outline: Outline): Position[][] {
  const parts = outline.type === 'Polygon' ? [outline.coordinates] : outline.coordinates;
  return parts.flatMap((part) => part.map((ring, index) => fromMiddle(isLeftwards(ring) === (index === 0) ? ring : ring.toReversed())));
}

/** Begins a ring in the middle of its first side, where its two ends meet without a corner. */
function fromMiddle(ring: readonly Position[]): Position[] {
  const [first, second] = ring;
  if (first === undefined || second === undefined) return [...ring];
  const middle = [((first[0] ?? 0) + (second[0] ?? 0)) / 2, ((first[1] ?? 0) + (second[1] ?? 0)) / 2];
  return [middle, ...ring.slice(1), middle];
}

/** Whether a ring runs against the clock. */
function isLeftwards(ring: readonly Position[]): boolean {
  let twice = 0;
  for (let i = 1; i < ring.length; i++) {
    const [a, b] = [ring[i - 1], ring[i]];
    twice += (a?.[0] ?? 0) * (b?.[1] ?? 0) - (b?.[0] ?? 0) * (a?.[1] ?? 0);
  }
  return twice > 0;
}
