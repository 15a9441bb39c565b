import { describe, expect, it } from 'vitest';
import type { OpdProgress } from '../../api/progress';
import { groupOf, reportRate, sortOpds } from './sort-opds';

const opd = (name: string, change: Partial<OpdProgress>): OpdProgress => ({
  opdId: 1,
  name,
  shortName: name,
  kind: 'dinas',
  packageCount: 1,
  paguRp: 1,
  physicalPct: 50,
  plannedPct: 50,
  deviationPts: 0,
  band: 'on-track',
  financialRp: 0,
  financialPct: 0,
  states: { planned: 0, running: 1, finished: 0 },
  criticalCount: 0,
  reports14: [],
  ...change,
});

describe('ranking of agencies', () => {
  it('puts the furthest behind first and breaks ties by name', () => {
    const opds = [opd('B', { deviationPts: -2 }), opd('A', { deviationPts: -2 }), opd('C', { deviationPts: -21 })];
    expect(sortOpds(opds, 'deviation', 'ascending').map(({ name }) => name)).toEqual(['C', 'A', 'B']);
    expect(sortOpds(opds, 'deviation', 'descending').map(({ name }) => name)).toEqual(['A', 'B', 'C']);
  });

  it('counts a late report as kept and a day off as nothing', () => {
    expect(reportRate(['complete', 'late', 'partial', 'missing', 'holiday', 'not-due'])).toEqual({ complete: 2, due: 4 });
    const opds = [opd('owes nothing', {}), opd('half', { reports14: ['complete', 'missing'] })];
    expect(sortOpds(opds, 'reports14', 'ascending').map(({ name }) => name)).toEqual(['half', 'owes nothing']);
  });

  it('never mixes kecamatan and departments', () => {
    expect(groupOf('kecamatan')).toBe('kecamatan');
    expect(groupOf('rsud')).toBe('rsud');
    expect(groupOf('sekretariat')).toBe('agencies');
  });
});
