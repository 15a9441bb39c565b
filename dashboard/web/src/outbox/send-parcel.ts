import { sendNihil, sendUpdate } from '../api/activities';
import { ApiProblem, NoConnection } from '../api/http';
import type { Parcel, SendOutcome } from './task';

/** Hands one parcel to the collector and sorts its answer into the four things that can follow. */
export async function sendParcel({ task, key }: Parcel): Promise<SendOutcome> {
  try {
    if (task.kind === 'update') await sendUpdate(task.packageId, task.update, key);
    else await sendNihil(task.date, task.packageIds, key);
    return { kind: 'stored' };
  } catch (error) {
    return outcomeOf(error);
  }
}

/** What a person cannot change is tried again; what only a person can change waits for one. */
export function outcomeOf(error: unknown): SendOutcome {
  if (error instanceof NoConnection) return { kind: 'later' };
  if (!(error instanceof ApiProblem)) throw error;
  const { status, detail, fieldErrors } = error;
  if (status === 409) return { kind: 'conflict', message: detail };
  // 401: the session ran out; the parcel leaves after the next log-in.
  if (status === 401 || status === 408 || status === 425 || status === 429 || status >= 500) return { kind: 'later' };
  return { kind: 'refused', message: detail, fields: fieldErrors.map(({ field, message }) => ({ field, message })) };
}
