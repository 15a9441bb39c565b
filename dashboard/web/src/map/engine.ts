import { AttributionControl, Map as MapLibreMap, type StyleSpecification, addProtocol, setWorkerUrl } from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';
import 'maplibre-gl/dist/maplibre-gl.css';
import type { MapFeatures } from '../api/map-features';
import type { Region } from '../api/region';
import type { Palette } from './palette';
import { pmtilesStyle } from './pmtiles-style';
import { COAST_SOURCE, MAP_FONT, builtInStyle } from './style';

// Without this MapLibre 6 finds no worker after bundling, and the map stays blank without an error.
setWorkerUrl(workerUrl);

export interface Camera {
  readonly center: readonly [lon: number, lat: number];
  readonly zoom: number;
}

export interface MapOptions {
  readonly container: HTMLElement;
  readonly region: Region;
  readonly features: MapFeatures;
  readonly palette: Palette;
  readonly padding: { readonly top: number; readonly right: number; readonly bottom: number; readonly left: number };
  /** Where the last map was; without one the whole region is shown. */
  readonly camera: Camera | undefined;
  /** A picture that nobody moves: the wall, a card. */
  readonly isStill: boolean;
  readonly textScale: number;
}

export interface MadeMap {
  readonly map: MapLibreMap;
  /** The configured base could not be had and the built-in one stands in. */
  readonly isFallback: boolean;
}

/** A style that is not here after this long is given up for the built-in map. */
const STYLE_WAIT_MS = 5_000;
/** How far beyond the region one can go: neighbours, not the world. */
const MARGIN_DEG = 0.9;

export async function createMap(options: MapOptions): Promise<MadeMap> {
  const { container, region, features, palette, textScale } = options;
  // The font first: text drawn before it has arrived stays in the system's font.
  await Promise.all([500, 700].map((weight) => document.fonts.load(`${weight} 16px "${MAP_FONT.at(-1)}"`)));
  const configured = await configuredStyle(region, palette, textScale);
  const style = configured ?? builtInStyle(palette, features, textScale);
  const [west, south, east, north] = region.bounds;
  const map = new MapLibreMap({
    container,
    style,
    ...(options.camera === undefined
      ? { bounds: [west, south, east, north], fitBoundsOptions: { padding: { ...options.padding } } }
      : { center: [...options.camera.center], zoom: options.camera.zoom }),
    maxBounds: [west - MARGIN_DEG, south - MARGIN_DEG, east + MARGIN_DEG, north + MARGIN_DEG],
    minZoom: 7,
    maxZoom: 18,
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
    interactive: !options.isStill,
    fadeDuration: 120,
    // Names come through the page's own font and our labels through i18n.
    locale: { 'Map.Title': '' },
  });
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  if (region.map.attribution !== '' && configured !== undefined) map.addControl(new AttributionControl({ compact: true }));
  await new Promise<void>((resolve) => map.once('style.load', () => resolve()));
  return { map, isFallback: region.map.base !== 'builtin' && configured === undefined };
}

/** Calls once the land of our own map is on the screen. Not the map's `load`: that waits until everything rests, and vehicles never do. */
export function onceLandIsDrawn(map: MapLibreMap, then: () => void): void {
  const look = () => {
    if (!map.isSourceLoaded(COAST_SOURCE)) return;
    map.off('render', look);
    then();
  };
  map.on('render', look);
}

async function configuredStyle(region: Region, palette: Palette, textScale: number): Promise<StyleSpecification | undefined> {
  const { base, pmtilesUrl, styleUrl } = region.map;
  if (base === 'pmtiles' && pmtilesUrl !== undefined) {
    try {
      const { Protocol } = await import('pmtiles');
      const protocol = new Protocol();
      addProtocol('pmtiles', protocol.tile);
      const response = await fetch(pmtilesUrl, { headers: { Range: 'bytes=0-126' }, signal: AbortSignal.timeout(STYLE_WAIT_MS) });
      return response.ok ? pmtilesStyle(palette, new URL(pmtilesUrl, location.href).href, textScale) : undefined;
    } catch {
      return undefined;
    }
  }
  if (base === 'style' && styleUrl !== undefined) {
    try {
      const response = await fetch(styleUrl, { signal: AbortSignal.timeout(STYLE_WAIT_MS) });
      return response.ok ? ownFont((await response.json()) as StyleSpecification) : undefined;
    } catch {
      return undefined;
    }
  }
  return undefined;
}

/** A style from elsewhere loses its glyph server and speaks in our font, which is here. */
function ownFont(style: StyleSpecification): StyleSpecification {
  const { glyphs: _glyphs, ...rest } = style;
  return {
    ...rest,
    layers: style.layers.map((layer) =>
      layer.type === 'symbol' && layer.layout !== undefined ? { ...layer, layout: { ...layer.layout, 'text-font': MAP_FONT } } : layer,
    ),
  };
}

export type { MapLibreMap };
export { AreaLayer } from './area-layer';
export { AreaPen } from './area-pen';
export { RouteLayer, showPoints } from './route-layer';
export { SpanRouteLayer } from './span-route-layer';
export { HeatLayer } from './heat-layer';
export { TrailLayer } from './trail-layer';
export { PinMarker } from './pin-marker';
export { SelectedMarker } from './selected-marker';
export { VehicleLayer } from './vehicle-layer';
