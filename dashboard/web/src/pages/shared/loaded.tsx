import type { ReactNode } from 'react';
import { LoadProblem } from '../../app/problem-text';
import { useFormats } from '../../app/region';
import { useNow } from '../../app/server-clock';
import { useMessages } from '../../i18n/language';
import { Notice } from '../../ui';

interface LoadedProps<T> {
  /** A query or an infinite query. */
  readonly query: {
    readonly data: T | undefined;
    readonly error: unknown;
    readonly isError: boolean;
    readonly dataUpdatedAt: number;
    readonly refetch: () => unknown;
  };
  /** Holds the place of what is loading. */
  readonly skeleton: ReactNode;
  readonly children: (data: T) => ReactNode;
}

/** Shows what was loaded; what is old is shown too, but says so. */
export function Loaded<T>({ query, skeleton, children }: LoadedProps<T>) {
  if (query.data === undefined) {
    return query.isError ? <LoadProblem error={query.error} onRetry={() => void query.refetch()} /> : skeleton;
  }
  return (
    <>
      {query.isError && <Stale sinceMs={query.dataUpdatedAt} />}
      {children(query.data)}
    </>
  );
}

function Stale({ sinceMs }: { readonly sinceMs: number }) {
  const t = useMessages('common');
  const formats = useFormats();
  const now = useNow(60_000);
  return <Notice tone="warn">{t('staleAsOf', { time: formats.moment(sinceMs, now) })}</Notice>;
}
