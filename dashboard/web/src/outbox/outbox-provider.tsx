import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, createContext, useContext, useEffect, useState, useSyncExternalStore } from 'react';
import { useUser } from '../app/session';
import { serverNowMs } from '../app/server-clock';
import { Outbox, type OutboxView } from './outbox';
import { type OutboxStore, createMemoryStore, openOutboxStore } from './outbox-store';
import { sendParcel } from './send-parcel';
import { attachTriggers } from './triggers';

export interface OpenOutbox {
  readonly outbox: Outbox;
  readonly store: OutboxStore;
  /** The browser keeps nothing: what is not sent is lost with the page, and the page says so. */
  readonly isVolatile: boolean;
}

const OutboxContext = createContext<OpenOutbox | undefined>(undefined);
/** What changes when a report is stored. */
const HANGS_ON_REPORTS = ['duties', 'packages', 'home', 'compliance', 'progress', 'opd'];

/** The outbox of whoever is logged in; it goes on sending on whichever page the person is. */
export function OutboxProvider({ children }: { readonly children: ReactNode }) {
  const user = useUser();
  const queries = useQueryClient();
  const [open, setOpen] = useState<OpenOutbox>();
  const reports = user.role === 'opd-operator' || user.role === 'opd-head';
  useEffect(() => {
    if (!reports) return;
    let isWanted = true;
    let detach = () => {};
    const start = async () => {
      const { store, isVolatile } = await openStore();
      const outbox = new Outbox({
        userId: user.id,
        store,
        send: sendParcel,
        nowMs: Date.now,
        shownNowMs: serverNowMs,
        newKey: () => crypto.randomUUID(),
        random: Math.random,
        onNews: () =>
          void queries.invalidateQueries({ predicate: ({ queryKey }) => HANGS_ON_REPORTS.includes(String(queryKey[0])) }),
      });
      await outbox.load();
      if (!isWanted) return;
      detach = attachTriggers(outbox, window);
      setOpen({ outbox, store, isVolatile });
    };
    void start();
    return () => {
      isWanted = false;
      detach();
      setOpen(undefined);
    };
  }, [user.id, reports, queries]);
  return <OutboxContext value={open}>{children}</OutboxContext>;
}

async function openStore(): Promise<{ readonly store: OutboxStore; readonly isVolatile: boolean }> {
  try {
    return { store: await openOutboxStore(), isVolatile: false };
  } catch {
    // A private window may keep nothing. Reporting must work there, too; the chip warns as long as something is unsent.
    return { store: createMemoryStore(), isVolatile: true };
  }
}

/** Undefined for the moment in which the browser's store is opened. */
export function useOpenOutbox(): OpenOutbox | undefined {
  return useContext(OutboxContext);
}

export function useOutboxView(outbox: Outbox): OutboxView {
  return useSyncExternalStore(outbox.subscribe, outbox.getView);
}
