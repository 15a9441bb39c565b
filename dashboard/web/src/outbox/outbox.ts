import type { Day } from '../format/days';
import type { OutboxStore } from './outbox-store';
import { type Parcel, type SendOutcome, type Task, dayOfTask, packagesOf } from './task';

/** A person can undo for this long; only then does a parcel leave. */
export const UNDO_MS = 6_000;
/** More than one OPD can owe in a week without signal. Beyond it a new report is refused and the person told. */
export const PARCEL_LIMIT = 500;
const FIRST_RETRY_MS = 4_000;
const LAST_RETRY_MS = 300_000;

/**
 * `due`: what has waited long enough. `retry-now`: the network is back, so retries do not wait out their pause, but the time to
 * undo runs its course. `leaving`: the page goes away, and with it the chance to undo.
 */
export type Urgency = 'due' | 'retry-now' | 'leaving';

export interface OutboxOptions {
  readonly userId: number;
  readonly store: OutboxStore;
  readonly send: (parcel: Parcel) => Promise<SendOutcome>;
  /** The device's own clock: pauses and the time to undo. The collector's time may jump when it is first heard. */
  readonly nowMs: () => number;
  /** The collector's time: what a person reads. */
  readonly shownNowMs: () => number;
  readonly newKey: () => string;
  /** 0 … 1, spreads the retries of many phones that come back at the same moment. */
  readonly random: () => number;
  /** Told when the collector knows more than this page: it has stored a parcel, or holds another report of that day. */
  readonly onNews: (parcel: Parcel, outcome: SendOutcome) => void;
}

export interface OutboxView {
  readonly parcels: readonly Parcel[];
  readonly sending: boolean;
  /** The newest moment at which the collector has stored one of our parcels. */
  readonly storedAtMs: number | undefined;
}

/**
 * Reports on their way to the collector. A report is on the phone's disk before the screen says so, is deleted only after the
 * collector has stored it, and is never overwritten silently: what the collector already has wins until a person chooses.
 */
export class Outbox {
  readonly #options: OutboxOptions;
  readonly #listeners = new Set<() => void>();
  #view: OutboxView = { parcels: [], sending: false, storedAtMs: undefined };

  constructor(options: OutboxOptions) {
    this.#options = options;
  }

  /** Takes up what an earlier visit left behind. */
  async load(): Promise<void> {
    this.#show({ parcels: await this.#options.store.listParcels(this.#options.userId) });
  }

