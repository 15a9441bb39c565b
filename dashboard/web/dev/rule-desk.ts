import type { DevAnswer, DevUser } from './activity-desk.ts';

interface Setting {
  readonly name: string;
  value: number;
  readonly delivered: number;
  readonly least: number;
  readonly most: number;
}

const set = (name: string, delivered: number, least: number, most: number): Setting => ({ name, value: delivered, delivered, least, most });
const ON_CALL = ['ambulance', 'fire-engine'];
const RULES = [
  { rule: 'overspeed', severity: 'medium', settings: [set('limitKmh', 80, 30, 200), set('shortestS', 20, 5, 600)], exemptKinds: ON_CALL },
  { rule: 'outside-regency', severity: 'low', settings: [set('shortestMin', 15, 5, 1440)], exemptKinds: ON_CALL },
  { rule: 'outside-hours', severity: 'low', settings: [set('graceMin', 60, 0, 240), set('shortestMin', 20, 1, 600)], exemptKinds: [...ON_CALL, 'waste-truck', 'bus'] },
  { rule: 'long-idling', severity: 'low', settings: [set('shortestMin', 30, 5, 600)], exemptKinds: [...ON_CALL, 'waste-truck'] },
  { rule: 'tow', severity: 'high', settings: [], exemptKinds: [] },
  { rule: 'panic', severity: 'high', settings: [], exemptKinds: [] },
  { rule: 'power-cut', severity: 'medium', settings: [set('shortestMin', 10, 1, 1440)], exemptKinds: [] },
  { rule: 'device-silent', severity: 'medium', settings: [set('silentH', 24, 1, 720)], exemptKinds: [] },
  {
    rule: 'device-unhealthy',
    severity: 'low',
    settings: [set('hottestC', 80, 50, 110), set('leastFreeMb', 2, 1, 1000), set('noPositionH', 48, 1, 720)],
    exemptKinds: [],
  },
  { rule: 'device-copied', severity: 'high', settings: [], exemptKinds: [] },
  { rule: 'parked-long', severity: 'low', settings: [set('longestDays', 30, 1, 365)], exemptKinds: [] },
];
const DAY_MS = 86_400_000;

/** Rules, quiet hours and permits of the pretended collector. */
export class RuleDesk {
  readonly #now: () => number;
  readonly #permits: Record<string, unknown>[];

  constructor(now: () => number) {
    this.#now = now;
    const at = (days: number) => new Date(now() + days * DAY_MS).toISOString();
    const permit = (id: number, from: number, until: number, rest: object) => ({
      id,
      vehicle: { id: 7 + id, name: `Mobil Dinas ${id}`, plate: `DR ${1200 + id * 7} L` },
      opdId: 8,
      opdName: 'Dinas Pekerjaan Umum dan Penataan Ruang',
      from: at(from),
      until: at(until),
      purpose: 'Rapat koordinasi balai jalan di Mataram',
      letter: `800/2${id}4/SPT/2026`,
      authorName: 'Operator PUPR',
      madeAt: at(from - 1),
      ...rest,
    });
    this.#permits = [
      permit(1, 1.2, 1.9, {}),
      permit(2, -0.1, 0.4, { purpose: 'Meninjau longsor di Sembalun bersama BPBD' }),
      permit(3, -4.1, -3.6, {}),
      permit(4, -6, -5.5, { cancellation: { reason: 'Rapat ditunda', authorName: 'Operator PUPR', at: at(-6) } }),
    ];
  }

  answer(method: string, path: string, body: unknown, user: DevUser): DevAnswer | undefined {
    if (path === '/permits') {
      if (method === 'GET') return ok({ items: user.opdId === undefined || user.opdId === 8 ? this.#permits : [] });
      const { vehicleIds, ...rest } = body as { vehicleIds: readonly number[] };
      const added = vehicleIds.map((id, index) => ({
        ...this.#permits[0],
        ...rest,
        id: this.#permits.length + index + 1,
        vehicle: { id, name: `Mobil Dinas ${id}`, plate: 'DR 1 L' },
        madeAt: new Date(this.#now()).toISOString(),
      }));
      this.#permits.unshift(...added);
      return { status: 201, json: { items: added } };
    }
    if (path === '/alert-rules') return ok({ items: RULES.map(version), quietHours: { from: '22:00', until: '05:00', version: 0 } });
    const one = /^\/alert-rules\/([a-z-]+)\/(versions|preview)$/.exec(path);
    const rule = RULES.find((each) => each.rule === one?.[1]);
    if (one === null || rule === undefined) return undefined;
    if (one[2] === 'preview') return ok(this.#preview());
    return ok({ items: [version(rule)] });
  }

  #preview() {
    const days = Array.from({ length: 7 }, (_, index) => ({
      date: new Date(this.#now() + (index - 7) * DAY_MS).toISOString().slice(0, 10),
      nowCount: [6, 9, 4, 7, 18, 3, 5][index] ?? 0,
      thenCount: [10, 14, 6, 9, 31, 5, 9][index] ?? 0,
    }));
    const sum = (count: (day: (typeof days)[number]) => number) => days.reduce((all, day) => all + count(day), 0);
    return { days, nowCount: sum((day) => day.nowCount), thenCount: sum((day) => day.thenCount) };
  }
}

function version(rule: object): object {
  return { ...rule, version: 0, enabled: true };
}

function ok(json: unknown): DevAnswer {
  return { status: 200, json };
}
