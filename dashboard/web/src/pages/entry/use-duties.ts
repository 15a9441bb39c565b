import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type Duties, decodeDuties, dutiesQuery } from '../../api/activities';
import { number, object } from '../../api/decode';
import { keep, recall } from '../../app/kept';
import { serverNowMs } from '../../app/server-clock';
import { useUser } from '../../app/session';
import type { Day } from '../../format/days';
import { useToday } from '../shared/use-today';
import { rollForward } from './day-of-duties';

const KEPT_AS = 'pantau-duties';
const ASK_EVERY_MS = 60_000;

const decodeKept = object((fields) => ({
  userId: fields.get('userId', number),
  atMs: fields.get('atMs', number),
  duties: fields.get('duties', decodeDuties),
}));

export interface LoadedDuties {
  readonly data: Duties | undefined;
  readonly error: unknown;
  readonly isError: boolean;
  readonly dataUpdatedAt: number;
  readonly refetch: () => unknown;
}

const keepFor = (userId: number) => (duties: unknown) => keep(KEPT_AS, { userId, atMs: serverNowMs(), duties });

/** The duties of today; without a signal the last list that this phone has seen, which the page marks as old. */
export function useDuties(): LoadedDuties {
  const user = useUser();
  const today = useToday();
  const [kept] = useState(() => recallDuties(user.id));
  const query = useQuery({
    ...dutiesQuery(keepFor(user.id)),
    ...(kept === undefined ? {} : { initialData: kept.duties }),
    // Always asked again: what was kept is shown, but never taken for the collector's word of today.
    initialDataUpdatedAt: 0,
    refetchOnMount: 'always',
    refetchInterval: ASK_EVERY_MS,
  });
  const { data } = query;
  const dataUpdatedAt = query.dataUpdatedAt === 0 ? (kept?.atMs ?? 0) : query.dataUpdatedAt;
  return { ...query, dataUpdatedAt, data: data === undefined ? undefined : dayShown(data, today, query) };
}

/** The collector says which day it is. Only a list that it could not confirm is carried over to the phone's own day. */
function dayShown(
  duties: Duties,
  today: Day,
  query: { readonly isFetchedAfterMount: boolean; readonly isError: boolean },
): Duties | undefined {
  if (query.isError) return rollForward(duties, today);
  if (query.isFetchedAfterMount || duties.date === today) return duties;
  return undefined;
}

function recallDuties(userId: number): { readonly atMs: number; readonly duties: Duties } | undefined {
  const found = recall(KEPT_AS, decodeKept);
  return found?.userId === userId ? found : undefined;
}
