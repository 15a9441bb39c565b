import type { ExpressionSpecification, LayerSpecification, StyleSpecification } from 'maplibre-gl';
import coastUrl from '../../.generated/coast.json?url';
import type { MapFeatures } from '../api/map-features';
import type { Palette } from './palette';

/**
 * The built-in map: coast from the build, roads and names from the collector. No tile, no glyph file, no other host: without
 * `glyphs` MapLibre draws text itself in the page's own font.
 */
/** MapLibre reads the weight from the first name of the list; no such font exists, so the second one draws. */
export const MAP_FONT = ['Medium', 'Plus Jakarta Sans Variable'];
export const MAP_FONT_BOLD = ['Bold', 'Plus Jakarta Sans Variable'];
export const FEATURES_SOURCE = 'features';
export const COAST_SOURCE = 'coast';

export function builtInStyle(palette: Palette, features: MapFeatures, textScale: number): StyleSpecification {
  return {
    version: 8,
    sources: {
      [COAST_SOURCE]: { type: 'geojson', data: coastUrl, tolerance: 0.2 },
      [FEATURES_SOURCE]: { type: 'geojson', data: features, tolerance: 0.2 },
    },
    layers: [
      { id: 'sea', type: 'background', paint: { 'background-color': palette.seaDeep } },
      // The bottom of the sea rises to the shore in four soft steps.
      shoreBand('shore-4', mix(palette.seaDeep, palette.sea), 120),
      shoreBand('shore-3', palette.sea, 78),
      shoreBand('shore-2', mix(palette.sea, palette.shallow), 44),
      shoreBand('shore-1', palette.shallow, 20),
      { id: 'land', type: 'fill', source: COAST_SOURCE, paint: { 'fill-color': palette.land, 'fill-antialias': false } },
      ...peakShades(palette, features),
      {
        id: 'coastline',
        type: 'line',
        source: COAST_SOURCE,
        paint: { 'line-color': palette.coastline, 'line-width': byZoom(8, 0.7, 13, 1.6) },
      },
      {
        id: 'boundary-area',
        type: 'line',
        source: FEATURES_SOURCE,
        filter: ['==', ['get', 'kind'], 'boundary'],
        paint: {
          'line-color': palette.boundary,
          'line-width': byZoom(8, 0.8, 13, 1.6),
          'line-dasharray': [4, 2, 1, 2],
          'line-opacity': 0.75,
        },
      },
      {
        id: 'rivers',
        type: 'line',
        source: FEATURES_SOURCE,
        filter: ['==', ['get', 'kind'], 'river'],
        layout: { 'line-cap': 'round', 'line-join': 'round' },
        paint: { 'line-color': palette.river, 'line-width': byZoom(8, 0.8, 14, 3.2) },
      },
      ...roadLayers(palette),
      ...nameLayers(palette, textScale),
    ],
  };
}

function byZoom(fromZoom: number, from: number, toZoom: number, to: number): ExpressionSpecification {
  return ['interpolate', ['exponential', 1.5], ['zoom'], fromZoom, from, toZoom, to];
}

function shoreBand(id: string, color: string, widthAtZoom10: number): LayerSpecification {
  return {
    id,
    type: 'line',
    source: COAST_SOURCE,
    layout: { 'line-join': 'round' },
    paint: {
      'line-color': color,
      'line-width': ['interpolate', ['exponential', 2], ['zoom'], 7, widthAtZoom10 / 8, 10, widthAtZoom10, 13, widthAtZoom10 * 3.4],
      // Soft enough to look like depth, sharp enough to look drawn.
      'line-blur': ['interpolate', ['exponential', 2], ['zoom'], 7, widthAtZoom10 / 60, 10, widthAtZoom10 / 16, 13, widthAtZoom10 / 6],
    },
  };
}

/** Rings of shade around a peak stand for the mountain until the regency has a terrain file. Radius in metres, width in pixels. */
function peakShades(palette: Palette, features: MapFeatures): LayerSpecification[] {
  const peak = features.features.find(({ properties }) => properties.kind === 'peak')?.geometry;
  if (peak?.type !== 'Point') return [];
  const latitude = ((peak.coordinates[1] ?? 0) * Math.PI) / 180;
  const pixels = (metres: number, zoom: number) => (metres / (78_271.5 * Math.cos(latitude))) * 2 ** zoom;
  return [16_500, 13_500, 10_500, 7_500, 4_800, 2_600].map((metres, index) => ({
    id: `mountain-${index}`,
    type: 'circle',
    source: FEATURES_SOURCE,
    filter: ['==', ['get', 'kind'], 'peak'],
    paint: {
      'circle-color': palette.upland,
      'circle-opacity': index < 2 ? 0.28 : 0.36,
      'circle-blur': index < 2 ? 0.34 : 0.16,
      'circle-radius': ['interpolate', ['exponential', 2], ['zoom'], 5, pixels(metres, 5), 16, pixels(metres, 16)],
    },
  }));
}

