import type { IncomingMessage, ServerResponse } from 'node:http';
import type { DevPosition, FleetDesk } from './fleet-desk.ts';

/** The pretended live stream: snapshot, a batch of moving vehicles each second, heartbeats, and resume from a short ring. */
const BATCH_EVERY_MS = 1000;
const HEARTBEAT_EVERY_MS = 10_000;
const RING_MS = 5 * 60_000;

interface Entry {
  readonly n: number;
  readonly atMs: number;
  readonly text: string;
}

export class DevLiveDesk {
  readonly #log = Math.random().toString(36).slice(2, 8);
  readonly #viewers = new Set<ServerResponse>();
  readonly #ring: Entry[] = [];
  readonly #last = new Map<number, number>();
  readonly #fleet: FleetDesk;
  readonly #now: () => number;
  #n = 1;
  #timer: NodeJS.Timeout | undefined;

  constructor(fleet: FleetDesk, now: () => number) {
    this.#fleet = fleet;
    this.#now = now;
  }

  cursor(): string {
    return `${this.#log}-${this.#n}`;
  }

  attach(request: IncomingMessage, response: ServerResponse, after: string | undefined): void {
    response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-cache', 'X-Accel-Buffering': 'no' });
    response.write('retry: 4000\n\n');
    const missed = this.#missedSince(after);
    if (missed === undefined) {
      if (after !== undefined) response.write('event: reset\ndata: {}\n\n');
      const positions = this.#fleet.vehicles.map((vehicle) => wire(this.#fleet.positionAt(vehicle.id, this.#now())));
      const snapshot = { serverTime: new Date(this.#now()).toISOString(), positions };
      response.write(`id: ${this.cursor()}\nevent: snapshot\ndata: ${JSON.stringify(snapshot)}\n\n`);
    } else for (const entry of missed) response.write(entry.text);
    this.#viewers.add(response);
    request.on('close', () => {
      this.#viewers.delete(response);
      if (this.#viewers.size === 0) this.#stop();
    });
    this.#timer ??= this.#start();
  }

  #missedSince(after: string | undefined): readonly Entry[] | undefined {
    const [log, n] = after?.split('-') ?? [];
    if (log !== this.#log || n === undefined) return undefined;
    const oldest = this.#ring[0]?.n ?? this.#n;
    return Number(n) + 1 < oldest ? undefined : this.#ring.filter((entry) => entry.n > Number(n));
  }

  #start(): NodeJS.Timeout {
    let beat = 0;
    return setInterval(() => {
      const changed = this.#fleet.vehicles
        .map((vehicle) => this.#fleet.positionAt(vehicle.id, this.#now()))
        .filter((position) => this.#last.get(position.vehicleId) !== position.fixTimeMs);
      for (const position of changed) this.#last.set(position.vehicleId, position.fixTimeMs);
      if (changed.length > 0) this.#publish('pos', changed.map(wire));
      beat += BATCH_EVERY_MS;
      if (beat % HEARTBEAT_EVERY_MS === 0) this.#toAll(`event: hb\ndata: ${JSON.stringify({ serverTime: new Date(this.#now()).toISOString() })}\n\n`);
    }, BATCH_EVERY_MS);
  }

  #stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  #publish(event: string, data: unknown): void {
    this.#n += 1;
    const text = `id: ${this.cursor()}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
    this.#ring.push({ n: this.#n, atMs: this.#now(), text });
    while ((this.#ring[0]?.atMs ?? 0) < this.#now() - RING_MS) this.#ring.shift();
    this.#toAll(text);
  }

  #toAll(text: string): void {
    for (const viewer of this.#viewers) viewer.write(text);
  }
}

function wire(position: DevPosition): readonly number[] {
  const { vehicleId, lat, lon, speedKmh, courseDeg, state, fixTimeMs, stateSinceMs } = position;
  return [vehicleId, lat, lon, speedKmh, courseDeg, state, fixTimeMs, stateSinceMs];
}
