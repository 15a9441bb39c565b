import { queryOptions } from '@tanstack/react-query';
import type { Day } from '../format/days';
import { type Decoder, boolean, day, list, moment, number, object, text } from './decode';
import { getJson, nothing, sendJson } from './http';

/** Days of which nothing is deleted, because somebody looks into what happened on them. */
export interface Hold {
  readonly id: number;
  readonly fromDay: Day;
  /** The last one. */
  readonly toDay: Day;
  readonly reason: string;
  readonly madeBy: string;
  readonly madeAtMs: number;
  readonly endedBy: string | undefined;
  readonly endedAtMs: number | undefined;
}

/** A day whose positions are still there. */
export interface NextDay {
  readonly day: Day;
  /** When it is old enough. */
  readonly goesOn: Day;
  readonly isHeld: boolean;
}

export interface RetiredDay {
  readonly day: Day;
  readonly atMs: number;
  readonly bytes: number;
  /** Thinned routes that were kept. */
  readonly routes: number;
}

/** What is kept how long, what was deleted by age, what goes next, and what is held. */
export interface RetentionState {
  readonly positionsDays: number;
  readonly tripsDays: number;
  readonly summariesDays: number;
  readonly storedDays: number;
  readonly next: readonly NextDay[];
  readonly retired: readonly RetiredDay[];
  readonly holds: readonly Hold[];
}

const decodeState: Decoder<RetentionState> = object((fields) => ({
  positionsDays: fields.get('positionsDays', number),
  tripsDays: fields.get('tripsDays', number),
  summariesDays: fields.get('summariesDays', number),
  storedDays: fields.get('storedDays', number),
  next: fields.get('next', list(object((one) => ({ day: one.get('day', day), goesOn: one.get('goesOn', day), isHeld: one.get('held', boolean) })))),
  retired: fields.get(
    'retired',
    list(object((one) => ({ day: one.get('day', day), atMs: one.get('retiredAt', moment), bytes: one.get('bytes', number), routes: one.get('routes', number) }))),
  ),
  holds: fields.get(
    'holds',
    list(
      object((hold) => ({
        id: hold.get('id', number),
        fromDay: hold.get('fromDay', day),
        toDay: hold.get('toDay', day),
        reason: hold.get('reason', text),
        madeBy: hold.get('madeBy', text),
        madeAtMs: hold.get('madeAt', moment),
        endedBy: hold.find('endedBy', text),
        endedAtMs: hold.find('endedAt', moment),
      })),
    ),
  ),
}));

export const RETENTION_KEY = ['retention'] as const;

export const retentionQuery = () => queryOptions({ queryKey: RETENTION_KEY, queryFn: ({ signal }) => getJson('/retention', decodeState, { signal }) });

export const holdDays = (wish: { readonly fromDay: Day; readonly toDay: Day; readonly reason: string }, key: string): Promise<undefined> =>
  sendJson('POST', '/retention/holds', wish, nothing, { idempotencyKey: key });

export const endHold = (id: number): Promise<undefined> => sendJson('DELETE', `/retention/holds/${id}`, undefined, nothing);
