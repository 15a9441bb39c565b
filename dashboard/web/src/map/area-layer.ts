import type { Feature, FeatureCollection } from 'geojson';
import type { ExpressionSpecification, GeoJSONSource, MapMouseEvent, Map as MapLibreMap } from 'maplibre-gl';
import type { Area, AreaKind, Outline } from '../api/areas';
import { AreaReach } from './area-reach';
import type { Palette } from './palette';
import { MAP_FONT_BOLD } from './style';

const AREAS = 'areas';
const NAMES = 'area-names';
const LAYERS = ['area-fill', 'area-case', 'area-line', 'area-dots', 'area-names'] as const;

export type ShownArea = Pick<Area, 'id' | 'kind' | 'name' | 'lat' | 'lon' | 'bufferM'> & { readonly outline: Outline | undefined };

/** Outlines and names of areas; the chosen one stands out, with the band that its buffer adds. Owns its sources and handlers. */
export class AreaLayer {
  readonly #map: MapLibreMap;
  readonly #palette: Palette;
  readonly #onPick: (id: number) => void;
  readonly #reach: AreaReach;
  #isDeaf = false;

  constructor(map: MapLibreMap, palette: Palette, onPick: (id: number) => void) {
    this.#map = map;
    this.#palette = palette;
    this.#onPick = onPick;
    this.#reach = new AreaReach(map, 'area-reach');
  }

