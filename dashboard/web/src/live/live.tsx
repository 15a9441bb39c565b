import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, createContext, useContext, useEffect, useState, useSyncExternalStore } from 'react';
import { ALERTS_KEY } from '../api/alerts';
import { noteServerTime, serverNowMs, useNow } from '../app/server-clock';
import { useUser } from '../app/session';
import type { Fleet } from './fleet';
import { type LinkState, LiveStore } from './live-store';
import { browserShare, openSharedStream } from './shared-stream';

const LiveContext = createContext<LiveStore | undefined>(undefined);
/** Reports of a busy hour come in bursts; the figures that hang on them are fetched again once for each burst. */
const REFRESH_AFTER_MS = 1500;
const HANGS_ON_REPORTS = ['home', 'compliance', 'progress', 'duties', 'opd', 'packages'];

/** Below it everybody hears the same stream. Roles that see no routes get a silent store. */
export function LiveProvider({ isOn, children }: { readonly isOn: boolean; readonly children: ReactNode }) {
  const user = useUser();
  const queries = useQueryClient();
  const [store] = useState(() => new LiveStore(serverNowMs));
  useEffect(() => {
    if (!isOn) return;
    let refresh = 0;
    const close = openSharedStream(
      {
        onEvent: (event) => {
          if (event.kind === 'snapshot' || event.kind === 'heartbeat') noteServerTime(event.serverTimeMs);
          store.take(event);
          if (event.kind === 'alert') void queries.invalidateQueries({ queryKey: ALERTS_KEY });
          if (event.kind !== 'report') return;
          window.clearTimeout(refresh);
          refresh = window.setTimeout(() => {
            void queries.invalidateQueries({ predicate: ({ queryKey }) => HANGS_ON_REPORTS.includes(String(queryKey[0])) });
          }, REFRESH_AFTER_MS);
        },
        onLink: () => undefined,
      },
      // Tabs of another user must not hear this one's stream.
      browserShare(`pantau-live-${user.id}`),
    );
    return () => {
      window.clearTimeout(refresh);
      close();
    };
  }, [isOn, store, queries, user.id]);
  return <LiveContext value={store}>{children}</LiveContext>;
}

export function useLiveStore(): LiveStore {
  const store = useContext(LiveContext);
  if (store === undefined) throw new Error('useLiveStore needs a LiveProvider above it');
  return store;
}

/** The whole fleet, at most once in `everyMs`: for lists and counters. The map reads the store itself. */
export function useFleet(everyMs = 1000): Fleet {
  const store = useLiveStore();
  const [paced] = useState(() => new PacedFleet(store, everyMs));
  return useSyncExternalStore(paced.subscribe, paced.read);
}

export interface Pulse {
  readonly nowMs: number;
  readonly fleet: Fleet;
  readonly isStale: boolean;
}

/** Time, fleet and line together, once a second: a page of two thousand vehicles is then drawn once a second and not three times. */
export function usePulse(): Pulse {
  const store = useLiveStore();
  const [pulse, setPulse] = useState(() => pulseOf(store));
  useEffect(() => {
    let timer = 0;
    const tick = () => {
      setPulse(pulseOf(store));
      timer = window.setTimeout(tick, PULSE_MS - (serverNowMs() % PULSE_MS));
    };
    tick();
    // The first positions are not kept waiting.
    const unsubscribe = store.subscribe(() => {
      setPulse((shown) => (shown.fleet.size === 0 ? pulseOf(store) : shown));
    });
    return () => {
      window.clearTimeout(timer);
      unsubscribe();
    };
  }, [store]);
  return pulse;
}

const PULSE_MS = 1000;

function pulseOf(store: LiveStore): Pulse {
  return { nowMs: serverNowMs(), fleet: store.fleet, isStale: store.link().kind === 'stale' };
}

export interface LiveLink {
  readonly link: LinkState;
  /** Seconds since the newest fix; undefined while there is none. */
  readonly newestAgeS: number | undefined;
}

/** Redrawn each second. */
export function useLiveLink(): LiveLink {
  const store = useLiveStore();
  const now = useNow();
  return {
    link: store.link(),
    newestAgeS: store.newestFixMs === undefined ? undefined : Math.max(0, (now - store.newestFixMs) / 1000),
  };
}

/** Lets the fleet through at a steady pace, so that a hundred messages a second redraw a list once. */
class PacedFleet {
  readonly #store: LiveStore;
  readonly #everyMs: number;
  #shown: Fleet;

  constructor(store: LiveStore, everyMs: number) {
    this.#store = store;
    this.#everyMs = everyMs;
    this.#shown = store.fleet;
  }

  readonly read = (): Fleet => this.#shown;

  readonly subscribe = (listener: () => void): (() => void) => {
    let timer = 0;
    let lastMs = 0;
    const show = () => {
      timer = 0;
      lastMs = performance.now();
      this.#shown = this.#store.fleet;
      listener();
    };
    const remove = this.#store.subscribe(() => {
      if (timer !== 0) return;
      timer = window.setTimeout(show, Math.max(0, this.#everyMs - (performance.now() - lastMs)));
    });
    if (this.#shown !== this.#store.fleet) show();
    return () => {
      remove();
      window.clearTimeout(timer);
    };
  };
}
