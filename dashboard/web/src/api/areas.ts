import { queryOptions } from '@tanstack/react-query';
import type { MultiPolygon, Polygon } from 'geojson';
import { type Decoder, boolean, items, list, moment, number, object, oneOf, text } from './decode';
import { getJson, nothing, sendJson } from './http';

export const AREA_KINDS = ['regency', 'island', 'kecamatan', 'desa', 'kelurahan', 'office', 'common-stop', 'geofence'] as const;
export type AreaKind = (typeof AREA_KINDS)[number];

/** What a person may draw; the rest belongs to the state, or is the office of an agency. */
export const DRAWN_KINDS = ['geofence', 'common-stop', 'island', 'regency'] as const satisfies readonly AreaKind[];

export type Outline = Polygon | MultiPolygon;

export interface Area {
  readonly id: number;
  readonly version: number;
  readonly kind: AreaKind;
  readonly code: string;
  readonly name: string;
  readonly opdId: number | undefined;
  /** So far outside it still belongs to it. */
  readonly bufferM: number;
  readonly lat: number;
  readonly lon: number;
  readonly outline: Outline | undefined;
}

/** One area, with its outline as fine as it is kept. */
export interface AreaSheet extends Area {
  readonly changedBy: string | undefined;
  readonly changedAtMs: number | undefined;
}

/** What an area of a file would become. */
export interface AreaPreview {
  readonly kind: AreaKind;
  readonly name: string;
  /** The area that is drawn anew. */
  readonly replaces: number | undefined;
  /** Nothing of it lies near the region: most likely the wrong file. */
  readonly isOutside: boolean;
  readonly outline: Outline;
}

const rings = list(list(list(number)));
const decodeOutline: Decoder<Outline> = object((fields): Outline => {
  const type = fields.get('type', oneOf('Polygon', 'MultiPolygon'));
  return type === 'Polygon'
    ? { type, coordinates: fields.get('coordinates', rings) as Polygon['coordinates'] }
    : { type, coordinates: fields.get('coordinates', list(rings)) as MultiPolygon['coordinates'] };
});

const decodeSheet: Decoder<AreaSheet> = object((fields) => ({
  id: fields.get('id', number),
  version: fields.get('version', number),
  kind: fields.get('kind', oneOf(...AREA_KINDS)),
  code: fields.get('code', text),
  name: fields.get('name', text),
  opdId: fields.find('opdId', number),
  bufferM: fields.get('bufferM', number),
  lat: fields.get('lat', number),
  lon: fields.get('lon', number),
  outline: fields.find('outline', decodeOutline),
  changedBy: fields.find('changedBy', text),
  changedAtMs: fields.find('changedAt', moment),
}));

const decodePreview: Decoder<AreaPreview> = object((fields) => ({
  kind: fields.get('kind', oneOf(...AREA_KINDS)),
  name: fields.get('name', text),
  replaces: fields.find('replaces', number),
  isOutside: fields.get('outside', boolean),
  outline: fields.get('outline', decodeOutline),
}));

/** What a change of one makes old. */
export const AREAS_KEY = ['areas'] as const;

export const areasQuery = () =>
  queryOptions({
    queryKey: [...AREAS_KEY, 'all'],
    queryFn: ({ signal }): Promise<readonly Area[]> => getJson('/areas', items(decodeSheet), { signal, query: { outlines: true } }),
  });

export const areaQuery = (id: number) =>
  queryOptions({ queryKey: [...AREAS_KEY, 'one', id], queryFn: ({ signal }) => getJson(`/areas/${id}`, decodeSheet, { signal }) });

export interface AreaDraft {
  readonly kind: AreaKind;
  readonly name: string;
  readonly bufferM: number;
  /** Absent: the outline stays as it is. */
  readonly geometry?: Polygon;
}

export const drawArea = (draft: AreaDraft, key: string): Promise<AreaSheet> => sendJson('POST', '/areas', draft, decodeSheet, { idempotencyKey: key });

/** @param basedOn the version that the person had before them: another one now is refused */
export const changeArea = (id: number, basedOn: number, draft: AreaDraft): Promise<AreaSheet> =>
  sendJson('PUT', `/areas/${id}`, { ...draft, basedOn }, decodeSheet);

export const removeArea = ({ id, version }: Pick<Area, 'id' | 'version'>, reason: string, key: string): Promise<undefined> =>
  sendJson('POST', `/areas/${id}/removal`, { reason, basedOn: version }, nothing, { idempotencyKey: key });

export interface AreaFileWish {
  readonly file: File;
  readonly kind: AreaKind;
  readonly bufferM: number;
}

const sendFile = <T>(path: string, { file, kind, bufferM }: AreaFileWish, decoder: Decoder<T>): Promise<T> =>
  sendJson('POST', path, new Blob([file], { type: 'application/octet-stream' }), decoder, { query: { kind, bufferM } });

export const previewAreas = (wish: AreaFileWish): Promise<readonly AreaPreview[]> => sendFile('/areas/import/preview', wish, items(decodePreview));
export const loadAreas = (wish: AreaFileWish): Promise<readonly Area[]> => sendFile('/areas/import', wish, items(decodeSheet));