  readonly getView = (): OutboxView => this.#view;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /**
   * Keeps a report. One that still waits for the same activity and day gives way to it: the person has changed it.
   * Returns undefined when the outbox is full.
   */
  async add(task: Task, options: { readonly undoable: boolean }): Promise<Parcel | undefined> {
    const { store, userId, newKey, nowMs, shownNowMs } = this.#options;
    const before = this.#view.parcels;
    const kept = new Map(before.map((old) => [old.key, withoutPackages(old, task, newKey)]));
    if ([...kept.values()].filter((old) => old !== undefined).length >= PARCEL_LIMIT) return undefined;
    const madeAtMs = shownNowMs();
    const notBeforeMs = nowMs() + (options.undoable ? UNDO_MS : 0);
    const phase = { kind: 'waiting', notBeforeMs, attempts: 0 } as const;
    const parcel: Parcel = { key: newKey(), userId, madeAtMs, task, phase };
    // The new one first: a crash between the two leaves one report too many, which the collector sorts out, never one too few.
    await store.putParcel(parcel);
    for (const old of before) {
      const remains = kept.get(old.key);
      if (remains === old) continue;
      if (remains !== undefined) await store.putParcel(remains);
      await store.deleteParcel(old.key);
    }
    // What was stored at the collector while the disk was written is gone from the view already and stays gone.
    const current = this.#view.parcels.flatMap((old) => {
      const remains = kept.has(old.key) ? kept.get(old.key) : old;
      return remains === undefined ? [] : [remains];
    });
    this.#show({ parcels: [...current, parcel] });
    return parcel;
  }

  /** Takes a parcel back: undo, or a person's choice in a conflict. */
  async remove(key: string): Promise<void> {
    await this.#options.store.deleteParcel(key);
    this.#show({ parcels: this.#view.parcels.filter((parcel) => parcel.key !== key) });
  }

  /** Sends all that is due, oldest first. Stops at the first that finds no collector: the rest would not either. */
  async sendDue(urgency: Urgency = 'due'): Promise<void> {
    if (this.#view.sending) return;
    this.#show({ sending: true });
    try {
      const tried = new Set<string>();
      for (let next = this.#nextDue(tried, urgency); next !== undefined; next = this.#nextDue(tried, urgency)) {
        tried.add(next.key);
        const outcome = await this.#options.send(next);
        await this.#settle(next, outcome);
        if (outcome.kind === 'later') break;
      }
    } finally {
      this.#show({ sending: false });
    }
  }

  /** When the next parcel is due, or undefined when nothing waits. */
  nextDueMs(): number | undefined {
    const due = this.#view.parcels.flatMap((p) => (p.phase.kind === 'waiting' ? [p.phase.notBeforeMs] : []));
    return due.length === 0 ? undefined : Math.min(...due);
  }

  #nextDue(tried: ReadonlySet<string>, urgency: Urgency): Parcel | undefined {
    const now = this.#options.nowMs();
    return this.#view.parcels.find(({ key, phase }) => {
      if (tried.has(key) || phase.kind !== 'waiting') return false;
      if (phase.notBeforeMs <= now || urgency === 'leaving') return true;
      return urgency === 'retry-now' && phase.attempts > 0;
    });
  }

  async #settle(parcel: Parcel, outcome: SendOutcome): Promise<void> {
    // Undone while it was on its way: what came back no longer concerns the outbox, the page will show what is stored.
    const current = this.#view.parcels.find((known) => known.key === parcel.key);
    switch (outcome.kind) {
      case 'stored':
        await this.#options.store.deleteParcel(parcel.key);
        this.#show({
          parcels: this.#view.parcels.filter((known) => known.key !== parcel.key),
          storedAtMs: this.#options.shownNowMs(),
        });
        this.#options.onNews(parcel, outcome);
        return;
      case 'later':
        if (current !== undefined) await this.#replace({ ...parcel, phase: this.#retryOf(parcel) });
        return;
      case 'conflict':
      case 'refused':
        if (current !== undefined) await this.#replace({ ...parcel, phase: outcome });
        if (outcome.kind === 'conflict') this.#options.onNews(parcel, outcome);
        return;
      default:
        outcome satisfies never;
    }
  }

  #retryOf(parcel: Parcel): Parcel['phase'] {
    const attempts = parcel.phase.kind === 'waiting' ? parcel.phase.attempts + 1 : 1;
    const pause = Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** (attempts - 1));
    const spread = pause * (0.5 + this.#options.random() / 2);
    return { kind: 'waiting', notBeforeMs: this.#options.nowMs() + spread, attempts };
  }

  async #replace(parcel: Parcel): Promise<void> {
    await this.#options.store.putParcel(parcel);
    this.#show({ parcels: this.#view.parcels.map((known) => (known.key === parcel.key ? parcel : known)) });
  }

  #show(change: Partial<OutboxView>): void {
    this.#view = { ...this.#view, ...change };
    for (const listener of this.#listeners) listener();
  }
}

/**
 * What remains of a waiting parcel when a newer task speaks for (some of) its activities. A changed parcel gets a new key: the
 * collector may already know the old one.
 */
function withoutPackages(old: Parcel, next: Task, newKey: () => string): Parcel | undefined {
  if (dayOfTask(old.task) !== dayOfTask(next)) return old;
  const spokenFor = new Set(packagesOf(next));
  const rest = packagesOf(old.task).filter((id) => !spokenFor.has(id));
  if (rest.length === packagesOf(old.task).length) return old;
  if (old.task.kind === 'update' || rest.length === 0) return undefined;
  return { ...old, key: newKey(), task: { ...old.task, packageIds: rest } };
}

/** The parcel, if any, that speaks for an activity on a day; the newest when there are several. */
export function findParcel(parcels: readonly Parcel[], packageId: number, date: Day): Parcel | undefined {
  return parcels.findLast(({ task }) => dayOfTask(task) === date && packagesOf(task).includes(packageId));
}