  add(): void {
    const map = this.#map;
    const { accent, ink, ink2, panel, placeHalo } = this.#palette;
    map.addSource(AREAS, { type: 'geojson', data: EMPTY, tolerance: 0.2 });
    map.addSource(NAMES, { type: 'geojson', data: EMPTY });
    const isChosen: ExpressionSpecification = ['get', 'chosen'];
    // What people drew is ours; the rest was there before.
    const colour: ExpressionSpecification = ['case', ['any', isChosen, ['in', ['get', 'kind'], ['literal', DRAWN]]], accent, ink2];
    // Hundreds of desa would cover the regency that they make up.
    const isNear: ExpressionSpecification = ['any', ['!', ['get', 'minor']], ['>=', ['zoom'], MINOR_ZOOM]];
    const layout = { 'line-join': 'round', 'line-cap': 'round' } as const;
    this.#reach.add(accent);
    map.addLayer({
      id: 'area-fill',
      type: 'fill',
      source: AREAS,
      paint: { 'fill-color': colour, 'fill-opacity': ['case', isChosen, 0.2, ['in', ['get', 'kind'], ['literal', DRAWN]], 0.12, 0.04] },
    });
    map.addLayer({
      id: 'area-case',
      type: 'line',
      source: AREAS,
      layout,
      paint: { 'line-color': panel, 'line-width': ['case', isChosen, 6, 3.4], 'line-opacity': 0.75 },
    });
    map.addLayer({
      id: 'area-line',
      type: 'line',
      source: AREAS,
      layout,
      paint: { 'line-color': colour, 'line-width': ['case', isChosen, 3, ['in', ['get', 'kind'], ['literal', DRAWN]], 2, 1.3] },
    });
    map.addLayer({
      id: 'area-dots',
      type: 'circle',
      source: NAMES,
      filter: ['all', ['!', ['get', 'drawn']], isNear],
      paint: {
        'circle-radius': ['case', isChosen, 8, 4.5],
        'circle-color': colour,
        'circle-stroke-color': panel,
        'circle-stroke-width': 2,
      },
    });
    map.addLayer({
      id: 'area-names',
      type: 'symbol',
      source: NAMES,
      filter: isNear,
      layout: {
        'text-field': ['get', 'name'],
        'text-font': MAP_FONT_BOLD,
        'text-size': 13,
        'text-max-width': 9,
        'text-variable-anchor': ['center', 'top', 'bottom'],
        'text-radial-offset': ['case', ['get', 'drawn'], 0, 0.8],
        'text-padding': 4,
        'symbol-sort-key': ['case', isChosen, 0, 1],
      },
      paint: { 'text-color': ['case', isChosen, accent, ink], 'text-halo-color': placeHalo, 'text-halo-width': 1.8 },
    });
    map.on('click', this.#press);
    map.on('mousemove', this.#point);
  }

  update(areas: readonly ShownArea[], chosen: number | undefined): void {
    const hasLarger = areas.some(({ kind }) => kind === 'kecamatan');
    const properties = (area: ShownArea) => ({
      id: area.id,
      kind: area.kind,
      name: area.name,
      chosen: area.id === chosen,
      drawn: area.outline !== undefined,
      minor: hasLarger && MINOR.includes(area.kind) && area.id !== chosen,
    });
    // The chosen one last: above its neighbours.
    const sorted = areas.toSorted((a, b) => Number(a.id === chosen) - Number(b.id === chosen));
    const outlines = sorted.flatMap((area): Feature[] =>
      area.outline === undefined ? [] : [{ type: 'Feature', properties: properties(area), geometry: area.outline }],
    );
    const names = areas.map(
      (area): Feature => ({ type: 'Feature', properties: properties(area), geometry: { type: 'Point', coordinates: [area.lon, area.lat] } }),
    );
    this.#set(AREAS, outlines);
    this.#set(NAMES, names);
    const one = areas.find(({ id }) => id === chosen);
    this.#reach.update(one?.outline, one?.bufferM ?? 0);
  }

  /** While somebody draws, a press on the map is a corner. */
  setDeaf(isDeaf: boolean): void {
    this.#isDeaf = isDeaf;
    if (isDeaf) this.#map.getCanvas().style.cursor = '';
  }

  remove(): void {
    const map = this.#map;
    map.off('click', this.#press);
    map.off('mousemove', this.#point);
    for (const layer of LAYERS.toReversed()) if (map.getLayer(layer) !== undefined) map.removeLayer(layer);
    this.#reach.remove();
    for (const source of [NAMES, AREAS]) if (map.getSource(source) !== undefined) map.removeSource(source);
  }

  #set(source: string, features: Feature[]): void {
    void this.#map.getSource<GeoJSONSource>(source)?.setData({ type: 'FeatureCollection', features });
  }

  readonly #press = (event: MapMouseEvent): void => {
    if (this.#isDeaf) return;
    const found = this.#under(event);
    if (found !== undefined) this.#onPick(found);
  };

  readonly #point = (event: MapMouseEvent): void => {
    if (!this.#isDeaf) this.#map.getCanvas().style.cursor = this.#under(event) === undefined ? '' : 'pointer';
  };

  /** A name or dot first, with room for a finger; else the smallest outline, because it lies within the others. */
  #under({ point: { x, y } }: MapMouseEvent): number | undefined {
    const near: [[number, number], [number, number]] = [[x - 9, y - 9], [x + 9, y + 9]];
    const named = this.#map.queryRenderedFeatures(near, { layers: ['area-dots', 'area-names'] })[0];
    const [smallest] = this.#map
      .queryRenderedFeatures([x, y], { layers: ['area-fill'] })
      .toSorted((a, b) => RANK.indexOf(b.properties['kind']) - RANK.indexOf(a.properties['kind']));
    const id: unknown = (named ?? smallest)?.properties['id'];
    return typeof id === 'number' ? id : undefined;
  }
}

const MINOR: readonly AreaKind[] = ['desa', 'kelurahan'];
const MINOR_ZOOM = 11.2;
const DRAWN: AreaKind[] = ['geofence', 'common-stop'];
/** From the largest to the smallest. */
const RANK: readonly AreaKind[] = ['regency', 'island', 'kecamatan', 'desa', 'kelurahan', 'geofence', 'common-stop', 'office'];
const EMPTY: FeatureCollection = { type: 'FeatureCollection', features: [] };
