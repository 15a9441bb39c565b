import { STREAM_EVENTS, type StreamEventName, decodeLiveEvent, streamUrl } from '../api/stream';
import type { LiveEvent } from './fleet';

/** One live connection that heals itself: reopens with `?after=` the last event seen, waits longer each time, never gives up. */
export interface StreamHandlers {
  readonly onEvent: (event: LiveEvent, id: string | undefined) => void;
  /** The collector answered, or stopped answering. */
  readonly onLink: (isOpen: boolean) => void;
}

export interface EventSourceLike {
  onopen: ((event: Event) => void) | null;
  onerror: ((event: Event) => void) | null;
  addEventListener(name: string, listener: (event: MessageEvent<string>) => void): void;
  close(): void;
}

/** What the stream needs of the world; a test gives its own. */
export interface StreamWorld {
  open(url: string): EventSourceLike;
  later(run: () => void, afterMs: number): () => void;
  random(): number;
}

export const browserWorld: StreamWorld = {
  open: (url) => new EventSource(url),
  later: (run, afterMs) => {
    const timer = window.setTimeout(run, afterMs);
    return () => window.clearTimeout(timer);
  },
  random: Math.random,
};

export const FIRST_WAIT_MS = 1_000;
export const LONGEST_WAIT_MS = 30_000;
/** The collector beats every 10 s. Two missed beats and a half: the line is dead even if the browser has not noticed. */
export const SILENCE_MS = 25_000;

/** Opens at once; returns the removal. */
export function openStream(after: string | undefined, handlers: StreamHandlers, world: StreamWorld = browserWorld): () => void {
  let lastId = after;
  let failures = 0;
  let source: EventSourceLike | undefined;
  let cancel = (): void => undefined;
  let isClosed = false;

  const watchSilence = () => {
    cancel();
    cancel = world.later(reopen, SILENCE_MS);
  };
  const connect = () => {
    const current = world.open(streamUrl(lastId));
    source = current;
    watchSilence();
    current.onopen = () => {
      if (source !== current) return;
      handlers.onLink(true);
      watchSilence();
    };
    current.onerror = () => {
      if (source === current) reopen();
    };
    for (const name of STREAM_EVENTS) {
      current.addEventListener(name, (message) => {
        if (source === current) receive(name, message);
      });
    }
  };
  const receive = (name: StreamEventName, message: MessageEvent<string>) => {
    let event: LiveEvent;
    try {
      event = decodeLiveEvent(name, message.data);
    } catch (error) {
      // One event that we do not understand must not stop the map; the next snapshot sets things right.
      // oxlint-disable-next-line no-console
      console.warn('live event not understood', error);
      return;
    }
    failures = 0;
    if (message.lastEventId !== '') lastId = message.lastEventId;
    // After a reset the snapshot follows; an id from before it must not be asked for again.
    if (event.kind === 'reset') lastId = undefined;
    watchSilence();
    handlers.onEvent(event, lastId);
  };
  // The browser's own retry forgets `?after=` on a new object and stops for good on an HTTP error; ours does neither.
  const reopen = () => {
    source?.close();
    source = undefined;
    cancel();
    if (isClosed) return;
    handlers.onLink(false);
    const wait = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** failures) * (0.75 + world.random() * 0.5);
    failures += 1;
    cancel = world.later(connect, wait);
  };

  connect();
  return () => {
    isClosed = true;
    cancel();
    source?.close();
    source = undefined;
  };
}
