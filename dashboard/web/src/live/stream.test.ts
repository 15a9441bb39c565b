import { describe, expect, it } from 'vitest';
import type { LiveEvent } from './fleet';
import { type SharedWorld, openSharedStream } from './shared-stream';
import { type EventSourceLike, FIRST_WAIT_MS, LONGEST_WAIT_MS, SILENCE_MS, type StreamWorld, openStream } from './stream';

const POSITION = [7, -8.6, 116.5, 40, 90, 3, 5000, 1000];
const snapshot = { serverTime: '2026-11-23T01:42:00Z', positions: [POSITION] };

class FakeSource implements EventSourceLike {
  onopen: ((event: Event) => void) | null = null;
  onerror: ((event: Event) => void) | null = null;
  isClosed = false;
  readonly url: string;
  readonly #listeners = new Map<string, (event: MessageEvent<string>) => void>();

  constructor(url: string) {
    this.url = url;
  }

  addEventListener(name: string, listener: (event: MessageEvent<string>) => void): void {
    this.#listeners.set(name, listener);
  }

  close(): void {
    this.isClosed = true;
  }

  say(name: string, data: unknown, lastEventId = ''): void {
    const text = typeof data === 'string' ? data : JSON.stringify(data);
    this.#listeners.get(name)?.(new MessageEvent(name, { data: text, lastEventId }));
  }

  fail(): void {
    this.onerror?.(new Event('error'));
  }
}

/** Time stands still until a test moves it. */
class FakeWorld implements StreamWorld {
  readonly sources: FakeSource[] = [];
  #now = 0;
  #timers: { atMs: number; run: () => void }[] = [];

  open(url: string): FakeSource {
    const source = new FakeSource(url);
    this.sources.push(source);
    return source;
  }

  later(run: () => void, afterMs: number): () => void {
    const timer = { atMs: this.#now + afterMs, run };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((each) => each !== timer);
    };
  }

  /** The middle of the jitter: waits are exactly as long as named. */
  random(): number {
    return 0.5;
  }

  pass(ms: number): void {
    const until = this.#now + ms;
    for (;;) {
      const [next] = this.#timers.filter(({ atMs }) => atMs <= until).toSorted((a, b) => a.atMs - b.atMs);
      if (next === undefined) break;
      this.#timers = this.#timers.filter((each) => each !== next);
      this.#now = next.atMs;
      next.run();
    }
    this.#now = until;
  }

  get last(): FakeSource {
    const source = this.sources.at(-1);
    if (source === undefined) throw new Error('nothing was opened');
    return source;
  }
}

function listen(world: StreamWorld, after?: string) {
  const events: LiveEvent[] = [];
  const links: boolean[] = [];
  const close = openStream(after, { onEvent: (event) => events.push(event), onLink: (isOpen) => links.push(isOpen) }, world);
  return { events, links, close };
}

describe('openStream', () => {
  it('resumes after the last event that it has seen', () => {
    const world = new FakeWorld();
    listen(world);
    expect(world.last.url).toBe('/api/v1/stream');
    world.last.say('snapshot', snapshot, 'log-1');
    world.last.say('pos', [POSITION], 'log-2');
    world.last.fail();
    world.pass(FIRST_WAIT_MS);
    expect(world.sources).toHaveLength(2);
    expect(world.last.url).toBe('/api/v1/stream?after=log-2');
  });

  it('does not ask for an id from before a reset', () => {
    const world = new FakeWorld();
    listen(world, 'old-9');
    expect(world.last.url).toBe('/api/v1/stream?after=old-9');
    world.last.say('reset', {});
    world.last.fail();
    world.pass(FIRST_WAIT_MS);
    expect(world.last.url).toBe('/api/v1/stream');
  });

  it('waits longer after each failure, with a limit, and starts short again after a word', () => {
    const world = new FakeWorld();
    listen(world);
    const waits: number[] = [];
    for (let failure = 0; failure < 8; failure++) {
      const before = world.sources.length;
      world.last.fail();
      let waited = 0;
      while (world.sources.length === before) {
        world.pass(500);
        waited += 500;
      }
      waits.push(waited);
    }
    expect(waits).toEqual([1000, 2000, 4000, 8000, 16_000, LONGEST_WAIT_MS, LONGEST_WAIT_MS, LONGEST_WAIT_MS]);
    world.last.say('hb', { serverTime: '2026-11-23T01:42:00Z' });
    world.last.fail();
    const before = world.sources.length;
    world.pass(FIRST_WAIT_MS);
    expect(world.sources).toHaveLength(before + 1);
  });

  it('gives a silent line up although the browser has not noticed', () => {
    const world = new FakeWorld();
    const { links } = listen(world);
    world.last.onopen?.(new Event('open'));
    world.pass(SILENCE_MS - 1);
    expect(world.sources).toHaveLength(1);
    world.pass(1 + FIRST_WAIT_MS);
    expect(world.sources[0]?.isClosed).toBe(true);
    expect(world.sources).toHaveLength(2);
    expect(links).toEqual([true, false]);
  });

  it('goes on after an event that it does not understand', () => {
    const world = new FakeWorld();
    const { events } = listen(world);
    world.last.say('pos', 'no json');
    world.last.say('pos', [[1, 2, 3]]);
    world.last.say('pos', [[...POSITION.slice(0, 5), 9, 5000, 1000]]);
    world.last.say('pos', [POSITION], 'log-3');
    expect(events.map(({ kind }) => kind)).toEqual(['positions']);
  });

  it('hears nothing more from a source that it has left, and opens none after closing', () => {
    const world = new FakeWorld();
    const { events, close } = listen(world);
    const old = world.last;
    old.fail();
    world.pass(FIRST_WAIT_MS);
    old.say('pos', [POSITION], 'log-8');
    expect(events).toEqual([]);
    world.last.fail();
    close();
    world.pass(LONGEST_WAIT_MS * 2);
    expect(world.sources).toHaveLength(2);
  });
});

