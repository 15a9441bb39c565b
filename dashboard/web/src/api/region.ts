import { type Decoder, boolean, number, object, oneOf, text } from './decode';
import { getJson } from './http';

export type Bounds = readonly [west: number, south: number, east: number, north: number];

export interface MapBase {
  readonly base: 'builtin' | 'pmtiles' | 'style';
  readonly pmtilesUrl: string | undefined;
  readonly styleUrl: string | undefined;
  readonly attribution: string;
}

/** The regency that this Pantau watches over. Readable before log-in. */
export interface Region {
  readonly name: string;
  readonly shortName: string;
  readonly timeZone: string;
  readonly zoneAbbreviation: string;
  readonly bounds: Bounds;
  readonly center: { readonly lat: number; readonly lon: number };
  readonly map: MapBase;
  readonly isDemo: boolean;
  readonly version: string;
}

const decodeBounds: Decoder<Bounds> = (value, path) => {
  const at = (index: number) => number(Array.isArray(value) ? value[index] : undefined, `${path}[${index}]`);
  return [at(0), at(1), at(2), at(3)];
};

export const decodeRegion: Decoder<Region> = object((fields) => ({
  name: fields.get('name', text),
  shortName: fields.get('shortName', text),
  timeZone: fields.get('timeZone', text),
  zoneAbbreviation: fields.get('zoneAbbreviation', text),
  bounds: fields.get('bounds', decodeBounds),
  center: fields.get(
    'center',
    object((center) => ({ lat: center.get('lat', number), lon: center.get('lon', number) })),
  ),
  map: fields.get(
    'map',
    object((map) => ({
      base: map.get('base', oneOf('builtin', 'pmtiles', 'style')),
      pmtilesUrl: map.find('pmtilesUrl', text),
      styleUrl: map.find('styleUrl', text),
      attribution: map.find('attribution', text) ?? '',
    })),
  ),
  isDemo: fields.find('demo', boolean) ?? false,
  version: fields.find('version', text) ?? '',
}));

export const fetchRegion = (signal?: AbortSignal): Promise<Region> => getJson('/region', decodeRegion, { signal });
