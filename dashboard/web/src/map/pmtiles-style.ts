import type { LayerSpecification, StyleSpecification } from 'maplibre-gl';
import type { Palette } from './palette';
import { MAP_FONT } from './style';

/** A regency's own tile file in the Protomaps scheme (`pmtiles extract`), drawn in our colours. */
export function pmtilesStyle(palette: Palette, url: string, textScale: number): StyleSpecification {
  const line = (id: string, sourceLayer: string, kinds: readonly string[], color: string, from: number, to: number): LayerSpecification => ({
    id,
    type: 'line',
    source: 'base',
    'source-layer': sourceLayer,
    filter: ['in', ['get', 'kind'], ['literal', [...kinds]]],
    layout: { 'line-cap': 'round', 'line-join': 'round' },
    paint: { 'line-color': color, 'line-width': ['interpolate', ['exponential', 1.5], ['zoom'], 9, from, 15, to] },
  });
  const name = (id: string, filter: LayerSpecification & { type: 'symbol' } extends { filter?: infer F } ? F : never, size: number): LayerSpecification => ({
    id,
    type: 'symbol',
    source: 'base',
    'source-layer': 'places',
    ...(filter === undefined ? {} : { filter }),
    layout: {
      'text-field': ['coalesce', ['get', 'name:id'], ['get', 'name']],
      'text-font': MAP_FONT,
      'text-size': size * textScale,
      'text-padding': 6,
    },
    paint: { 'text-color': palette.place, 'text-halo-color': palette.placeHalo, 'text-halo-width': 1.6 },
  });
  const major = ['highway', 'major_road'];
  const minor = ['medium_road', 'minor_road', 'other'];
  return {
    version: 8,
    sources: { base: { type: 'vector', url: `pmtiles://${url}`, attribution: '© OpenStreetMap' } },
    layers: [
      { id: 'sea', type: 'background', paint: { 'background-color': palette.sea } },
      { id: 'land', type: 'fill', source: 'base', 'source-layer': 'earth', paint: { 'fill-color': palette.land } },
      {
        id: 'green',
        type: 'fill',
        source: 'base',
        'source-layer': 'landuse',
        filter: ['in', ['get', 'kind'], ['literal', ['forest', 'wood', 'national_park', 'nature_reserve', 'park']]],
        paint: { 'fill-color': palette.upland, 'fill-opacity': 0.7 },
      },
      {
        id: 'water',
        type: 'fill',
        source: 'base',
        'source-layer': 'water',
        filter: ['==', ['geometry-type'], 'Polygon'],
        paint: { 'fill-color': palette.sea },
      },
      line('rivers', 'water', ['river', 'stream', 'canal'], palette.river, 0.6, 3),
      line('boundaries', 'boundaries', ['region', 'county', 'locality'], palette.boundary, 0.7, 1.6),
      line('minor-case', 'roads', minor, palette.roadCase, 0.9, 8),
      line('major-case', 'roads', major, palette.roadMajorCase, 2.4, 13),
      line('minor', 'roads', minor, palette.road, 0.5, 6),
      line('major', 'roads', major, palette.roadMajor, 1.5, 10.5),
      name('villages', ['in', ['get', 'kind_detail'], ['literal', ['village', 'hamlet', 'neighbourhood', 'suburb']]], 12),
      name('towns', ['in', ['get', 'kind_detail'], ['literal', ['town', 'city']]], 15),
    ],
  };
}