/** Some tabs of one browser: a channel that all hear but the speaker, and a lock that passes on when its holder leaves. */
class FakeBrowser {
  readonly #channels = new Set<{ onmessage: ((event: MessageEvent) => void) | null }>();
  readonly #waiting: { lead: () => () => void; signal: AbortSignal }[] = [];
  #isHeld = false;

  share(world: FakeWorld): SharedWorld {
    const channels = this.#channels;
    const channel = {
      onmessage: null as ((event: MessageEvent) => void) | null,
      postMessage: (data: unknown) => {
        for (const other of channels) if (other !== channel) other.onmessage?.(new MessageEvent('message', { data: structuredClone(data) }));
      },
      close: () => void channels.delete(channel),
    };
    channels.add(channel);
    return {
      open: (url) => world.open(url),
      later: (run, afterMs) => world.later(run, afterMs),
      random: () => world.random(),
      channel,
      lead: (lead, signal) => {
        this.#waiting.push({ lead, signal });
        this.#next();
      },
    };
  }

  #next(): void {
    if (this.#isHeld) return;
    const next = this.#waiting.shift();
    if (next === undefined) return;
    if (next.signal.aborted) {
      this.#next();
      return;
    }
    this.#isHeld = true;
    const stop = next.lead();
    next.signal.addEventListener('abort', () => {
      stop();
      this.#isHeld = false;
      this.#next();
    });
  }
}

describe('openSharedStream', () => {
  const tab = (browser: FakeBrowser, world: FakeWorld) => {
    const events: LiveEvent[] = [];
    const close = openSharedStream({ onEvent: (event) => events.push(event), onLink: () => undefined }, browser.share(world));
    return { events, close };
  };

  it('opens one connection for all tabs and tells each of them everything', () => {
    const [browser, world] = [new FakeBrowser(), new FakeWorld()];
    const [first, second] = [tab(browser, world), tab(browser, world)];
    world.last.say('snapshot', snapshot, 'log-1');
    world.last.say('pos', [[...POSITION.slice(0, 6), 6000, 1000]], 'log-2');
    expect(world.sources).toHaveLength(1);
    expect(second.events).toEqual(first.events);
    expect(second.events).toHaveLength(2);
  });

  it('gives a tab that comes later the fleet of now', () => {
    const [browser, world] = [new FakeBrowser(), new FakeWorld()];
    tab(browser, world);
    world.last.say('snapshot', snapshot, 'log-1');
    const late = tab(browser, world);
    expect(late.events).toMatchObject([{ kind: 'snapshot', positions: [{ vehicleId: 7, fixTimeMs: 5000 }] }]);
    expect(world.sources).toHaveLength(1);
  });

  it('lets another tab take over where the first one stopped', () => {
    const [browser, world] = [new FakeBrowser(), new FakeWorld()];
    const first = tab(browser, world);
    const second = tab(browser, world);
    world.last.say('snapshot', snapshot, 'log-1');
    world.last.say('pos', [[...POSITION.slice(0, 6), 6000, 1000]], 'log-5');
    first.close();
    expect(world.sources).toHaveLength(2);
    expect(world.sources[0]?.isClosed).toBe(true);
    expect(world.last.url).toBe('/api/v1/stream?after=log-5');
    world.last.say('pos', [[...POSITION.slice(0, 6), 7000, 1000]], 'log-6');
    expect(second.events).toHaveLength(3);
    expect(first.events).toHaveLength(2);
  });
});
