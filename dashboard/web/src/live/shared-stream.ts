import { type LiveEvent, type Fleet, NO_FLEET, applyToFleet } from './fleet';
import { type StreamWorld, browserWorld, openStream } from './stream';

/**
 * One connection for all tabs of the browser: HTTP/1.1 allows six per host, and each live page would take one. The tab that
 * holds the lock listens and tells the others; when it closes, another takes over where it stopped.
 */
export interface SharedStreamHandlers {
  readonly onEvent: (event: LiveEvent) => void;
  readonly onLink: (isOpen: boolean) => void;
}

type Note =
  | { readonly kind: 'event'; readonly event: LiveEvent; readonly id: string | undefined }
  | { readonly kind: 'link'; readonly isOpen: boolean }
  | { readonly kind: 'hello' };

/** What two tabs share; a test gives its own. */
export interface SharedWorld extends StreamWorld {
  readonly channel: Pick<BroadcastChannel, 'postMessage' | 'close'> & { onmessage: ((event: MessageEvent) => void) | null };
  /** Runs `lead` once this tab is the one; what it returns is called when the signal aborts. */
  lead(lead: () => () => void, signal: AbortSignal): void;
}

/** undefined where the browser cannot share (plain HTTP to another host has no locks): then each tab listens for itself. */
export function browserShare(name: string): SharedWorld | undefined {
  if (!('BroadcastChannel' in window) || !('locks' in navigator)) return undefined;
  return {
    ...browserWorld,
    channel: new BroadcastChannel(name),
    lead: (lead, signal) => {
      const wait = navigator.locks.request(name, { signal }, () => {
        // Granted in the same moment in which the page let go: the abort has been and will not come again.
        if (signal.aborted) return undefined;
        const stop = lead();
        return new Promise<void>((resolve) => {
          signal.addEventListener('abort', () => {
            stop();
            resolve();
          });
        });
      });
      // Refused only when the page leaves before its turn came.
      wait.catch(() => undefined);
    },
  };
}

export function openSharedStream(
  handlers: SharedStreamHandlers,
  world: SharedWorld | undefined,
  ownWorld: StreamWorld = browserWorld,
): () => void {
  if (world === undefined) return openStream(undefined, handlers, ownWorld);
  const { channel } = world;
  const stop = new AbortController();
  let lastId: string | undefined;
  let fleet: Fleet = NO_FLEET;
  let serverTimeMs: number | undefined;
  let isLeader = false;
  let isOpen = false;

  const take = (event: LiveEvent, id: string | undefined) => {
    lastId = id;
    fleet = applyToFleet(fleet, event);
    if (event.kind === 'snapshot' || event.kind === 'heartbeat') serverTimeMs = event.serverTimeMs;
    handlers.onEvent(event);
  };
  const link = (open: boolean) => {
    isOpen = open;
    handlers.onLink(open);
  };
  const tell = (note: Note) => channel.postMessage(note);

  channel.onmessage = ({ data }: MessageEvent) => {
    // Only our own tabs, with the same code, write to this channel.
    const note = data as Note;
    switch (note.kind) {
      case 'hello':
        if (!isLeader) return;
        tell({ kind: 'link', isOpen });
        if (serverTimeMs !== undefined) {
          tell({ kind: 'event', event: { kind: 'snapshot', serverTimeMs, positions: [...fleet.values()] }, id: lastId });
        }
        return;
      case 'event':
        if (!isLeader) take(note.event, note.id);
        return;
      case 'link':
        if (!isLeader) link(note.isOpen);
        return;
      default:
        note satisfies never;
    }
  };
  tell({ kind: 'hello' });
  world.lead(() => {
    isLeader = true;
    return openStream(
      lastId,
      {
        onEvent: (event, id) => {
          take(event, id);
          tell({ kind: 'event', event, id });
        },
        onLink: (open) => {
          link(open);
          tell({ kind: 'link', isOpen: open });
        },
      },
      world,
    );
  }, stop.signal);
  return () => {
    stop.abort();
    channel.onmessage = null;
    channel.close();
  };
}
