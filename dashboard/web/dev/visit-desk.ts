import type { DevAnswer, DevUser } from './activity-desk.ts';

interface DevVisit {
  readonly id: number;
  readonly packageId: number;
  readonly opdId: number;
  readonly date: string;
  readonly level: string;
  readonly arrive: string;
  state: string;
  decision: object | undefined;
  readonly [field: string]: unknown;
}

const REASONS: Readonly<Record<string, readonly string[]>> = {
  strong: ['near', 'long-stay', 'same-opd', 'behind'],
  medium: ['close', 'some-stay', 'same-opd'],
  weak: ['within-reach', 'short-stay', 'other-opd'],
  excluded: ['own-office', 'near', 'long-stay', 'same-opd'],
};

/** Invented visits of every kind for the pretended collector. */
export class VisitDesk {
  readonly #visits: readonly DevVisit[];
  readonly #now: () => number;

  constructor(packages: readonly { id: number; name: string; opdId: number; opdName: string }[], now: () => number) {
    this.#now = now;
    this.#visits = packages.slice(0, 40).map((work, index) => makeVisit(work, index, now()));
  }

  answer(method: string, path: string, query: URLSearchParams, body: unknown, user: DevUser): DevAnswer | undefined {
    const mine = this.#visits.filter((visit) => user.opdId === undefined || visit.opdId === user.opdId);
    const decision = /^\/visits\/(\d+)\/decisions$/.exec(path);
    if (method === 'POST') return decision === null ? undefined : this.#decide(Number(decision[1]), body, user);
    if (path === '/visits') return ok({ items: mine.filter((visit) => isShown(visit, query.get('show') ?? 'to-confirm')).map(json) });
    const ofPackage = /^\/packages\/(\d+)\/visits$/.exec(path);
    if (ofPackage !== null) {
      const items = mine.filter((visit) => visit.packageId === Number(ofPackage[1])).map(json);
      const counted = items.filter((visit) => visit.counts);
      return ok({
        ...(counted[0] === undefined ? {} : { lastVisit: counted[0].arrive }),
        visitCount: counted.length,
        monthCount: counted.length,
        monthStayS: counted.length * 2520,
        items,
      });
    }
    const ofDay = /^\/vehicles\/(\d+)\/days\/([0-9-]+)\/visits$/.exec(path);
    if (ofDay !== null) return ok({ items: mine.filter((visit) => visit.date === ofDay[2]).slice(0, 2).map(json) });
    return undefined;
  }

  summary(user: DevUser, unvisited: number): DevAnswer {
    const mine = this.#visits.filter((visit) => user.opdId === undefined || visit.opdId === user.opdId);
    const counted = mine.filter((visit) => json(visit).counts);
    return ok({
      from: '2026-11-23',
      to: '2026-11-23',
      visitCount: counted.length,
      packageCount: counted.length,
      vehicleCount: Math.min(17, counted.length),
      toConfirmCount: mine.filter((visit) => isShown(visit, 'to-confirm')).length,
      unvisitedCount: unvisited,
      toVerifyCount: 1,
    });
  }

  #decide(id: number, body: unknown, user: DevUser): DevAnswer {
    const visit = this.#visits.find((each) => each.id === id);
    const { decision, reason } = body as { decision: string; reason?: string };
    if (visit === undefined) return { status: 404, json: { status: 404, code: 'no-such-visit', detail: 'Kunjungan ini tidak ada.' } };
    visit.state = decision;
    visit.decision = {
      decision,
      ...(reason === undefined ? {} : { reason }),
      authorName: user.displayName,
      authorRole: user.role,
      at: new Date(this.#now()).toISOString(),
    };
    return { status: 201, json: json(visit) };
  }
}

function isShown(visit: DevVisit, show: string): boolean {
  if (show === 'to-confirm') return visit.state === 'automatic' && (visit.level === 'strong' || visit.level === 'medium');
  return show === visit.state || (visit.state === 'automatic' && show === visit.level);
}

function json(visit: DevVisit) {
  const counts = visit.state === 'confirmed' || (visit.state === 'automatic' && (visit.level === 'strong' || visit.level === 'medium'));
  const { decision, ...rest } = visit;
  return { ...rest, counts, ...(decision === undefined ? {} : { decision }) };
}

function makeVisit(work: { id: number; name: string; opdId: number; opdName: string }, index: number, nowMs: number): DevVisit {
  const level = ['strong', 'medium', 'strong', 'weak', 'excluded', 'strong'][index % 6] ?? 'strong';
  const arriveMs = nowMs - (index * 5 + 1) * 3_600_000 - 2_520_000;
  const state = index % 7 === 2 ? 'confirmed' : index % 11 === 7 ? 'rejected' : 'automatic';
  return {
    id: index + 1,
    packageId: work.id,
    packageName: work.name,
    opdId: work.opdId,
    opdName: work.opdName,
    vehicle: { id: 8 + (index % 20), name: `Pikap Lapangan ${String(index + 1).padStart(2, '0')}`, plate: `DR ${1200 + index * 7} L` },
    vehicleOpdId: work.opdId,
    vehicleOpdName: work.opdName,
    date: new Date(arriveMs + 8 * 3_600_000).toISOString().slice(0, 10),
    arrive: new Date(arriveMs).toISOString(),
    ...(index === 1 ? {} : { leave: new Date(arriveMs + 2_520_000).toISOString() }),
    stayS: 2520 - index * 40,
    distanceM: (index * 13) % 140,
    lat: -8.65,
    lon: 116.53,
    slowTravel: index % 9 === 5,
    level,
    reasons: REASONS[level] ?? [],
    shared: index % 8 === 3 ? 1 : 0,
    state,
    matched: true,
    reportedNihil: index % 10 === 0,
    decision:
      state === 'automatic'
        ? undefined
        : {
            decision: state,
            ...(state === 'rejected' ? { reason: 'Hanya mengantar berkas ke kantor desa' } : {}),
            authorName: 'Kepala Dinas',
            authorRole: 'opd-head',
            at: new Date(arriveMs + 9_000_000).toISOString(),
          },
  };
}

function ok(json_: unknown): DevAnswer {
  return { status: 200, json: json_ };
}
