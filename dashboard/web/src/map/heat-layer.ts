import type { Feature, FeatureCollection, MultiPolygon, Polygon, Position } from 'geojson';
import type { GeoJSONSource, MapMouseEvent, Map as MapLibreMap } from 'maplibre-gl';
import { LngLatBounds } from 'maplibre-gl';
import type { Palette } from './palette';
import { COAST_SOURCE, MAP_FONT, MAP_FONT_BOLD } from './style';

const SOURCE = 'heat';
const MIDDLES = 'heat-middles';
const SEA = 'heat-sea';
const HATCH = 'heat-hatch';
const LAYERS = ['heat-fill', 'heat-none', 'heat-sea', 'heat-shore', 'heat-border', 'heat-chosen', 'heat-names'] as const;

export interface HeatPlace {
  readonly areaId: number;
  readonly name: string;
  /** What is written under the name. */
  readonly figure: string;
  /** 0: nobody was there. */
  readonly step: number;
  readonly geometry: Polygon | MultiPolygon;
}

/** Areas shaded by a figure; where it is nothing they are hatched, and every one says its name and figure. */
export class HeatLayer {
  readonly #map: MapLibreMap;
  readonly #palette: Palette;
  readonly #textScale: number;
  readonly #onChoose: (areaId: number) => void;
  #hidden: readonly string[] = [];

  constructor(map: MapLibreMap, palette: Palette, textScale: number, onChoose: (areaId: number) => void) {
    this.#map = map;
    this.#palette = palette;
    this.#textScale = textScale;
    this.#onChoose = onChoose;
  }

