import type { Feature, FeatureCollection } from 'geojson';
import { type ExpressionSpecification, type GeoJSONSource, LngLatBounds, type MapMouseEvent, type Map as MapLibreMap } from 'maplibre-gl';
import type { Palette } from './palette';
import { MAP_FONT_BOLD } from './style';

const ROUTE = 'route';
const STOPS = 'route-stops';
const LAYERS = ['route-case', 'route-gap', 'route-line', 'route-stop-discs', 'route-stop-numbers'] as const;

export interface RouteDrawing {
  readonly pieces: readonly {
    readonly kind: 'gap' | 1 | 2 | 3 | 4;
    readonly points: readonly { readonly lat: number; readonly lon: number }[];
  }[];
  readonly stops: readonly { readonly lat: number; readonly lon: number; readonly number: number }[];
}

/** A driven day: coloured by speed, gaps dotted and never joined, stops numbered. Owns its sources and handlers. */
export class RouteLayer {
  readonly #map: MapLibreMap;
  readonly #palette: Palette;
  readonly #onPoint: (at: { readonly lat: number; readonly lon: number }) => void;

  constructor(map: MapLibreMap, palette: Palette, onPoint: (at: { readonly lat: number; readonly lon: number }) => void) {
    this.#map = map;
    this.#palette = palette;
    this.#onPoint = onPoint;
  }

  add(): void {
    const map = this.#map;
    const { panel, ink, ink3, speed1, speed2, speed3, speed4 } = this.#palette;
    map.addSource(ROUTE, { type: 'geojson', data: EMPTY, tolerance: 0.15 });
    map.addSource(STOPS, { type: 'geojson', data: EMPTY });
    const isGap: ExpressionSpecification = ['==', ['get', 'kind'], 'gap'];
    const layout = { 'line-cap': 'round', 'line-join': 'round' } as const;
    map.addLayer({
      id: 'route-case',
      type: 'line',
      source: ROUTE,
      filter: ['!', isGap],
      layout,
      paint: { 'line-color': panel, 'line-width': ['interpolate', ['linear'], ['zoom'], 9, 5.5, 15, 11], 'line-opacity': 0.85 },
    });
    map.addLayer({
      id: 'route-gap',
      type: 'line',
      source: ROUTE,
      filter: isGap,
      layout,
      paint: { 'line-color': ink3, 'line-width': 2.4, 'line-dasharray': [0.1, 2.2] },
    });
    const step: ExpressionSpecification = ['get', 'kind'];
    map.addLayer({
      id: 'route-line',
      type: 'line',
      source: ROUTE,
      filter: ['!', isGap],
      layout,
      paint: {
        'line-color': ['match', step, 1, speed1, 2, speed2, 3, speed3, speed4],
        // Width says it too, for those who do not tell the colours apart.
        'line-width': [
          'interpolate',
          ['linear'],
          ['zoom'],
          9,
          ['match', step, 1, 2.2, 2, 2.8, 3, 3.4, 4.2],
          15,
          ['match', step, 1, 4.5, 2, 5.5, 3, 6.5, 8],
        ],
      },
    });
    map.addLayer({
      id: 'route-stop-discs',
      type: 'circle',
      source: STOPS,
      paint: { 'circle-radius': 10, 'circle-color': ink, 'circle-stroke-color': panel, 'circle-stroke-width': 2 },
    });
    map.addLayer({
      id: 'route-stop-numbers',
      type: 'symbol',
      source: STOPS,
      layout: { 'text-field': ['to-string', ['get', 'number']], 'text-font': MAP_FONT_BOLD, 'text-size': 12, 'text-allow-overlap': true },
      paint: { 'text-color': panel },
    });
    map.on('click', this.#point);
  }

  update({ pieces, stops }: RouteDrawing): void {
    const lines = pieces.map(
      ({ kind, points }): Feature => ({
        type: 'Feature',
        properties: { kind },
        geometry: { type: 'LineString', coordinates: points.map(({ lat, lon }) => [lon, lat]) },
      }),
    );
    const discs = stops.map(
      ({ lat, lon, number }): Feature => ({ type: 'Feature', properties: { number }, geometry: { type: 'Point', coordinates: [lon, lat] } }),
    );
    void this.#map.getSource<GeoJSONSource>(ROUTE)?.setData({ type: 'FeatureCollection', features: lines });
    void this.#map.getSource<GeoJSONSource>(STOPS)?.setData({ type: 'FeatureCollection', features: discs });
  }

  remove(): void {
    const map = this.#map;
    map.off('click', this.#point);
    for (const layer of LAYERS.toReversed()) if (map.getLayer(layer) !== undefined) map.removeLayer(layer);
    for (const source of [STOPS, ROUTE]) if (map.getSource(source) !== undefined) map.removeSource(source);
  }

  /** A press near the line, with room for a finger. */
  readonly #point = (event: MapMouseEvent): void => {
    const { x, y } = event.point;
    const near = this.#map.queryRenderedFeatures([[x - 14, y - 14], [x + 14, y + 14]], { layers: ['route-case', 'route-stop-discs'] });
    if (near.length > 0) this.#onPoint({ lat: event.lngLat.lat, lon: event.lngLat.lng });
  };
}

/** Brings points into view. */
export function showPoints(
  map: MapLibreMap,
  points: readonly { readonly lat: number; readonly lon: number }[],
  padding: number | { readonly top: number; readonly right: number; readonly bottom: number; readonly left: number },
  animate = true,
): void {
  const [first] = points;
  if (first === undefined) return;
  const bounds = new LngLatBounds([first.lon, first.lat], [first.lon, first.lat]);
  for (const { lat, lon } of points) bounds.extend([lon, lat]);
  map.fitBounds(bounds, { padding: typeof padding === 'number' ? padding : { ...padding }, maxZoom: 14.5, animate });
}

const EMPTY: FeatureCollection = { type: 'FeatureCollection', features: [] };