const ROADS: readonly (readonly [cls: string, minZoom: number, at9: number, at15: number])[] = [
  ['lane', 10, 0.5, 5],
  ['track', 9, 0.7, 6],
  ['secondary', 0, 1.1, 9],
  ['primary', 0, 1.9, 13],
];

function roadLayers(palette: Palette): LayerSpecification[] {
  const isClass = (cls: string): ExpressionSpecification =>
    cls === 'secondary'
      ? // A class that we do not know is drawn like an ordinary road.
        ['all', ['==', ['get', 'kind'], 'road'], ['!', ['in', ['get', 'class'], ['literal', ['lane', 'track', 'primary', 'trunk', 'motorway']]]]]
      : cls === 'primary'
        ? ['all', ['==', ['get', 'kind'], 'road'], ['in', ['get', 'class'], ['literal', ['primary', 'trunk', 'motorway']]]]
        : ['all', ['==', ['get', 'kind'], 'road'], ['==', ['get', 'class'], cls]];
  const common = { source: FEATURES_SOURCE, type: 'line' as const, layout: { 'line-cap': 'round', 'line-join': 'round' } as const };
  const cases = ROADS.map(([cls, minzoom, thin, thick]) => ({
    ...common,
    id: `road-case-${cls}`,
    minzoom,
    filter: isClass(cls),
    paint: {
      'line-color': cls === 'primary' ? palette.roadMajorCase : palette.roadCase,
      'line-width': byZoom(9, thin + (cls === 'lane' ? 0.5 : 1.3), 15, thick + 2.4),
    },
  }));
  const fills = ROADS.map(([cls, minzoom, thin, thick]) => ({
    ...common,
    id: `road-${cls}`,
    minzoom,
    filter: isClass(cls),
    paint: {
      'line-color': cls === 'primary' ? palette.roadMajor : palette.road,
      'line-width': byZoom(9, thin, 15, thick),
      ...(cls === 'track' ? { 'line-dasharray': [2, 1.4] } : {}),
    },
  }));
  return [...cases, ...fills] as LayerSpecification[];
}

/** The seat of a kecamatan is what people of the regency steer by. */
const TOWNS: readonly string[] = ['town', 'city', 'kecamatan'];
const PLACES: readonly (readonly [cls: string, size: number, minZoom: number])[] = [
  ['village', 12.5, 9.6],
  ['town', 14.5, 8.2],
  ['capital', 18, 0],
];

function nameLayers(palette: Palette, textScale: number): LayerSpecification[] {
  const paint = { 'text-color': palette.place, 'text-halo-color': palette.placeHalo, 'text-halo-width': 1.6, 'text-halo-blur': 0.6 };
  const places = PLACES.map(([cls, size, minzoom]): LayerSpecification => ({
    id: `place-${cls}`,
    type: 'symbol',
    source: FEATURES_SOURCE,
    minzoom,
    filter:
      cls === 'village'
        ? ['all', ['==', ['get', 'kind'], 'place'], ['!', ['in', ['get', 'class'], ['literal', ['capital', ...TOWNS]]]]]
        : ['all', ['==', ['get', 'kind'], 'place'], ['in', ['get', 'class'], ['literal', cls === 'town' ? [...TOWNS] : [cls]]]],
    layout: {
      'text-field': ['get', 'name'],
      'text-font': MAP_FONT,
      'text-size': ['interpolate', ['linear'], ['zoom'], 8, size * 0.85 * textScale, 13, size * 1.2 * textScale],
      'text-variable-anchor': ['bottom', 'top', 'left', 'right'],
      // Clear of the disc that the town's vehicles make.
      'text-radial-offset': 0.95,
      'text-padding': 6,
      'symbol-sort-key': cls === 'capital' ? 0 : 1,
    },
    paint: cls === 'village' ? { ...paint, 'text-opacity': 0.86 } : paint,
  }));
  return [
    ...places,
    {
      id: 'peaks',
      type: 'symbol',
      source: FEATURES_SOURCE,
      minzoom: 7,
      filter: ['==', ['get', 'kind'], 'peak'],
      layout: {
        'text-field': ['concat', '▲\n', ['get', 'name']],
        'text-font': MAP_FONT,
        'text-size': 12.5 * textScale,
        'text-line-height': 1.25,
      },
      paint: { ...paint, 'text-opacity': 0.9 },
    },
  ];
}

/** Halfway between two #rrggbb colours. */
function mix(a: string, b: string): string {
  const part = (color: string, at: number) => Number.parseInt(color.slice(at, at + 2), 16);
  const halves = [1, 3, 5].map((at) => Math.round((part(a, at) + part(b, at)) / 2));
  return `#${halves.map((value) => value.toString(16).padStart(2, '0')).join('')}`;
}
