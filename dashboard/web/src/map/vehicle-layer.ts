import type { FeatureCollection, Point } from 'geojson';
import type { ExpressionSpecification, GeoJSONSource, MapLayerMouseEvent, Map as MapLibreMap } from 'maplibre-gl';
import type { Fleet, Position, VehicleState } from '../live/fleet';
import { addVehicleIcons, iconOf } from './icons';
import type { Palette } from './palette';
import { MAP_FONT_BOLD } from './style';

const SOURCE = 'vehicles';
const CLUSTERS = 'vehicle-clusters';
const CLUSTER_COUNTS = 'vehicle-cluster-counts';
const VEHICLES = 'vehicle-icons';
const CLEARING = 'cluster-clearing';
const CLEARING_PX = 48;
/** Below this zoom neighbours are drawn as one disc with a number. */
const CLUSTER_BELOW_ZOOM = 12;
/** Data is resent to the map at most this often: the eye sees a move within a quarter of a second of the fix. */
const DRAW_EVERY_MS = 250;
/** A cluster that this zoom does not open holds vehicles on one spot: then their names are listed instead. */
const DEEPEST_OPENING_ZOOM = 16;

export interface VehicleLayerOptions {
  readonly palette: Palette;
  /** The label beside an icon. */
  readonly labelOf: (vehicleId: number) => string;
  readonly onPick: (vehicleId: number) => void;
  /** Vehicles that stand on one spot. */
  readonly onCrowd: (vehicleIds: readonly number[], at: { readonly lat: number; readonly lon: number }) => void;
  /** 1 on a desk; more on a wall. */
  readonly scale?: number;
}

export interface VehicleView {
  readonly fleet: Fleet;
  /** Which to show; undefined shows all. */
  readonly isShown: ((position: Position) => boolean) | undefined;
  /** Drawn by a marker of its own. */
  readonly selected: number | undefined;
  readonly isStale: boolean;
}

/** All vehicles on the map. Owns its source, icons and handlers. */
export class VehicleLayer {
  readonly #map: MapLibreMap;
  readonly #options: VehicleLayerOptions;
  #view: VehicleView | undefined;
  #isDirty = false;
  #frame = 0;
  #timer = 0;
  #drawnAtMs = -Infinity;
  #isStaleDrawn = false;

  constructor(map: MapLibreMap, options: VehicleLayerOptions) {
    this.#map = map;
    this.#options = options;
  }

