import type { DevAnswer, DevUser } from './activity-desk.ts';

interface DevAlert {
  readonly id: number;
  readonly rule: string;
  readonly severity: string;
  readonly ofDevice: boolean;
  readonly opdId: number;
  readonly targetAt: string;
  state: string;
  clarified: boolean;
  actions: object[];
  readonly [field: string]: unknown;
}

interface Kind {
  readonly rule: string;
  readonly severity: string;
  readonly details: object;
  readonly times?: number;
  readonly lastsMin?: number;
  readonly place?: string;
}

const KINDS: readonly Kind[] = [
  { rule: 'outside-hours', severity: 'low', details: { minutes: 74, distanceM: 31_200, cause: 'hours' }, times: 2, lastsMin: 130 },
  { rule: 'overspeed', severity: 'medium', details: { speedKmh: 97, limitKmh: 80, seconds: 146 }, times: 3, lastsMin: 12, place: 'Labuhan Haji' },
  { rule: 'device-silent', severity: 'medium', details: { cause: 'silent' } },
  { rule: 'long-idling', severity: 'low', details: { minutes: 52 }, lastsMin: 52, place: 'Kembang Sari, Selong' },
  { rule: 'outside-regency', severity: 'low', details: { minutes: 205 }, lastsMin: 205 },
  { rule: 'panic', severity: 'high', details: {}, lastsMin: 0, place: 'Sembalun Bumbung' },
  { rule: 'outside-hours', severity: 'low', details: { minutes: 41, distanceM: 18_600, cause: 'day-off' }, times: 3, lastsMin: 300 },
  { rule: 'power-cut', severity: 'medium', details: { cause: 'power', minutes: 64 }, lastsMin: 64 },
  { rule: 'device-unhealthy', severity: 'low', details: { temperatureC: 83, noPositionH: 51 } },
  { rule: 'tow', severity: 'high', details: { distanceM: 420 }, lastsMin: 0, place: 'Masbagik Utara' },
  { rule: 'device-copied', severity: 'high', details: { cause: 'journals' } },
  { rule: 'parked-long', severity: 'low', details: { days: 34 } },
];
const OF_DEVICE = ['power-cut', 'device-silent', 'device-unhealthy', 'device-copied'];
const TARGET_H: Readonly<Record<string, number>> = { high: 1, medium: 24, low: 48 };
const HOUR_MS = 3_600_000;

/** Invented alerts of every kind and lane for the pretended collector. */
export class AlertDesk {
  readonly #alerts: readonly DevAlert[];
  readonly #now: () => number;

  constructor(opds: readonly { id: number; name: string }[], now: () => number) {
    this.#now = now;
    this.#alerts = Array.from({ length: 26 }, (_, index) => makeAlert(index, opds[(index * 7 + 1) % opds.length], now()));
  }

