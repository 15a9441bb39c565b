import { beforeEach, describe, expect, it } from 'vitest';
import { ActivityDesk, type DevUser } from '../../dev/activity-desk';
import { decodeDuties, decodePackageDetail, decodePackagePage, decodeUpdate } from './activities';
import { decodeCalendar, decodeCompliance } from './compliance';
import { DecodeError } from './decode';
import { decodeHome } from './home';
import { decodeOpdProgress, decodeProgress } from './progress';

const TODAY = '2026-11-23';
const NOW = Date.parse('2026-11-23T01:42:00Z');
const LEADER: DevUser = { role: 'leader', opdId: undefined, displayName: 'Bupati' };
const OPERATOR: DevUser = { role: 'opd-operator', opdId: 2, displayName: 'Operator Dinas Kesehatan' };

let desk: ActivityDesk;
beforeEach(() => {
  desk = new ActivityDesk(TODAY, () => NOW);
});

function get(path: string, user: DevUser, query = ''): unknown {
  const request = { method: 'GET', path, query: new URLSearchParams(query), body: undefined, key: undefined, language: 'id' };
  return desk.answer(request, user)?.json;
}

/** The pretended collector speaks the contract; so the pages and it cannot drift apart unseen. */
describe('answers of the collector', () => {
  it('reads every answer that a page asks for', () => {
    expect(decodeHome(get('/home', LEADER), 'home').mostBehind.length).toBeGreaterThan(0);
    expect(decodeProgress(get('/progress', LEADER), 'progress').opds).toHaveLength(59);
    expect(decodeOpdProgress(get('/opds/8/progress', LEADER), 'opd').curve.plan.length).toBeGreaterThan(10);
    expect(decodeCompliance(get('/compliance', LEADER), 'compliance').opds).toHaveLength(59);
    expect(decodeCalendar(get('/compliance/calendar', LEADER, 'opdId=8'), 'calendar')[0]?.days).toHaveLength(35);
    const page = decodePackagePage(get('/packages', LEADER, 'limit=40'), 'packages');
    expect(page).toMatchObject({ nextCursor: '40' });
    expect(decodePackageDetail(get(`/packages/${page.items[0]?.id}`, LEADER), 'package').updates.length).toBeGreaterThan(0);
    expect(decodeDuties(get('/duties', OPERATOR), 'duties')).toMatchObject({ date: TODAY, doneCount: 0 });
  });

  it('reads moments as milliseconds and leaves absent fields undefined', () => {
    const update = { id: 1, date: TODAY, at: '2026-11-23T01:42:00Z', version: 1, kind: 'nihil', physicalPct: 41, financialRp: 0, byName: 'A', byRole: 'opd-operator' };
    expect(decodeUpdate(update, 'update')).toMatchObject({ atMs: NOW, note: undefined, supersededBy: undefined });
  });

  it('names the place of what is wrong', () => {
    const home = get('/home', LEADER) as { mostBehind: { physicalPct: unknown }[] };
    const [first] = home.mostBehind;
    if (first !== undefined) first.physicalPct = 'banyak';
    expect(() => decodeHome(home, 'home')).toThrow(/home\.mostBehind\[0\]\.physicalPct: expected a number, got "banyak"/);
    expect(() => decodeCompliance(undefined, '/compliance')).toThrow(DecodeError);
    expect(() => decodeCompliance({ ...(get('/compliance', LEADER) as object), date: '2026-02-30' }, 'c')).toThrow(/c\.date: expected a day/);
  });
});
