import { describe, expect, it } from 'vitest';
import type { Duties, Duty, Update } from '../../api/activities';
import type { Parcel } from '../../outbox/task';
import { lastPhrases, minutesUntil, rollForward, viewOfDay } from './day-of-duties';

const DAY = '2026-11-23';
const UPDATE: Update = {
  id: 1,
  date: DAY,
  atMs: 0,
  version: 1,
  kind: 'progress',
  physicalPct: 43,
  financialRp: 5,
  note: 'Pengecoran.',
  state: undefined,
  byName: 'Operator',
  byRole: 'opd-operator',
  correctionReason: undefined,
  supersededBy: undefined,
};
const duty = (id: number, change: Partial<Duty> = {}): Duty => ({
  id,
  opdId: 2,
  opdName: 'Dinas Kesehatan',
  subActivityCode: '',
  subActivityName: '',
  name: `Kegiatan ${id}`,
  kind: 'construction',
  state: 'running',
  stage: 'running',
  flags: [],
  isPriority: false,
  paguRp: 100,
  funding: undefined,
  plannedPct: 50,
  physicalPct: 41,
  deviationPts: -9,
  band: 'watch',
  financialRp: 5,
  financialPct: 5,
  cadence: 'daily',
  startDate: undefined,
  endDate: undefined,
  lastUpdate: undefined,
  location: undefined,
  isDue: true,
  isDone: false,
  today: undefined,
  previous: { date: '2026-11-20', physicalPct: 41, financialRp: 5, note: 'Lama.' },
  ...change,
});
const duties = (...items: Duty[]): Duties => ({
  date: DAY,
  isWorkingDay: true,
  cutOff: '17:00',
  dueCount: items.length,
  doneCount: 0,
  reminders: [],
  items,
});
const parcel = (packageIds: readonly number[], phase: Parcel['phase']): Parcel => ({
  key: 'k',
  userId: 7,
  madeAtMs: 1,
  task: { kind: 'nihil', date: DAY, packageIds },
  phase,
});
const WAITING = { kind: 'waiting', notBeforeMs: 0, attempts: 0 } as const;

describe('the day of an operator', () => {
  it('counts what is kept on the phone as done, but not as stored', () => {
    const view = viewOfDay(duties(duty(1, { isDone: true, today: UPDATE }), duty(2), duty(3)), [parcel([2], WAITING)]);
    expect(view.open.map((each) => each.duty.id)).toEqual([3]);
    expect(view).toMatchObject({ dueCount: 3, doneCount: 2, isStored: false });
    expect(viewOfDay(duties(duty(1, { isDone: true })), []).isStored).toBe(true);
  });

  it('sets apart what the collector refused, and counts it as not done', () => {
    const view = viewOfDay(duties(duty(1)), [parcel([1], { kind: 'conflict', message: 'x' })]);
    expect(view.attention).toHaveLength(1);
    expect(view).toMatchObject({ open: [], doneCount: 0, isStored: false });
  });

  it('ignores parcels of another day, and lets activities be reported that are not due', () => {
    const other = { ...parcel([1], WAITING), task: { kind: 'nihil', date: '2026-11-20', packageIds: [1] } } as const;
    const view = viewOfDay(duties(duty(1), duty(2, { isDue: false })), [other]);
    expect(view.open.map((each) => each.duty.id)).toEqual([1]);
    expect(view.optional.map((each) => each.duty.id)).toEqual([2]);
    expect(view.dueCount).toBe(1);
  });

  it('goes on with yesterday’s list on a morning without signal', () => {
    const rolled = rollForward(duties(duty(1, { isDone: true, today: UPDATE })), '2026-11-24');
    expect(rolled).toMatchObject({ date: '2026-11-24', doneCount: 0 });
    expect(rolled.items[0]).toMatchObject({ isDone: false, today: undefined, previous: { physicalPct: 43 } });
    const todays = duties(duty(1));
    expect(rollForward(todays, DAY)).toBe(todays);
  });

  it('knows how long the day still is', () => {
    expect(minutesUntil('17:00', '15.40')).toBe(80);
    expect(minutesUntil('17:00', '17.05')).toBe(-5);
  });

  it('offers the last sentences once each', () => {
    expect(lastPhrases(duties(duty(1, { today: UPDATE }), duty(2)), 5)).toEqual(['Pengecoran.', 'Lama.']);
  });
});
