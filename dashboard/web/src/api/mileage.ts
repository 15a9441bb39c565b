import { queryOptions } from '@tanstack/react-query';
import type { Day } from '../format/days';
import { type Decoder, day, list, number, object, text } from './decode';
import { getJson } from './http';

export interface DayKilometres {
  readonly date: Day;
  readonly distanceM: number;
  readonly tripCount: number;
}

/** A vehicle in a month; one that changed hands has a line with each agency. */
export interface VehicleKilometres {
  readonly vehicleId: number;
  readonly plate: string | undefined;
  readonly name: string;
  readonly opdId: number;
  readonly opdName: string;
  readonly distanceM: number;
  readonly tripCount: number;
  readonly days: readonly DayKilometres[];
}

export interface OpdKilometres {
  readonly opdId: number;
  readonly opdName: string;
  readonly vehicleCount: number;
  readonly distanceM: number;
  readonly tripCount: number;
}

export interface MonthOfKilometres {
  /** `2026-11`. */
  readonly month: string;
  readonly vehicles: readonly VehicleKilometres[];
  readonly opds: readonly OpdKilometres[];
}

const decodeMonth: Decoder<MonthOfKilometres> = object((fields) => ({
  month: fields.get('month', text),
  vehicles: fields.get(
    'items',
    list(
      object((item) => ({
        vehicleId: item.get('vehicleId', number),
        plate: item.find('plate', text),
        name: item.get('name', text),
        opdId: item.get('opdId', number),
        opdName: item.get('opdName', text),
        distanceM: item.get('distanceM', number),
        tripCount: item.get('tripCount', number),
        days: item.get(
          'days',
          list(object((each) => ({ date: each.get('date', day), distanceM: each.get('distanceM', number), tripCount: each.get('tripCount', number) }))),
        ),
      })),
    ),
  ),
  opds: fields.get(
    'opds',
    list(
      object((opd) => ({
        opdId: opd.get('opdId', number),
        opdName: opd.get('opdName', text),
        vehicleCount: opd.get('vehicleCount', number),
        distanceM: opd.get('distanceM', number),
        tripCount: opd.get('tripCount', number),
      })),
    ),
  ),
}));

export const mileageQuery = (month: string) =>
  queryOptions({
    queryKey: ['mileage', month],
    queryFn: ({ signal }) => getJson('/mileage', decodeMonth, { signal, query: { month } }),
    staleTime: 300_000,
  });

/** The month as a workbook; the collector names it. */
export const mileageSheetUrl = (month: string): string => `/api/v1/mileage?month=${month}&format=xlsx`;