  add(): void {
    const map = this.#map;
    const { heat1, heat2, heat3, heat4, land, boundary, ink, placeHalo, panel, sea, coastline } = this.#palette;
    const above = map.getLayer('coastline') === undefined ? undefined : 'coastline';
    map.addSource(SOURCE, { type: 'geojson', data: EMPTY, promoteId: 'areaId', tolerance: 0.2 });
    map.addSource(MIDDLES, { type: 'geojson', data: EMPTY });
    map.addImage(HATCH, hatch(land, boundary), { pixelRatio: 2 });
    map.addLayer(
      {
        id: 'heat-fill',
        type: 'fill',
        source: SOURCE,
        filter: ['>', ['get', 'step'], 0],
        paint: { 'fill-color': ['match', ['get', 'step'], 1, heat1, 2, heat2, 3, heat3, heat4], 'fill-opacity': 0.92 },
      },
      above,
    );
    map.addLayer(
      { id: 'heat-none', type: 'fill', source: SOURCE, filter: ['==', ['get', 'step'], 0], paint: { 'fill-pattern': HATCH } },
      above,
    );
    map.addLayer(
      { id: 'heat-border', type: 'line', source: SOURCE, layout: { 'line-join': 'round' }, paint: { 'line-color': panel, 'line-width': 1.6 } },
      above,
    );
    // Approximate outlines reach into the sea. Our own coast cuts them off; a map from elsewhere shows them as they are.
    const coast = map.getSource<GeoJSONSource>(COAST_SOURCE);
    if (coast !== undefined) {
      map.addSource(SEA, { type: 'geojson', data: EMPTY, tolerance: 0.2 });
      map.addLayer({ id: 'heat-sea', type: 'fill', source: SEA, paint: { 'fill-color': sea, 'fill-antialias': false } }, above);
      map.addLayer({ id: 'heat-shore', type: 'line', source: SEA, paint: { 'line-color': coastline, 'line-width': 1 } }, above);
      void coast.getData().then((land) => {
        if (map.getSource(SEA) !== undefined) void map.getSource<GeoJSONSource>(SEA)?.setData(seaAround(land));
      });
    }
    map.addLayer({
      id: 'heat-chosen',
      type: 'line',
      source: SOURCE,
      layout: { 'line-join': 'round' },
      paint: { 'line-color': ink, 'line-width': ['case', ['boolean', ['feature-state', 'chosen'], false], 3, 0] },
    });
    // Our names come with their figures; roads and lesser places would only be in the way of both.
    this.#hidden = map
      .getStyle()
      .layers.filter(({ id, type }) => type === 'symbol' || /^road-(case-)?(lane|track|secondary)$/.test(id) || id === 'rivers')
      .map(({ id }) => id);
    for (const id of this.#hidden) map.setLayoutProperty(id, 'visibility', 'none');
    map.addLayer({
      id: 'heat-names',
      type: 'symbol',
      source: MIDDLES,
      layout: {
        'text-field': ['format', ['get', 'name'], {}, '\n', {}, ['get', 'figure'], { 'text-font': ['literal', MAP_FONT_BOLD], 'font-scale': 1.08 }],
        'text-font': MAP_FONT,
        'text-size': ['interpolate', ['linear'], ['zoom'], 8, 10.5 * this.#textScale, 10, 13 * this.#textScale, 13, 15 * this.#textScale],
        'text-line-height': 1.2,
        'text-padding': 1,
        'symbol-sort-key': ['-', 0, ['get', 'step']],
      },
      paint: { 'text-color': ink, 'text-halo-color': placeHalo, 'text-halo-width': 1.5 },
    });
    map.on('click', this.#click);
    map.on('mousemove', this.#hover);
  }

  update(places: readonly HeatPlace[]): void {
    const features = places.map(
      ({ geometry, ...properties }): Feature<Polygon | MultiPolygon> => ({ type: 'Feature', properties, geometry }),
    );
    const middles = places.map(
      ({ geometry, name, figure, step }): Feature => ({
        type: 'Feature',
        properties: { name, figure, step },
        geometry: { type: 'Point', coordinates: [...middleOf(geometry)] },
      }),
    );
    void this.#map.getSource<GeoJSONSource>(SOURCE)?.setData({ type: 'FeatureCollection', features });
    void this.#map.getSource<GeoJSONSource>(MIDDLES)?.setData({ type: 'FeatureCollection', features: middles });
  }

  choose(areaId: number | undefined): void {
    this.#map.removeFeatureState({ source: SOURCE });
    if (areaId !== undefined) this.#map.setFeatureState({ source: SOURCE, id: areaId }, { chosen: true });
  }

  /** Brings all places into view. */
  show(places: readonly HeatPlace[], padding: number, animate: boolean): void {
    const bounds = new LngLatBounds();
    for (const { geometry } of places) for (const ring of ringsOf(geometry)) for (const [lon, lat] of ring) bounds.extend([lon ?? 0, lat ?? 0]);
    if (!bounds.isEmpty()) this.#map.fitBounds(bounds, { padding, animate });
  }

  remove(): void {
    const map = this.#map;
    map.off('click', this.#click);
    map.off('mousemove', this.#hover);
    for (const id of this.#hidden) if (map.getLayer(id) !== undefined) map.setLayoutProperty(id, 'visibility', 'visible');
    for (const layer of LAYERS.toReversed()) if (map.getLayer(layer) !== undefined) map.removeLayer(layer);
    for (const source of [MIDDLES, SEA, SOURCE]) if (map.getSource(source) !== undefined) map.removeSource(source);
    if (map.hasImage(HATCH)) map.removeImage(HATCH);
  }

  readonly #click = (event: MapMouseEvent): void => {
    const id = this.#under(event);
    if (id !== undefined) this.#onChoose(id);
  };

  readonly #hover = (event: MapMouseEvent): void => {
    this.#map.getCanvas().style.cursor = this.#under(event) === undefined ? '' : 'pointer';
  };

  #under(event: MapMouseEvent): number | undefined {
    const [found] = this.#map.queryRenderedFeatures(event.point, { layers: ['heat-fill', 'heat-none'] });
    const id: unknown = found?.properties['areaId'];
    return typeof id === 'number' ? id : undefined;
  }
}

function ringsOf(geometry: Polygon | MultiPolygon): readonly Position[][] {
  return geometry.type === 'Polygon' ? geometry.coordinates : geometry.coordinates.flat();
}

/** The middle of the largest ring: where its name is written. */
function middleOf(geometry: Polygon | MultiPolygon): readonly [number, number] {
  let [best, middle]: [number, readonly [number, number]] = [-1, [0, 0]];
  for (const ring of ringsOf(geometry)) {
    let [area, x, y] = [0, 0, 0];
    // From its first corner on, so that the products stay small.
    const [lon0 = 0, lat0 = 0] = ring[0] ?? [];
    for (let i = 1; i < ring.length; i++) {
      const [ax, ay] = [(ring[i - 1]?.[0] ?? 0) - lon0, (ring[i - 1]?.[1] ?? 0) - lat0];
      const [bx, by] = [(ring[i]?.[0] ?? 0) - lon0, (ring[i]?.[1] ?? 0) - lat0];
      const cross = ax * by - bx * ay;
      area += cross;
      x += (ax + bx) * cross;
      y += (ay + by) * cross;
    }
    if (Math.abs(area) > best && area !== 0) {
      best = Math.abs(area);
      middle = [lon0 + x / (3 * area), lat0 + y / (3 * area)];
    }
  }
  return middle;
}

/** All but the land: a frame around the world with the land as its holes. */
function seaAround(land: GeoJSON.GeoJSON): Feature<Polygon> {
  const geometries =
    land.type === 'FeatureCollection' ? land.features.map(({ geometry }) => geometry) : land.type === 'Feature' ? [land.geometry] : [land];
  const holes = geometries.flatMap((geometry) =>
    geometry.type === 'Polygon'
      ? geometry.coordinates.slice(0, 1)
      : geometry.type === 'MultiPolygon'
        ? geometry.coordinates.flatMap((polygon) => polygon.slice(0, 1))
        : [],
  );
  const frame = [[100, -20], [140, -20], [140, 10], [100, 10], [100, -20]];
  return { type: 'Feature', properties: {}, geometry: { type: 'Polygon', coordinates: [frame, ...holes] } };
}

/** Thin strokes from corner to corner, on the colour of the land. */
function hatch(ground: string, stroke: string): ImageData {
  const size = 16;
  const canvas = document.createElement('canvas');
  canvas.width = size;
  canvas.height = size;
  const pen = canvas.getContext('2d');
  if (pen === null) throw new Error('no canvas');
  pen.fillStyle = ground;
  pen.fillRect(0, 0, size, size);
  pen.strokeStyle = stroke;
  pen.globalAlpha = 0.6;
  pen.lineWidth = 2;
  pen.beginPath();
  for (const from of [-size, 0, size]) {
    pen.moveTo(from, size);
    pen.lineTo(from + size, 0);
  }
  pen.stroke();
  return pen.getImageData(0, 0, size, size);
}

const EMPTY: FeatureCollection = { type: 'FeatureCollection', features: [] };
