import { expect, it } from 'vitest';
import type { Update } from '../../api/activities';
import { entriesOf } from './updates';

const update = (id: number, date: string, change: Partial<Update> = {}): Update => ({
  id,
  date,
  atMs: 0,
  version: 1,
  kind: 'nihil',
  physicalPct: 41,
  financialRp: 0,
  note: undefined,
  state: undefined,
  byName: 'Operator',
  byRole: 'opd-operator',
  correctionReason: undefined,
  supersededBy: undefined,
  ...change,
});

it('draws quiet days together, but never hides progress, a note or a correction', () => {
  const updates = [
    update(6, '2026-11-25'),
    update(5, '2026-11-24'),
    update(4, '2026-11-23', { kind: 'progress' }),
    update(3, '2026-11-20', { version: 2, correctionReason: 'Salah ketik' }),
    update(2, '2026-11-20', { supersededBy: 3 }),
    update(1, '2026-11-19'),
  ];
  const drawn = entriesOf(updates).map((entry) => (entry.kind === 'quiet' ? `${entry.count} × nihil since ${entry.first}` : entry.update.id));
  expect(drawn).toEqual(['2 × nihil since 2026-11-24', 4, 3, 2, '1 × nihil since 2026-11-19']);
});
