import type { MapMouseEvent, Map as MapLibreMap, VectorTileSource } from 'maplibre-gl';
import type { Day } from '../format/days';
import type { Palette } from './palette';

const SOURCE = 'span-routes';
/** What the collector calls its layer. */
const ROUTES = 'routes';
const LAYERS = ['span-case', 'span-line', 'span-chosen-case', 'span-chosen'] as const;
/** The collector makes no deeper tiles; the map enlarges these. */
const DEEPEST = 14;
/** Room for a finger. */
const REACH_PX = 10;

/** Many days of one vehicle, from tiles: where it drove often the lines are darker, and one day can be shown before the others. */
export class SpanRouteLayer {
  readonly #map: MapLibreMap;
  readonly #palette: Palette;
  readonly #onDay: (day: Day | undefined, isPressed: boolean) => void;
  /** The source itself knows it only once it is loaded. */
  #tilesUrl = '';

  constructor(map: MapLibreMap, palette: Palette, onDay: (day: Day | undefined, isPressed: boolean) => void) {
    this.#map = map;
    this.#palette = palette;
    this.#onDay = onDay;
  }

  add(tilesUrl: string): void {
    const map = this.#map;
    const { panel, trail, ink } = this.#palette;
    this.#tilesUrl = tilesUrl;
    map.addSource(SOURCE, { type: 'vector', tiles: [tilesUrl], minzoom: 0, maxzoom: DEEPEST });
    // The names of places stay readable on top of the ways.
    const names = map.getStyle().layers.find(({ type }) => type === 'symbol')?.id;
    const common = { source: SOURCE, 'source-layer': ROUTES, type: 'line', layout: { 'line-cap': 'round', 'line-join': 'round' } } as const;
    const width = (thin: number, thick: number) => ['interpolate', ['linear'], ['zoom'], 9, thin, 15, thick] as ['interpolate', ['linear'], ['zoom'], ...number[]];
    map.addLayer({ ...common, id: 'span-case', paint: { 'line-color': panel, 'line-width': width(4.5, 9), 'line-opacity': 0.7 } }, names);
    map.addLayer({ ...common, id: 'span-line', paint: { 'line-color': trail, 'line-width': width(2.2, 5), 'line-opacity': 0.5 } }, names);
    const none = ['==', ['get', 'day'], ''] as ['==', ['get', string], string];
    map.addLayer({ ...common, id: 'span-chosen-case', filter: none, paint: { 'line-color': panel, 'line-width': width(8, 14) } }, names);
    map.addLayer({ ...common, id: 'span-chosen', filter: none, paint: { 'line-color': ink, 'line-width': width(4, 8) } }, names);
    map.on('mousemove', this.#move);
    map.on('click', this.#press);
  }

  /** Something was derived again: the same days under another address. */
  setTiles(tilesUrl: string): void {
    if (tilesUrl === this.#tilesUrl) return;
    this.#tilesUrl = tilesUrl;
    this.#map.getSource<VectorTileSource>(SOURCE)?.setTiles([tilesUrl]);
  }

  /** Shows one day before the others. */
  choose(day: Day | undefined): void {
    for (const layer of ['span-chosen-case', 'span-chosen']) this.#map.setFilter(layer, ['==', ['get', 'day'], day ?? '']);
    this.#map.setPaintProperty('span-line', 'line-opacity', day === undefined ? 0.5 : 0.28);
  }

  remove(): void {
    const map = this.#map;
    map.off('mousemove', this.#move);
    map.off('click', this.#press);
    for (const layer of LAYERS.toReversed()) if (map.getLayer(layer) !== undefined) map.removeLayer(layer);
    if (map.getSource(SOURCE) !== undefined) map.removeSource(SOURCE);
  }

  readonly #move = (event: MapMouseEvent): void => {
    const day = this.#under(event);
    this.#map.getCanvas().style.cursor = day === undefined ? '' : 'pointer';
    this.#onDay(day, false);
  };

  readonly #press = (event: MapMouseEvent): void => {
    const day = this.#under(event);
    if (day !== undefined) this.#onDay(day, true);
  };

  #under({ point: { x, y } }: MapMouseEvent): Day | undefined {
    const box: [[number, number], [number, number]] = [[x - REACH_PX, y - REACH_PX], [x + REACH_PX, y + REACH_PX]];
    const day: unknown = this.#map.queryRenderedFeatures(box, { layers: ['span-line'] })[0]?.properties['day'];
    return typeof day === 'string' ? day : undefined;
  }
}
