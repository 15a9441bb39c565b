import type { OpdKind } from '../../api/compliance';
import type { OpdProgress } from '../../api/progress';

/** Kecamatan have small, even budgets and lead every list; they are never ranked together with the departments. */
export const GROUPS = ['agencies', 'kecamatan', 'rsud'] as const;
export type Group = (typeof GROUPS)[number];

export function groupOf(kind: OpdKind): Group {
  if (kind === 'kecamatan') return 'kecamatan';
  return kind === 'rsud' ? 'rsud' : 'agencies';
}

export const SORT_KEYS = ['deviation', 'opd', 'pagu', 'fisik', 'keuangan', 'reports14', 'critical'] as const;
export type SortKey = (typeof SORT_KEYS)[number];
export type Direction = 'ascending' | 'descending';

/** The direction in which a column is most useful at the first press: the worst or the largest on top. */
export const FIRST_DIRECTION: Readonly<Record<SortKey, Direction>> = {
  deviation: 'ascending',
  opd: 'ascending',
  pagu: 'descending',
  fisik: 'ascending',
  keuangan: 'ascending',
  reports14: 'ascending',
  critical: 'descending',
};

export function sortOpds(opds: readonly OpdProgress[], key: SortKey, direction: Direction): readonly OpdProgress[] {
  const sign = direction === 'ascending' ? 1 : -1;
  return [...opds].sort((a, b) => sign * compare(a, b, key) || a.name.localeCompare(b.name));
}

function compare(a: OpdProgress, b: OpdProgress, key: SortKey): number {
  switch (key) {
    case 'deviation':
      return a.deviationPts - b.deviationPts;
    case 'opd':
      return a.name.localeCompare(b.name);
    case 'pagu':
      return a.paguRp - b.paguRp;
    case 'fisik':
      return a.physicalPct - b.physicalPct;
    case 'keuangan':
      return a.financialPct - b.financialPct;
    case 'reports14':
      return rateOf(a) - rateOf(b);
    case 'critical':
      return a.criticalCount - b.criticalCount;
    default:
      return key satisfies never;
  }
}

export interface ReportRate {
  readonly complete: number;
  readonly due: number;
}

/** Days with a complete report among the days on which something was due. */
export function reportRate(states: OpdProgress['reports14']): ReportRate {
  const due = states.filter((state) => state !== 'holiday' && state !== 'not-due');
  return { due: due.length, complete: due.filter((state) => state === 'complete' || state === 'late').length };
}

/** An agency that owed nothing has kept its word. */
function rateOf(opd: OpdProgress): number {
  const { complete, due } = reportRate(opd.reports14);
  return due === 0 ? 1 : complete / due;
}
