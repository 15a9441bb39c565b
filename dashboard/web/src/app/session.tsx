import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, createContext, useCallback, useContext, useEffect, useMemo, useState } from 'react';
import { ApiProblem, NoConnection, onSessionLost } from '../api/http';
import { type Credentials, type User, closeSession, decodeUser, fetchSession, openSession } from '../api/session';
import { storedLanguage, useLanguage } from '../i18n/language';
import { FirstLoad } from './first-load';
import { forget, keep, recall } from './kept';

interface Session {
  readonly user: User | undefined;
  /** Rejects with the ApiProblem or NoConnection that the log-in page explains. */
  logIn(credentials: Credentials): Promise<User>;
  logOut(): Promise<void>;
}

type State =
  | { readonly kind: 'asking' }
  | { readonly kind: 'known'; readonly user: User | undefined }
  | { readonly kind: 'failed'; readonly error: unknown };

const STORED_AS = 'pantau-user';
const SessionContext = createContext<Session | undefined>(undefined);

export function SessionProvider({ children }: { readonly children: ReactNode }) {
  const queries = useQueryClient();
  const { setLanguage } = useLanguage();
  const [state, setState] = useState<State>({ kind: 'asking' });
  const [attempt, setAttempt] = useState(0);

  const enter = useCallback(
    (user: User) => {
      keep(STORED_AS, user);
      if (storedLanguage() === undefined && user.language !== 'id') setLanguage(user.language);
      setState({ kind: 'known', user });
    },
    [setLanguage],
  );
  const leave = useCallback(() => {
    forget(STORED_AS);
    // What the last user saw must not be seen by the next.
    queries.clear();
    setState({ kind: 'known', user: undefined });
  }, [queries]);

  useEffect(() => {
    const stop = new AbortController();
    fetchSession(stop.signal).then(enter, (error: unknown) => {
      if (stop.signal.aborted) return;
      // Without a network the last user goes on, so that reports can be written; the collector checks again when it is reached.
      const remembered = error instanceof NoConnection ? recall(STORED_AS, decodeUser) : undefined;
      if (remembered !== undefined) setState({ kind: 'known', user: remembered });
      else if (error instanceof ApiProblem && error.status === 401) leave();
      else setState({ kind: 'failed', error });
    });
    return () => stop.abort();
  }, [attempt, enter, leave]);
  useEffect(() => onSessionLost(leave), [leave]);

  const session = useMemo<Session>(
    () => ({
      user: state.kind === 'known' ? state.user : undefined,
      logIn: async (credentials) => {
        const user = await openSession(credentials);
        queries.clear();
        enter(user);
        return user;
      },
      logOut: async () => {
        await closeSession();
        leave();
      },
    }),
    [state, queries, enter, leave],
  );
  if (state.kind === 'asking') return <FirstLoad error={undefined} onRetry={() => undefined} />;
  if (state.kind === 'failed') return <FirstLoad error={state.error} onRetry={() => setAttempt(attempt + 1)} />;
  return <SessionContext value={session}>{children}</SessionContext>;
}

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (session === undefined) throw new Error('useSession needs a SessionProvider above it');
  return session;
}

/** The logged-in user; only for pages behind the guard. */
export function useUser(): User {
  const { user } = useSession();
  if (user === undefined) throw new Error('useUser outside the guard');
  return user;
}
