import { queryOptions } from '@tanstack/react-query';
import type { Feature, FeatureCollection, MultiPolygon, Polygon } from 'geojson';
import type { Day } from '../format/days';
import { type Decoder, DecodeError, boolean, day, list, number, object, text } from './decode';
import { getJson } from './http';
import type { VehicleUse } from './vehicles';

/** What is asked: a span of days, and which vehicles. */
export interface PresenceQuestion {
  readonly from: Day;
  readonly to: Day;
  readonly opdId: number | undefined;
  readonly use: VehicleUse | undefined;
}

export interface PresenceFigures {
  readonly vehicleCount: number;
  /** Days on which at least one vehicle stood there. */
  readonly dayCount: number;
  readonly stayCount: number;
  /** All vehicles together. */
  readonly stayedS: number;
  readonly lastDay: Day | undefined;
}

export interface PresencePlace extends PresenceFigures {
  readonly areaId: number;
  readonly code: string;
  readonly name: string;
}

export interface Presence {
  readonly from: Day;
  readonly to: Day;
  /** How many days were asked about. */
  readonly dayCount: number;
  readonly all: PresenceFigures;
  /** Days of vehicles that are not counted yet. */
  readonly waitingCount: number;
  readonly places: readonly PresencePlace[];
}

/** A vehicle behind the figures of a place. */
export interface Guest {
  readonly vehicleId: number;
  readonly opdId: number;
  readonly opdName: string;
  readonly dayCount: number;
  readonly stayCount: number;
  readonly stayedS: number;
  readonly lastDay: Day;
}

type Fields = Parameters<Parameters<typeof object>[0]>[0];

const figures = (fields: Fields): PresenceFigures => ({
  vehicleCount: fields.get('vehicleCount', number),
  dayCount: fields.get('dayCount', number),
  stayCount: fields.get('stayCount', number),
  stayedS: fields.get('stayedS', number),
  lastDay: fields.find('lastDay', day),
});

const decodePresence: Decoder<Presence> = object((fields) => ({
  from: fields.get('from', day),
  to: fields.get('to', day),
  dayCount: fields.get('dayCount', number),
  all: fields.get('all', object(figures)),
  waitingCount: fields.get('waitingCount', number),
  places: fields.get(
    'items',
    list(
      object((place) => ({
        ...figures(place),
        areaId: place.get('areaId', number),
        code: place.get('code', text),
        name: place.get('name', text),
      })),
    ),
  ),
}));

const decodeGuests: Decoder<readonly Guest[]> = object((fields) =>
  fields.get(
    'items',
    list(
      object((guest) => ({
        vehicleId: guest.get('vehicleId', number),
        opdId: guest.get('opdId', number),
        opdName: guest.get('opdName', text),
        dayCount: guest.get('dayCount', number),
        stayCount: guest.get('stayCount', number),
        stayedS: guest.get('stayedS', number),
        lastDay: guest.get('lastDay', day),
      })),
    ),
  ),
);

export interface OutlineOf {
  readonly areaId: number;
  readonly code: string;
  readonly name: string;
  /** Nobody has loaded it: what lies nearest. */
  readonly approximate: boolean;
}
export type Outline = Feature<Polygon | MultiPolygon, OutlineOf>;

/** The map library checks the coordinates itself and skips what it cannot draw. */
const decodeGeometry: Decoder<Polygon | MultiPolygon> = (value, path) => {
  const type = object((fields) => fields.get('type', text))(value, path);
  if (type !== 'Polygon' && type !== 'MultiPolygon') throw new DecodeError(path, 'an outline', value);
  return value as Polygon | MultiPolygon;
};

const decodeOutlines: Decoder<FeatureCollection<Polygon | MultiPolygon, OutlineOf>> = object((fields) => ({
  type: 'FeatureCollection',
  features: [
    ...fields.get(
      'features',
      list(
        object(
          (feature): Outline => ({
            type: 'Feature',
            geometry: feature.get('geometry', decodeGeometry),
            properties: feature.get(
              'properties',
              object((properties) => ({
                areaId: properties.get('areaId', number),
                code: properties.get('code', text),
                name: properties.get('name', text),
                approximate: properties.get('approximate', boolean),
              })),
            ),
          }),
        ),
      ),
    ),
  ],
}));

const queryOf = ({ from, to, opdId, use }: PresenceQuestion) => ({ from, to, opdId, use });

export const presenceQuery = (question: PresenceQuestion, kecamatan: string | undefined) =>
  queryOptions({
    queryKey: ['presence', question, kecamatan],
    queryFn: ({ signal }) => getJson('/presence', decodePresence, { signal, query: { ...queryOf(question), kecamatan } }),
    staleTime: 300_000,
  });

export const guestsQuery = (question: PresenceQuestion, areaId: number) =>
  queryOptions({
    queryKey: ['presence', question, 'guests', areaId],
    queryFn: ({ signal }) => getJson(`/presence/${areaId}/vehicles`, decodeGuests, { signal, query: queryOf(question) }),
    staleTime: 300_000,
  });

/** The browser keeps them by their ETag. */
export const outlinesQuery = (kecamatan: string | undefined) =>
  queryOptions({
    queryKey: ['area-outlines', kecamatan],
    queryFn: ({ signal }) => getJson('/areas/outlines', decodeOutlines, { signal, query: { within: kecamatan }, cache: 'default' }),
    staleTime: 3_600_000,
  });
