import type { FeatureCollection, Geometry } from 'geojson';
import { type Decoder, DecodeError, list, object, oneOf, text } from './decode';
import { getJson } from './http';

export const FEATURE_KINDS = ['place', 'road', 'river', 'boundary', 'peak'] as const;
export interface MapFeature {
  readonly kind: (typeof FEATURE_KINDS)[number];
  readonly class: string;
  readonly name: string | undefined;
}
export type MapFeatures = FeatureCollection<Geometry, MapFeature>;

const GEOMETRIES = ['Point', 'MultiPoint', 'LineString', 'MultiLineString', 'Polygon', 'MultiPolygon'];

/** The map library checks the coordinates itself and skips what it cannot draw. */
const decodeGeometry: Decoder<Geometry> = (value, path) => {
  const type = object((fields) => fields.get('type', text))(value, path);
  if (!GEOMETRIES.includes(type)) throw new DecodeError(path, 'a geometry', value);
  return value as Geometry;
};

const decodeFeatures: Decoder<MapFeatures> = object((fields) => ({
  type: 'FeatureCollection',
  features: [
    ...fields.get(
      'features',
      list(
        object((feature) => ({
          type: 'Feature' as const,
          geometry: feature.get('geometry', decodeGeometry),
          properties: feature.get(
            'properties',
            object((properties) => ({
              kind: properties.get('kind', oneOf(...FEATURE_KINDS)),
              class: properties.find('class', text) ?? '',
              name: properties.find('name', text),
            })),
          ),
        })),
      ),
    ),
  ],
}));

/** Place names, roads, rivers and boundaries; the browser keeps them by their ETag. */
export const fetchMapFeatures = (signal?: AbortSignal): Promise<MapFeatures> =>
  getJson('/map-features', decodeFeatures, { signal, cache: 'default' });
