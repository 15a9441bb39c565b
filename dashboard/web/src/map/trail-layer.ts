import type { Feature, LineString } from 'geojson';
import type { GeoJSONSource, Map as MapLibreMap } from 'maplibre-gl';
import type { Palette } from './palette';

const SOURCE = 'trail';
const CASE = 'trail-case';
const LINE = 'trail-line';

/** Where the chosen vehicle came from: fades towards the past. */
export class TrailLayer {
  readonly #map: MapLibreMap;
  readonly #palette: Palette;

  constructor(map: MapLibreMap, palette: Palette) {
    this.#map = map;
    this.#palette = palette;
  }

  /** Under the vehicles. */
  add(below: string | undefined): void {
    const { trail, panel } = this.#palette;
    this.#map.addSource(SOURCE, { type: 'geojson', data: lineOf([]), lineMetrics: true });
    const layout = { 'line-cap': 'round', 'line-join': 'round' } as const;
    this.#map.addLayer(
      { id: CASE, type: 'line', source: SOURCE, layout, paint: { 'line-color': panel, 'line-width': 8, 'line-opacity': 0.65 } },
      below,
    );
    this.#map.addLayer(
      {
        id: LINE,
        type: 'line',
        source: SOURCE,
        layout,
        paint: {
          'line-width': 4.5,
          'line-gradient': ['interpolate', ['linear'], ['line-progress'], 0, transparent(trail), 0.12, half(trail), 1, trail],
        },
      },
      below,
    );
  }

  update(points: readonly { readonly lat: number; readonly lon: number }[]): void {
    void this.#map.getSource<GeoJSONSource>(SOURCE)?.setData(lineOf(points.map(({ lat, lon }) => [lon, lat])));
  }

  remove(): void {
    for (const layer of [LINE, CASE]) if (this.#map.getLayer(layer) !== undefined) this.#map.removeLayer(layer);
    if (this.#map.getSource(SOURCE) !== undefined) this.#map.removeSource(SOURCE);
  }
}

function lineOf(coordinates: [number, number][]): Feature<LineString> {
  return { type: 'Feature', properties: {}, geometry: { type: 'LineString', coordinates: coordinates.length < 2 ? [] : coordinates } };
}

function transparent(color: string): string {
  return `${color}00`;
}

function half(color: string): string {
  return `${color}90`;
}
