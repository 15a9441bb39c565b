import { describe, expect, it } from 'vitest';
import type { Duty } from '../../api/activities';
import { EMPTY_FIELDS, type EntryFields, NOTE_LIMIT, checkEntry, fieldsOfUpdate, sortByRisk } from './entry-form';

const DAY = '2026-11-23';
const DUTY: Duty = {
  id: 1,
  opdId: 2,
  opdName: 'Dinas Kesehatan',
  subActivityCode: '1.02.02.2.01.0009',
  subActivityName: 'Rehabilitasi Puskesmas',
  name: 'Puskesmas Rarang',
  kind: 'construction',
  state: 'running',
  stage: 'running',
  flags: [],
  isPriority: false,
  paguRp: 1_250_000_000,
  funding: 'DAK Fisik',
  plannedPct: 62,
  physicalPct: 41,
  deviationPts: -21,
  band: 'critical',
  financialRp: 21_600_000,
  financialPct: 1.7,
  cadence: 'daily',
  startDate: undefined,
  endDate: undefined,
  lastUpdate: undefined,
  location: undefined,
  isDue: true,
  isDone: false,
  today: undefined,
  previous: { date: '2026-11-20', physicalPct: 41, financialRp: 21_600_000, note: undefined },
};
const TODAY = {
  id: 9,
  date: DAY,
  atMs: 0,
  version: 1,
  kind: 'progress',
  physicalPct: 43,
  financialRp: 21_600_000,
  note: undefined,
  state: undefined,
  byName: 'Operator',
  byRole: 'opd-operator',
  correctionReason: undefined,
  supersededBy: undefined,
} as const;

const check = (fields: Partial<EntryFields>, duty = DUTY) => checkEntry({ ...EMPTY_FIELDS, ...fields }, duty, DAY);
const kinds = (fields: Partial<EntryFields>, duty = DUTY) =>
  [...check(fields, duty).problems].map(([field, problem]) => `${field}: ${problem.kind}`);

describe('daily entry', () => {
  it('reads a decimal comma and sends only what was said', () => {
    expect(check({ physical: '43,5', note: ' Pengecoran lantai dua. ' }).update).toEqual({
      date: DAY,
      kind: 'progress',
      physicalPct: 43.5,
      note: 'Pengecoran lantai dua.',
    });
  });

  it('refuses an empty report, words for numbers and more than a hundred per cent', () => {
    expect(kinds({})).toEqual(['physical: nothing-said']);
    expect(kinds({ physical: 'hampir' })).toEqual(['physical: physical-not-a-number']);
    expect(kinds({ physical: '101' })).toEqual(['physical: physical-out-of-range']);
    expect(kinds({ note: 'x'.repeat(NOTE_LIMIT + 1) })).toEqual(['note: note-too-long']);
  });

  it('lets progress fall only with a reason', () => {
    expect(kinds({ physical: '38' })).toEqual(['correctionReason: needs-reason']);
    expect(check({ physical: '38', correctionReason: 'Salah ketik' }).update).toMatchObject({
      physicalPct: 38,
      correctionReason: 'Salah ketik',
    });
    expect(kinds({ physical: '38', correctionReason: 'ok' })).toEqual(['correctionReason: reason-too-short']);
    expect(check({ physical: '41' }).isCorrection).toBe(false);
  });

  it('asks for a reason when today is already reported, even when the value rises', () => {
    const reported = { ...DUTY, today: TODAY };
    expect(kinds({ physical: '45' }, reported)).toEqual(['correctionReason: needs-reason']);
    expect(check({ physical: '45', correctionReason: 'Angka sore' }, reported).update).toMatchObject({ physicalPct: 45 });
  });

  it('asks again when a sum is ten times the last one, and once more when the sum changes', () => {
    expect(kinds({ money: '216.000.001' })).toEqual(['money: money-confirm']);
    expect(check({ money: '216.000.001', moneyConfirmed: '216000001' }).update).toMatchObject({
      financialRp: 216_000_001,
      confirmedFinancialRp: 216_000_001,
    });
    expect(kinds({ money: '216.000.002', moneyConfirmed: '216000001' })).toEqual(['money: money-confirm']);
    expect(check({ money: '216.000.000' }).update).toMatchObject({ financialRp: 216_000_000 });
  });

  it('asks about a payment above the ceiling, and refuses what is not a sum', () => {
    expect(kinds({ money: '21.600.000.000' })).toEqual(['money: money-above-pagu']);
    expect(check({ money: '21.600.000.000', moneyConfirmed: '21600000000' }).update).toMatchObject({
      confirmedFinancialRp: 21_600_000_000,
    });
    expect(kinds({ money: '1,5' })).toEqual(['money: money-not-a-number']);
  });

  it('wants both the kind of an obstacle and a sentence', () => {
    expect(kinds({ obstacleText: 'Truk tertahan' })).toEqual(['obstacleCode: obstacle-needs-code']);
    expect(kinds({ obstacleCode: 'weather' })).toEqual(['obstacleText: obstacle-needs-text']);
    expect(check({ obstacleCode: 'weather', obstacleText: 'Banjir', helpFrom: 'BPBD' }).update).toEqual({
      date: DAY,
      kind: 'progress',
      physicalPct: 41,
      obstacle: { code: 'weather', text: 'Banjir', helpFrom: 'BPBD' },
    });
  });

  it('puts what was sent back into the form unchanged', () => {
    const fields = {
      ...EMPTY_FIELDS,
      physical: '100',
      note: 'Selesai dipasang.',
      money: '216000001',
      moneyConfirmed: '216000001',
      finished: 'yes',
      obstacleCode: 'weather',
      obstacleText: 'Banjir',
      helpFrom: 'BPBD',
      obstacleDue: '2026-12-01',
    };
    const { update } = check(fields);
    expect(update && fieldsOfUpdate(update, DUTY)).toEqual(fields);
  });

  it('marks as finished only at a hundred per cent', () => {
    expect(check({ physical: '100', finished: 'yes' }).update).toMatchObject({ state: 'finished' });
    expect(check({ physical: '99', finished: 'yes' }).update).not.toHaveProperty('state');
  });

  it('puts the worst first and what is done last', () => {
    const duty = (id: number, band: Duty['band'], deviationPts: number): Duty => ({ ...DUTY, id, band, deviationPts });
    const duties = [duty(1, 'on-track', 2), duty(2, 'watch', -8), duty(3, 'critical', -12), duty(4, 'critical', -21)];
    expect(sortByRisk(duties, ({ id }) => id === 4).map(({ id }) => id)).toEqual([3, 2, 1, 4]);
  });
});
