import { queryOptions } from '@tanstack/react-query';
import { type Decoder, items, moment, number, object, text } from './decode';
import { getJson, sendJson } from './http';

/** An SPT or permit of use: registered before it is used, it causes no alerts. */
export interface Permit {
  readonly id: number;
  readonly vehicleId: number;
  /** Absent when another agency keeps the vehicle now. */
  readonly vehicleName: string | undefined;
  readonly plate: string | undefined;
  readonly opdId: number;
  readonly opdName: string;
  readonly fromMs: number;
  readonly untilMs: number;
  readonly purpose: string;
  readonly letter: string;
  readonly byName: string;
  readonly madeMs: number;
  readonly cancellation: { readonly reason: string; readonly byName: string; readonly atMs: number } | undefined;
}

const decodePermit: Decoder<Permit> = object((fields) => {
  const vehicle = fields.get(
    'vehicle',
    object((car) => ({ vehicleId: car.get('id', number), vehicleName: car.find('name', text), plate: car.find('plate', text) })),
  );
  return {
    id: fields.get('id', number),
    ...vehicle,
    opdId: fields.get('opdId', number),
    opdName: fields.get('opdName', text),
    fromMs: fields.get('from', moment),
    untilMs: fields.get('until', moment),
    purpose: fields.get('purpose', text),
    letter: fields.get('letter', text),
    byName: fields.get('authorName', text),
    madeMs: fields.get('madeAt', moment),
    cancellation: fields.find(
      'cancellation',
      object((said) => ({ reason: said.get('reason', text), byName: said.get('authorName', text), atMs: said.get('at', moment) })),
    ),
  };
});

export const PERMITS_KEY = ['permits'] as const;

export const permitsQuery = () =>
  queryOptions({ queryKey: PERMITS_KEY, queryFn: ({ signal }) => getJson('/permits', items(decodePermit), { signal }) });

export interface NewPermit {
  readonly vehicleIds: readonly number[];
  readonly from: string;
  readonly until: string;
  readonly purpose: string;
  readonly letter: string;
}

export const sendPermit = (permit: NewPermit, key: string): Promise<readonly Permit[]> =>
  sendJson('POST', '/permits', permit, items(decodePermit), { idempotencyKey: key });

export const cancelPermit = (id: number, reason: string, key: string): Promise<Permit> =>
  sendJson('POST', `/permits/${id}/cancellation`, { reason }, decodePermit, { idempotencyKey: key });