  answer(method: string, path: string, query: URLSearchParams, body: unknown, user: DevUser): DevAnswer | undefined {
    if (!path.startsWith('/alerts')) return undefined;
    const mine = this.#alerts.filter(
      (alert) => (user.opdId === undefined || alert.opdId === user.opdId) && (user.role !== 'technician' || alert.ofDevice),
    );
    if (path === '/alerts/summary') return ok(this.#summary(mine));
    if (path === '/alerts') return ok({ items: mine.filter((alert) => isAsked(alert, query)) });
    const one = mine.find((alert) => alert.id === Number(/^\/alerts\/(\d+)/.exec(path)?.[1]));
    if (one === undefined) return { status: 404, json: { status: 404, code: 'no-such-alert', detail: 'Peringatan ini tidak ada.' } };
    if (method === 'POST') act(one, body as Record<string, string>, user, this.#now());
    return { status: method === 'POST' ? 201 : 200, json: one };
  }

  #summary(mine: readonly DevAlert[]) {
    const count = (isIt: (alert: DevAlert) => boolean) => mine.filter(isIt).length;
    return {
      newCount: count(({ state }) => state === 'new'),
      inProgressCount: count(({ state }) => state === 'in-progress'),
      doneCount: count(({ state }) => state === 'done'),
      lateCount: count(({ state, targetAt }) => state === 'new' && Date.parse(targetAt) < this.#now()),
      highCount: count(({ state, severity }) => state !== 'done' && severity === 'high'),
      toClarifyCount: count(({ state, ofDevice, clarified }) => state !== 'done' && !ofDevice && !clarified),
    };
  }
}

function isAsked(alert: DevAlert, query: URLSearchParams): boolean {
  const [show, rule, opdId] = ['show', 'rule', 'opdId'].map((name) => query.get(name));
  return (show === null || alert.state === show) && (rule === null || alert.rule === rule) && (opdId === null || alert.opdId === Number(opdId));
}

function act(alert: DevAlert, deed: Record<string, string>, user: DevUser, nowMs: number): void {
  alert.actions.push({ ...deed, authorName: user.displayName, authorRole: user.role, at: new Date(nowMs).toISOString() });
  if (deed['kind'] === 'clarify') alert.clarified = true;
  else alert.state = deed['kind'] === 'close' ? 'done' : 'in-progress';
}

function makeAlert(index: number, opd: { id: number; name: string } | undefined, nowMs: number): DevAlert {
  const kind = KINDS[index % KINDS.length] ?? KINDS[0];
  if (kind === undefined || opd === undefined) throw new Error('nothing to invent from');
  const { rule, severity, details, times = 1, lastsMin, place } = kind;
  const startMs = nowMs - (index * 2.3 + 0.4) * HOUR_MS - (lastsMin ?? 600) * 60_000;
  const madeMs = nowMs - (index * 2.3 + 0.3) * HOUR_MS;
  const state = index < 9 ? 'new' : index < 16 ? 'in-progress' : 'done';
  const ofDevice = OF_DEVICE.includes(rule);
  const isClarified = !ofDevice && index % 3 === 1;
  const said = (afterMin: number, deed: object, authorName: string, authorRole: string) => ({
    ...deed,
    authorName,
    authorRole,
    at: new Date(madeMs + afterMin * 60_000).toISOString(),
  });
  const actions: object[] = [];
  if (state !== 'new') actions.push(said(9, { kind: 'acknowledge', reason: 'Menelepon pemegang kendaraan' }, 'Operator Command Center', 'cc-operator'));
  if (isClarified) {
    actions.push(said(15, { kind: 'clarify', choice: 'duty-order', letter: '800/214/SPT/2026', reason: 'Mengantar bantuan ke Sembalun' }, `Kepala ${opd.name}`, 'opd-head'));
  }
  if (state === 'done') {
    actions.push(said(22, { kind: 'close', choice: isClarified ? 'explained' : 'followed-up', reason: 'Sudah dibicarakan dengan OPD' }, 'Operator Command Center', 'cc-operator'));
  }
  return {
    id: index + 1,
    rule,
    severity,
    state,
    ofDevice,
    vehicle: {
      id: 8 + (index % 20),
      name: index % 2 === 0 ? 'Mobil Kepala Dinas' : `Pikap Lapangan ${String(index + 1).padStart(2, '0')}`,
      kind: 'car',
      plate: `DR ${1200 + index * 7} L`,
      ...(index % 2 === 0 ? { holder: 'Kepala Dinas' } : {}),
    },
    opdId: opd.id,
    opdName: opd.name,
    date: new Date(startMs + 8 * HOUR_MS).toISOString().slice(0, 10),
    start: new Date(startMs).toISOString(),
    ...(lastsMin === undefined ? {} : { end: new Date(startMs + lastsMin * 60_000).toISOString() }),
    times,
    details,
    ...(place === undefined ? {} : { lat: -8.65, lon: 116.53, place }),
    found: index !== 19,
    madeAt: new Date(madeMs).toISOString(),
    targetAt: new Date(madeMs + (TARGET_H[severity] ?? 48) * HOUR_MS).toISOString(),
    clarifyUntil: new Date(madeMs + 72 * HOUR_MS).toISOString(),
    clarified: isClarified,
    actions,
  };
}

function ok(json: unknown): DevAnswer {
  return { status: 200, json };
}
