import { describe, expect, it } from 'vitest';
import { Outbox, PARCEL_LIMIT, UNDO_MS, findParcel } from './outbox';
import { type OutboxStore, createMemoryStore } from './outbox-store';
import type { Parcel, SendOutcome, Task } from './task';

const DAY = '2026-11-23';
const nihil = (...packageIds: number[]): Task => ({ kind: 'nihil', date: DAY, packageIds });
const progress = (packageId: number, physicalPct: number): Task => ({
  kind: 'update',
  packageId,
  update: { date: DAY, kind: 'progress', physicalPct },
});

/** A collector that answers as scripted, then stores; it remembers what it got. */
function desk(answers: SendOutcome[] = [], store: OutboxStore = createMemoryStore()) {
  const got: Parcel[] = [];
  const news: string[] = [];
  const clock = { ms: 1_000_000 };
  let keys = 0;
  const open = () =>
    new Outbox({
      userId: 7,
      store,
      send: async (parcel) => {
        got.push(parcel);
        return answers.shift() ?? { kind: 'stored' };
      },
      nowMs: () => clock.ms,
      shownNowMs: () => clock.ms,
      newKey: () => `key-${++keys}`,
      random: () => 1,
      onNews: (parcel, outcome) => news.push(`${parcel.key} ${outcome.kind}`),
    });
  return { outbox: open(), open, got, news, clock, store };
}

const NOT_UNDOABLE = { undoable: false };

describe('outbox', () => {
  it('keeps a report on disk until the collector has stored it, and then forgets it', async () => {
    const { outbox, store, news } = desk();
    await outbox.add(progress(1, 41.5), NOT_UNDOABLE);
    expect(await store.listParcels(7)).toHaveLength(1);
    await outbox.sendDue();
    expect(await store.listParcels(7)).toHaveLength(0);
    expect(outbox.getView()).toMatchObject({ parcels: [], sending: false, storedAtMs: 1_000_000 });
    expect(news).toEqual(['key-1 stored']);
  });

  it('sends the same key again when the answer was lost, also after the browser was closed', async () => {
    const { outbox, open, got, clock } = desk([{ kind: 'later' }]);
    await outbox.add(progress(1, 41.5), NOT_UNDOABLE);
    await outbox.sendDue();
    const reopened = open();
    await reopened.load();
    clock.ms += 600_000;
    await reopened.sendDue();
    expect(got.map((parcel) => parcel.key)).toEqual(['key-1', 'key-1']);
    expect(reopened.getView().parcels).toEqual([]);
  });

  it('waits longer after each failure, up to five minutes, and stops at the first failure of a round', async () => {
    const { outbox, got, clock } = desk(Array.from({ length: 12 }, () => ({ kind: 'later' }) as const));
    await outbox.add(progress(1, 10), NOT_UNDOABLE);
    await outbox.add(progress(2, 20), NOT_UNDOABLE);
    const pauses: number[] = [];
    for (let round = 0; round < 9; round++) {
      await outbox.sendDue('retry-now');
      const first = findParcel(outbox.getView().parcels, 1, DAY);
      if (first?.phase.kind === 'waiting') pauses.push(first.phase.notBeforeMs - clock.ms);
    }
    expect(got.every((parcel) => parcel.key === 'key-1')).toBe(true);
    expect(pauses).toEqual([4_000, 8_000, 16_000, 32_000, 64_000, 128_000, 256_000, 300_000, 300_000]);
  });

  it('gives time to undo, and what was undone never leaves', async () => {
    const { outbox, got, clock } = desk();
    const parcel = await outbox.add(nihil(1, 2, 3), { undoable: true });
    await outbox.sendDue('retry-now');
    expect(got).toEqual([]);
    expect(outbox.nextDueMs()).toBe(clock.ms + UNDO_MS);
    await outbox.remove(parcel?.key ?? '');
    clock.ms += UNDO_MS;
    await outbox.sendDue();
    expect(got).toEqual([]);
  });

  it('sends at once when the page is left, although the time to undo still runs', async () => {
    const { outbox, got } = desk();
    await outbox.add(nihil(1), { undoable: true });
    await outbox.sendDue('leaving');
    expect(got).toHaveLength(1);
  });

  it('lets a newer report of the same activity and day replace a waiting one, and leaves other days alone', async () => {
    const { outbox } = desk();
    await outbox.add(progress(1, 41), NOT_UNDOABLE);
    await outbox.add({ kind: 'update', packageId: 1, update: { date: '2026-11-20', kind: 'nihil' } }, NOT_UNDOABLE);
    await outbox.add(progress(1, 43), NOT_UNDOABLE);
    expect(outbox.getView().parcels.map((parcel) => parcel.key)).toEqual(['key-2', 'key-3']);
  });

  it('takes an activity out of a waiting nihil, under a new key, when its progress is reported', async () => {
    const { outbox, store } = desk();
    await outbox.add(nihil(1, 2, 3), { undoable: true });
    await outbox.add(progress(2, 50), NOT_UNDOABLE);
    const tasks = outbox.getView().parcels.map(({ key, task }) => [key, task.kind === 'nihil' ? task.packageIds : 'update']);
    expect(tasks).toEqual([
      ['key-2', [1, 3]],
      ['key-3', 'update'],
    ]);
    expect((await store.listParcels(7)).map((parcel) => parcel.key).sort()).toEqual(['key-2', 'key-3']);
  });

  it('keeps both sides of a conflict until a person chooses, and never sends it again by itself', async () => {
    const { outbox, got, news, clock } = desk([{ kind: 'conflict', message: 'Sudah ada laporan 15.12' }]);
    await outbox.add(progress(1, 43), NOT_UNDOABLE);
    await outbox.sendDue();
    clock.ms += 3_600_000;
    await outbox.sendDue('retry-now');
    expect(got).toHaveLength(1);
    expect(news).toEqual(['key-1 conflict']);
    expect(outbox.getView().parcels[0]).toMatchObject({
      task: { update: { physicalPct: 43 } },
      phase: { kind: 'conflict', message: 'Sudah ada laporan 15.12' },
    });
  });

  it('goes on with the next parcel when one is refused', async () => {
    const refusal = { kind: 'refused', message: 'Bukan OPD Anda', fields: [] } as const;
    const { outbox, got } = desk([refusal]);
    await outbox.add(progress(1, 43), NOT_UNDOABLE);
    await outbox.add(progress(2, 44), NOT_UNDOABLE);
    await outbox.sendDue();
    expect(got).toHaveLength(2);
    expect(outbox.getView().parcels.map((parcel) => parcel.phase)).toEqual([refusal]);
  });

  it('refuses a report beyond its limit instead of dropping an old one', async () => {
    const { outbox } = desk();
    for (let id = 0; id < PARCEL_LIMIT; id++) await outbox.add(progress(id, 1), NOT_UNDOABLE);
    expect(await outbox.add(progress(PARCEL_LIMIT, 1), NOT_UNDOABLE)).toBeUndefined();
    expect(await outbox.add(progress(1, 2), NOT_UNDOABLE)).toBeDefined();
    expect(outbox.getView().parcels).toHaveLength(PARCEL_LIMIT);
  });

  it('shows one person the parcels of that person only', async () => {
    const { store, open } = desk();
    await store.putParcel({
      key: 'other',
      userId: 8,
      madeAtMs: 1,
      task: nihil(9),
      phase: { kind: 'waiting', notBeforeMs: 0, attempts: 0 },
    });
    const mine = open();
    await mine.load();
    expect(mine.getView().parcels).toEqual([]);
  });
});