  add(): void {
    const { palette, scale = 1 } = this.#options;
    const map = this.#map;
    addVehicleIcons(map, palette, false);
    if (!map.hasImage(CLEARING)) map.addImage(CLEARING, new ImageData(CLEARING_PX, CLEARING_PX));
    map.addSource(SOURCE, {
      type: 'geojson',
      data: { type: 'FeatureCollection', features: [] },
      cluster: true,
      clusterMaxZoom: CLUSTER_BELOW_ZOOM - 1,
      clusterRadius: 30 * scale,
      clusterProperties: { moving: ['+', ['case', ['==', ['get', 'state'], 'moving'], 1, 0]] },
    });
    const mostlyMoves: ExpressionSpecification = ['>=', ['*', 2, ['get', 'moving']], ['get', 'point_count']];
    map.addLayer({
      id: CLUSTERS,
      type: 'circle',
      source: SOURCE,
      filter: ['has', 'point_count'],
      paint: {
        'circle-color': ['case', mostlyMoves, palette.moving, palette.cluster],
        'circle-radius': ['interpolate', ['linear'], ['get', 'point_count'], 2, 11.5 * scale, 30, 21 * scale, 200, 30 * scale],
        'circle-stroke-width': 2 * scale,
        'circle-stroke-color': palette.panel,
      },
    });
    map.addLayer({
      id: CLUSTER_COUNTS,
      type: 'symbol',
      source: SOURCE,
      filter: ['has', 'point_count'],
      layout: {
        'text-field': ['get', 'point_count_abbreviated'],
        'text-font': MAP_FONT_BOLD,
        // Unseen, as large as the disc: town names make room for it.
        'icon-image': CLEARING,
        'icon-size': ['interpolate', ['linear'], ['get', 'point_count'], 2, 0.5 * scale, 30, 0.9 * scale, 200, 1.3 * scale],
        'icon-allow-overlap': true,
        'text-size': ['interpolate', ['linear'], ['get', 'point_count'], 2, 13 * scale, 30, 16 * scale],
        'text-allow-overlap': true,
      },
      paint: { 'text-color': isDark(palette.panel) ? ['case', mostlyMoves, palette.panel, '#ffffff'] : '#ffffff' },
    });
    map.addLayer({
      id: VEHICLES,
      type: 'symbol',
      source: SOURCE,
      filter: ['!', ['has', 'point_count']],
      layout: {
        'icon-image': ['get', 'icon'],
        'icon-size': ['interpolate', ['linear'], ['zoom'], 8, 0.72 * scale, 12, 0.9 * scale, 15, 1.15 * scale],
        'icon-rotate': ['get', 'turn'],
        'icon-rotation-alignment': 'map',
        'icon-allow-overlap': true,
        'icon-ignore-placement': true,
        'text-field': ['step', ['zoom'], '', CLUSTER_BELOW_ZOOM, ['get', 'label']],
        'text-font': MAP_FONT_BOLD,
        'text-size': 12 * scale,
        'text-anchor': 'top',
        'text-offset': [0, 1.05],
        'text-optional': true,
        'symbol-sort-key': ['get', 'order'],
      },
      paint: { 'text-color': palette.ink, 'text-halo-color': palette.placeHalo, 'text-halo-width': 1.8 },
    });
    map.on('click', VEHICLES, this.#pick);
    map.on('click', CLUSTERS, this.#open);
    for (const layer of [VEHICLES, CLUSTERS]) {
      map.on('mouseenter', layer, this.#pointAt);
      map.on('mouseleave', layer, this.#pointAway);
    }
  }

  /** Marks the layer dirty; the next free frame draws, at most every quarter second. */
  update(view: VehicleView): void {
    if (view === this.#view) return;
    this.#view = view;
    this.#isDirty = true;
    this.#schedule();
  }

  remove(): void {
    const map = this.#map;
    cancelAnimationFrame(this.#frame);
    window.clearTimeout(this.#timer);
    map.off('click', VEHICLES, this.#pick);
    map.off('click', CLUSTERS, this.#open);
    for (const layer of [VEHICLES, CLUSTERS]) {
      map.off('mouseenter', layer, this.#pointAt);
      map.off('mouseleave', layer, this.#pointAway);
    }
    for (const layer of [VEHICLES, CLUSTER_COUNTS, CLUSTERS]) if (map.getLayer(layer) !== undefined) map.removeLayer(layer);
    if (map.getSource(SOURCE) !== undefined) map.removeSource(SOURCE);
  }

  #schedule(): void {
    if (this.#frame !== 0 || this.#timer !== 0) return;
    const wait = this.#drawnAtMs + DRAW_EVERY_MS - performance.now();
    if (wait > 0) {
      this.#timer = window.setTimeout(() => {
        this.#timer = 0;
        this.#schedule();
      }, wait);
      return;
    }
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      this.#draw();
    });
  }

  #draw(): void {
    const view = this.#view;
    const source = this.#map.getSource<GeoJSONSource>(SOURCE);
    if (!this.#isDirty || view === undefined || source === undefined) return;
    this.#isDirty = false;
    this.#drawnAtMs = performance.now();
    if (view.isStale !== this.#isStaleDrawn) this.#showStale(view.isStale);
    void source.setData(featuresOf(view, this.#options.labelOf));
  }

  #showStale(isStale: boolean): void {
    const { palette } = this.#options;
    this.#isStaleDrawn = isStale;
    addVehicleIcons(this.#map, palette, isStale);
    this.#map.setPaintProperty(
      CLUSTERS,
      'circle-color',
      isStale ? palette.cluster : ['case', ['>=', ['*', 2, ['get', 'moving']], ['get', 'point_count']], palette.moving, palette.cluster],
    );
  }

  readonly #pick = (event: MapLayerMouseEvent): void => {
    const id: unknown = event.features?.[0]?.properties['id'];
    if (typeof id === 'number') this.#options.onPick(id);
  };

  readonly #open = (event: MapLayerMouseEvent): void => {
    const cluster = event.features?.[0];
    const clusterId: unknown = cluster?.properties['cluster_id'];
    if (cluster === undefined || typeof clusterId !== 'number' || cluster.geometry.type !== 'Point') return;
    const [lon = 0, lat = 0] = cluster.geometry.coordinates;
    void this.#openCluster(clusterId, { lat, lon });
  };

  async #openCluster(clusterId: number, at: { readonly lat: number; readonly lon: number }): Promise<void> {
    const source = this.#map.getSource<GeoJSONSource>(SOURCE);
    if (source === undefined) return;
    const leaves = await source.getClusterLeaves(clusterId, Infinity, 0);
    const points = leaves.flatMap(({ geometry }) => (geometry.type === 'Point' ? [geometry.coordinates] : []));
    const spreadM = spreadOf(points);
    if (spreadM < 40) {
      const ids = leaves.flatMap(({ properties }) => (typeof properties?.['id'] === 'number' ? [properties['id']] : []));
      this.#options.onCrowd(ids, at);
      return;
    }
    const zoom = Math.min(DEEPEST_OPENING_ZOOM, await source.getClusterExpansionZoom(clusterId));
    this.#map.easeTo({ center: [at.lon, at.lat], zoom: Math.max(zoom, this.#map.getZoom() + 1) });
  }

  readonly #pointAt = (): void => {
    this.#map.getCanvas().style.cursor = 'pointer';
  };

  readonly #pointAway = (): void => {
    this.#map.getCanvas().style.cursor = '';
  };
}

/** What is drawn on top when icons overlap: the moving ones. */
const ORDER: Readonly<Record<VehicleState, number>> = { private: 0, parked: 0, idle: 1, silent: 2, moving: 3 };

export function featuresOf({ fleet, isShown, selected }: VehicleView, labelOf: (id: number) => string): FeatureCollection<Point> {
  const features: FeatureCollection<Point>['features'] = [];
  for (const position of fleet.values()) {
    const { vehicleId, state, lat, lon, courseDeg } = position;
    if (vehicleId === selected || (isShown !== undefined && !isShown(position))) continue;
    features.push({
      type: 'Feature',
      geometry: { type: 'Point', coordinates: [lon, lat] },
      properties: {
        id: vehicleId,
        state,
        icon: iconOf(state),
        turn: state === 'moving' ? (courseDeg ?? 0) : 0,
        label: labelOf(vehicleId),
        order: ORDER[state],
      },
    });
  }
  return { type: 'FeatureCollection', features };
}

function spreadOf(points: readonly (readonly number[])[]): number {
  const [first] = points;
  if (first === undefined) return 0;
  const [lon0 = 0, lat0 = 0] = first;
  return Math.max(...points.map(([lon = 0, lat = 0]) => Math.hypot((lon - lon0) * 110_000, (lat - lat0) * 110_600)));
}

function isDark(color: string): boolean {
  return Number.parseInt(color.slice(1, 3), 16) < 128;
}
