import { addDays, weekdayOf } from '../src/format/days.ts';
import { DEV_OPDS, type DevOpd, KECAMATAN } from './opds.ts';

/**
 * The activity side of the development server: invented packages, reports and progress that hang together, kept in memory, so
 * that the pages can be built and looked at without a collector. The shapes are those of the collector's API.
 */

interface Update {
  id: number;
  date: string;
  at: string;
  version: number;
  kind: 'nihil' | 'progress';
  physicalPct: number;
  financialRp: number;
  note?: string;
  state?: string;
  byName: string;
  byRole: string;
  correctionReason?: string;
  supersededBy?: number;
}

interface Work {
  readonly id: number;
  readonly opd: DevOpd;
  readonly name: string;
  readonly subActivityCode: string;
  readonly subActivityName: string;
  readonly kind: string;
  readonly paguRp: number;
  readonly funding: string;
  readonly priority: boolean;
  readonly cadence: 'daily' | 'weekly' | 'monthly';
  readonly startDate: string;
  readonly endDate: string;
  readonly lagPts: number;
  readonly contractor: string | undefined;
  readonly location: { lat: number; lon: number; desa: string; kecamatan: string } | undefined;
  readonly updates: Update[];
  readonly obstacles: { code: string; text: string; helpFrom?: string; since: string; dueDate?: string; open: boolean }[];
  physicalPct: number;
  financialRp: number;
  state: string;
}

export interface DevUser {
  readonly role: string;
  readonly opdId: number | undefined;
  readonly displayName: string;
}

export interface DevAnswer {
  readonly status: number;
  readonly json?: unknown;
}

const TEMPLATES: readonly (readonly [kind: string, name: string, sub: string, code: string, medianRp: number])[] = [
  ['construction', 'Rehabilitasi ruas jalan {place}', 'Rehabilitasi Jalan', '1.03.10.2.01.0011', 2.4e9],
  ['construction', 'Jembatan {place}', 'Pembangunan Jembatan', '1.03.10.2.01.0020', 6.5e9],
  ['construction', 'Saluran irigasi {place}', 'Rehabilitasi Jaringan Irigasi', '1.03.02.2.02.0014', 1.1e9],
  ['construction', 'Rehabilitasi gedung {place}', 'Rehabilitasi Sarana dan Prasarana', '1.01.02.2.01.0024', 9e8],
  ['construction', 'Jaringan air bersih {place}', 'Pembangunan SPAM', '1.03.03.2.01.0007', 1.4e9],
  ['construction', 'Drainase {place}', 'Pembangunan Sistem Drainase', '1.03.06.2.01.0004', 7e8],
  ['goods', 'Pengadaan peralatan {short}', 'Pengadaan Peralatan dan Mesin', '1.02.02.2.01.0014', 4.2e8],
  ['goods', 'Pengadaan bahan {short}', 'Penyediaan Bahan Pendukung', '1.02.02.2.01.0023', 2.8e8],
  ['services', 'Sosialisasi program {place}', 'Sosialisasi dan Penyuluhan', '2.07.03.2.01.0003', 1.2e8],
  ['services', 'Pelatihan kelompok {place}', 'Peningkatan Kapasitas', '2.17.06.2.01.0002', 1.6e8],
  ['consultancy', 'Perencanaan teknis {place}', 'Penyusunan Dokumen Perencanaan', '5.01.02.2.03.0001', 1.9e8],
  ['self-managed', 'Penyediaan jasa kantor {short}', 'Penunjang Urusan Pemerintahan', '1.01.01.2.08.0002', 6.4e7],
  ['self-managed', 'Bantuan warga {place}', 'Penyaluran Bantuan Sosial', '1.06.05.2.01.0010', 3.2e8],
];

const NOTES: readonly string[] = [
  'Pengecoran lantai dua selesai, rangka atap mulai dipasang.',
  'Penghamparan lapis pondasi 320 meter.',
  'Barang tahap dua diterima dan diperiksa.',
  'Peserta hari ini 42 orang, materi selesai.',
  'Pemasangan pipa 180 meter, uji tekan besok.',
  'Verifikasi berkas penerima di tiga desa.',
];

const CODES: readonly (readonly [code: string, id: string, en: string])[] = [
  ['budget-document', 'DPA atau anggaran', 'Budget document'],
  ['tender', 'Tender gagal, ulang, atau sanggah', 'Tender failed, repeated or contested'],
  ['contract-execution', 'Pelaksanaan kontrak', 'Contract execution'],
  ['payment', 'Penerbitan SP2D atau pencairan', 'Payment order or disbursement'],
  ['land', 'Lahan', 'Land'],
  ['weather', 'Cuaca atau bencana', 'Weather or disaster'],
  ['material-labour', 'Material atau tenaga kerja', 'Material or labour'],
  ['design-change', 'Perubahan desain', 'Change of design'],
  ['revised-budget', 'Menunggu APBD Perubahan', 'Waiting for the revised budget'],
  ['official-change', 'Pergantian pejabat', 'Change of officials'],
  ['other', 'Lainnya', 'Other'],
];

const DAY_MS = 86_400_000;

export class ActivityDesk {
  readonly #today: string;
  readonly #works: Work[];
  readonly #answers = new Map<string, { readonly body: string; readonly answer: DevAnswer }>();
  readonly #reminders = new Map<number, { at: string; byName: string }[]>();
  readonly #now: () => number;
  #nextUpdateId = 100_000;

  constructor(today: string, now: () => number) {
    this.#now = now;
    this.#today = today;
    this.#works = makeWorks(today);
  }

  /** Answers one request of the activity side, or undefined when the path is not one of its own. */
  answer(
    request: {
      readonly method: string;
      readonly path: string;
      readonly query: URLSearchParams;
      readonly body: unknown;
      readonly key: string | undefined;
      readonly language: string;
    },
    user: DevUser,
  ): DevAnswer | undefined {
    const { method, path, query, body, key } = request;
    if (method === 'POST' && key !== undefined) {
      const text = JSON.stringify([path, body]);
      const known = this.#answers.get(key);
      if (known !== undefined) return known.body === text ? known.answer : problem(422, 'key-reused', 'Kunci sudah dipakai.');
      const answer = this.#write(path, body, user);
      if (answer !== undefined) this.#answers.set(key, { body: text, answer });
      return answer;
    }
    if (method === 'POST') return this.#write(path, body, user);
    return this.#read(path, query, user, request.language);
  }

  /** Where work is going on, for invented visits. */
  places() {
    return this.#works
      .filter((work) => work.state === 'running' && work.location !== undefined)
      .map((work) => ({ id: work.id, name: work.name, opdId: work.opd.id, opdName: work.opd.name }));
  }

  /** What is behind and has not been seen: every third of it. */
  unvisited(user: DevUser) {
    const behind = this.#works
      .map((work) => this.#json(work))
      .filter((work) => work.band !== 'on-track' && work.id % 3 === 0 && (user.opdId === undefined || work.opdId === user.opdId))
      .sort((a, b) => a.deviationPts - b.deviationPts);
    const brief = ({ id, name, opdId, opdName, band, deviationPts, paguRp }: (typeof behind)[number]) => ({ packageId: id, name, opdId, opdName, band, deviationPts, paguRp });
    return {
      unvisited: behind.slice(0, 12).map((work, index) => ({ ...brief(work), ...(index % 3 === 1 ? { lastVisit: '2026-10-02T02:10:00Z' } : {}) })),
      toVerify: behind.slice(0, 1).map(({ id, name, opdId, opdName }) => ({ packageId: id, name, opdId, opdName, date: this.#today, fromPct: 31, toPct: 58 })),
    };
  }

  #read(path: string, query: URLSearchParams, user: DevUser, language: string): DevAnswer | undefined {
    const detail = /^\/packages\/(\d+)$/.exec(path);
    const opd = /^\/opds\/(\d+)\/progress$/.exec(path);
    if (path === '/opds') return ok({ items: DEV_OPDS.map((o) => ({ ...o, validFrom: '2021-01-01' })) });
    if (path === '/packages') return ok(this.#packages(query, user));
    if (detail !== null) {
      const work = this.#works.find((w) => w.id === Number(detail[1]));
      return work === undefined ? problem(404, 'not-found', 'Kegiatan tidak ditemukan.') : ok(this.#detail(work));
    }
    if (path === '/duties') return ok(this.#duties(user));
    if (path === '/obstacle-codes')
      return ok({ items: CODES.map(([code, id, en]) => ({ code, name: language.startsWith('en') ? en : id })) });
    if (path === '/compliance/calendar') return ok(this.#calendar(query));
    if (path === '/compliance') return ok(this.#compliance(query.get('date') ?? this.#today));
    if (path === '/progress') return ok(this.#progress());
    if (opd !== null) {
      const works = this.#works.filter((w) => w.opd.id === Number(opd[1]));
      const first = works[0];
      return first === undefined
        ? problem(404, 'not-found', 'OPD tidak ditemukan.')
        : ok({ ...this.#opdProgress(first.opd), curve: this.#curve(works) });
    }
    if (path === '/home') return ok(this.#home(user));
    return undefined;
  }

  #write(path: string, body: unknown, user: DevUser): DevAnswer | undefined {
    const update = /^\/packages\/(\d+)\/updates$/.exec(path);
    const fields = (body ?? {}) as Record<string, unknown>;
    if (update !== null) return this.#report(Number(update[1]), fields, user);
    if (path === '/duties/nihil') {
      const wanted = fields['packageIds'] as number[] | undefined;
      for (const work of this.#dueOf(user.opdId ?? 0)) {
        if (wanted !== undefined && !wanted.includes(work.id)) continue;
        if (this.#todayOf(work) === undefined) this.#store(work, { kind: 'nihil', date: this.#today }, user);
      }
      const { doneCount, dueCount } = this.#duties(user);
      return ok({ doneCount, dueCount });
    }
    if (path === '/reminders') {
      const ids = (fields['opdIds'] as number[] | undefined) ?? [];
      for (const id of ids) {
        const list = this.#reminders.get(id) ?? [];
        list.unshift({ at: new Date(this.#now()).toISOString(), byName: user.displayName });
        this.#reminders.set(id, list);
      }
      return { status: 201, json: { count: ids.length } };
    }
    return undefined;
  }

  #report(id: number, fields: Record<string, unknown>, user: DevUser): DevAnswer {
    const work = this.#works.find((w) => w.id === id);
    if (work === undefined) return problem(404, 'not-found', 'Kegiatan tidak ditemukan.');
    if (work.opd.id !== user.opdId) return problem(403, 'other-opd', 'Kegiatan ini milik OPD lain.');
    const pct = fields['physicalPct'];
    if (typeof pct === 'number' && (pct < 0 || pct > 100))
      return problem(422, 'invalid', 'Ada isian yang belum benar.', [
        { field: 'physicalPct', code: 'range', message: 'Isi antara 0 dan 100.' },
      ]);
    const before = this.#todayOf(work);
    const falls = typeof pct === 'number' && pct < work.physicalPct;
    if ((before !== undefined || falls) && fields['correctionReason'] === undefined)
      return problem(409, 'needs-correction-reason', 'Sudah ada laporan untuk hari itu. Tulis alasan koreksi.');
    return { status: 201, json: this.#store(work, fields, user) };
  }

  #store(work: Work, fields: Record<string, unknown>, user: DevUser): Update {
    const before = this.#todayOf(work);
    const update: Update = {
      id: this.#nextUpdateId++,
      date: String(fields['date']),
      at: new Date(this.#now()).toISOString(),
      version: (before?.version ?? 0) + 1,
      kind: fields['kind'] === 'nihil' ? 'nihil' : 'progress',
      physicalPct: typeof fields['physicalPct'] === 'number' ? fields['physicalPct'] : work.physicalPct,
      financialRp: typeof fields['financialRp'] === 'number' ? fields['financialRp'] : work.financialRp,
      byName: user.displayName,
      byRole: user.role,
      ...(typeof fields['note'] === 'string' ? { note: fields['note'] } : {}),
      ...(typeof fields['state'] === 'string' ? { state: fields['state'] } : {}),
      ...(typeof fields['correctionReason'] === 'string' ? { correctionReason: fields['correctionReason'] } : {}),
    };
    if (before !== undefined) before.supersededBy = update.id;
    work.updates.unshift(update);
    work.physicalPct = update.physicalPct;
    work.financialRp = update.financialRp;
    if (update.state !== undefined) work.state = update.state;
    const obstacle = fields['obstacle'] as Record<string, string> | undefined;
    if (obstacle?.['code'] !== undefined) {
      work.obstacles.unshift({
        code: obstacle['code'],
        text: obstacle['text'] ?? '',
        since: this.#today,
        open: true,
        ...(obstacle['helpFrom'] === undefined ? {} : { helpFrom: obstacle['helpFrom'] }),
        ...(obstacle['dueDate'] === undefined ? {} : { dueDate: obstacle['dueDate'] }),
      });
    }
    return update;
  }

  #todayOf(work: Work): Update | undefined {
    return work.updates.find((u) => u.date === this.#today && u.supersededBy === undefined);
  }

  #dueOf(opdId: number): Work[] {
    return this.#works.filter((w) => w.opd.id === opdId && w.state === 'running' && w.cadence === 'daily');
  }

  #json(work: Work) {
    const plannedPct = round(planAt(work, this.#today));
    const deviationPts = round(work.physicalPct - plannedPct);
    const band = bandOf(plannedPct, deviationPts);
    const last = work.updates[0];
    return {
      id: work.id,
      opdId: work.opd.id,
      opdName: work.opd.name,
      subActivityCode: work.subActivityCode,
      subActivityName: work.subActivityName,
      name: work.name,
      kind: work.kind,
      state: work.state,
      stage: work.state === 'planned' ? (work.id % 3 === 0 ? 'procurement' : 'planning') : work.state,
      flags: band === 'critical' ? ['late', 'critical'] : [],
      priority: work.priority,
      paguRp: work.paguRp,
      funding: work.funding,
      plannedPct,
      physicalPct: round(work.physicalPct),
      deviationPts,
      band,
      financialRp: work.financialRp,
      financialPct: round((work.financialRp / work.paguRp) * 100),
      cadence: work.cadence,
      startDate: work.startDate,
      endDate: work.endDate,
      ...(last === undefined
        ? {}
        : { lastUpdate: { date: last.date, at: last.at, kind: last.kind, ...(last.note ? { note: last.note } : {}) } }),
      ...(work.location === undefined ? {} : { location: work.location }),
    };
  }

  #detail(work: Work) {
    return {
      ...this.#json(work),
      officer: `PPTK ${work.opd.shortName}`,
      ...(work.contractor === undefined
        ? {}
        : { contractor: work.contractor, contractRp: Math.round((work.paguRp * 0.94) / 1e5) * 1e5 }),
      curve: this.#curve([work]),
      updates: work.updates,
      obstacles: work.obstacles,
    };
  }

  #packages(query: URLSearchParams, user: DevUser) {
    const opdId = query.get('opdId');
    const words = (query.get('q') ?? '').toLowerCase();
    const start = Number(query.get('cursor') ?? 0);
    const limit = Number(query.get('limit') ?? 50);
    const found = this.#works
      .filter((w) => opdId === null || w.opd.id === Number(opdId))
      .filter((w) => user.opdId === undefined || w.opd.id === user.opdId)
      .map((w) => this.#json(w))
      .filter((p) => query.get('state') === null || p.state === query.get('state'))
      .filter((p) => query.get('band') === null || p.band === query.get('band'))
      .filter((p) => words === '' || `${p.name} ${p.opdName}`.toLowerCase().includes(words))
      .sort((a, b) => a.deviationPts - b.deviationPts);
    const end = start + limit;
    return { items: found.slice(start, end), ...(end < found.length ? { nextCursor: String(end) } : {}) };
  }

  #duties(user: DevUser) {
    const works = this.#works.filter((w) => w.opd.id === user.opdId && w.state !== 'finished');
    const due = this.#dueOf(user.opdId ?? 0);
    const done = due.filter((w) => this.#todayOf(w) !== undefined);
    return {
      date: this.#today,
      workingDay: true,
      cutOff: '17:00',
      dueCount: due.length,
      doneCount: done.length,
      reminders: this.#reminders.get(user.opdId ?? 0) ?? [],
      items: works.map((work) => {
        const today = this.#todayOf(work);
        const previous = work.updates.find((u) => u.date < this.#today);
        return {
          ...this.#json(work),
          due: due.includes(work),
          done: today !== undefined,
          ...(today === undefined ? {} : { today }),
          ...(previous === undefined
            ? {}
            : {
                previous: {
                  date: previous.date,
                  physicalPct: previous.physicalPct,
                  financialRp: previous.financialRp,
                  ...(previous.note ? { note: previous.note } : {}),
                },
              }),
        };
      }),
    };
  }

  #todayState(opd: DevOpd): { state: string; doneCount: number; dueCount: number } {
    const due = this.#dueOf(opd.id);
    const done = due.filter((w) => this.#todayOf(w) !== undefined).length;
    const state = due.length === 0 ? 'not-due' : done === due.length ? 'complete' : done > 0 ? 'partial' : 'none';
    return { state, doneCount: done, dueCount: due.length };
  }

  #missedDays(opd: DevOpd): number {
    let missed = 0;
    for (let day = addDays(this.#today, -1); missed < 10; day = addDays(day, -1)) {
      const state = pastState(opd, day, this.#today);
      if (state === 'holiday' || state === 'not-due') continue;
      if (state !== 'missing') break;
      missed++;
    }
    return missed;
  }

  #compliance(date: string) {
    const opds = DEV_OPDS.map((opd) => {
      const base = { opdId: opd.id, name: opd.name, shortName: opd.shortName, kind: opd.kind };
      if (date !== this.#today) {
        const past = pastState(opd, date, this.#today);
        const dueCount = this.#dueOf(opd.id).length;
        const state =
          past === 'complete' || past === 'late' ? 'complete' : past === 'partial' ? 'partial' : past === 'missing' ? 'none' : 'not-due';
        const doneCount = state === 'complete' ? dueCount : state === 'partial' ? Math.ceil(dueCount / 2) : 0;
        return { ...base, state, doneCount, dueCount: state === 'not-due' ? 0 : dueCount, missedDays: 0 };
      }
      const last = this.#works
        .filter((w) => w.opd.id === opd.id)
        .flatMap((w) => w.updates.slice(0, 1))
        .map((u) => u.at)
        .sort()
        .at(-1);
      return {
        ...base,
        ...this.#todayState(opd),
        missedDays: this.#missedDays(opd),
        ...(last === undefined ? {} : { lastReportAt: last }),
      };
    });
    const owing = opds.filter((o) => o.state !== 'not-due');
    return {
      date,
      workingDay: weekdayOf(date) <= 5,
      cutOff: '17:00',
      cutOffPassed: date < this.#today,
      reportedCount: owing.filter((o) => o.state === 'complete').length,
      totalCount: owing.length,
      opds,
    };
  }

  #calendar(query: URLSearchParams) {
    const from = query.get('from') ?? addDays(this.#today, -34);
    const to = query.get('to') ?? this.#today;
    const only = query.get('opdId');
    return {
      opds: DEV_OPDS.filter((opd) => only === null || opd.id === Number(only)).map((opd) => {
        const days: { date: string; state: string }[] = [];
        for (let date = from; date <= to; date = addDays(date, 1)) days.push({ date, state: this.#dayState(opd, date) });
        return { opdId: opd.id, days };
      }),
    };
  }

  #dayState(opd: DevOpd, date: string): string {
    if (date < this.#today) return pastState(opd, date, this.#today);
    const { state } = this.#todayState(opd);
    return state === 'none' ? 'missing' : state;
  }

  #sums(works: readonly Work[]) {
    const pagu = works.reduce((sum, w) => sum + w.paguRp, 0);
    const weigh = (value: (w: Work) => number) => works.reduce((sum, w) => sum + w.paguRp * value(w), 0) / Math.max(1, pagu);
    const physicalPct = round(weigh((w) => w.physicalPct));
    const plannedPct = round(weigh((w) => planAt(w, this.#today)));
    const financialRp = works.reduce((sum, w) => sum + w.financialRp, 0);
    const count = (state: string) => works.filter((w) => w.state === state).length;
    return {
      packageCount: works.length,
      paguRp: pagu,
      physicalPct,
      plannedPct,
      deviationPts: round(physicalPct - plannedPct),
      financialRp,
      financialPct: round((financialRp / Math.max(1, pagu)) * 100),
      states: { planned: count('planned'), running: count('running'), finished: count('finished') },
    };
  }

  #opdProgress(opd: DevOpd) {
    const works = this.#works.filter((w) => w.opd.id === opd.id);
    const sums = this.#sums(works);
    const reports14: string[] = [];
    for (let date = addDays(this.#today, -13); date <= this.#today; date = addDays(date, 1)) reports14.push(this.#dayState(opd, date));
    return {
      opdId: opd.id,
      name: opd.name,
      shortName: opd.shortName,
      kind: opd.kind,
      ...sums,
      band: bandOf(sums.plannedPct, sums.deviationPts),
      criticalCount: works.filter((w) => this.#json(w).band === 'critical').length,
      reports14,
    };
  }

  #progress() {
    const opds = DEV_OPDS.map((opd) => this.#opdProgress(opd));
    const bands = this.#works.map((w) => this.#json(w).band);
    const sorted = opds.map((o) => o.physicalPct).sort((a, b) => a - b);
    return {
      date: this.#today,
      ...this.#sums(this.#works),
      medianPhysicalPct: sorted[Math.floor(sorted.length / 2)],
      bands: {
        onTrack: bands.filter((b) => b === 'on-track').length,
        watch: bands.filter((b) => b === 'watch').length,
        critical: bands.filter((b) => b === 'critical').length,
      },
      curve: this.#curve(this.#works),
      opds,
    };
  }

  #curve(works: readonly Work[]) {
    const year = this.#today.slice(0, 4);
    const pagu = works.reduce((sum, w) => sum + w.paguRp, 0);
    const plan = [{ date: `${year}-01-01`, pct: 0 }];
    for (let date = `${year}-01-07`; date <= `${year}-12-31`; date = addDays(date, date === `${year}-12-30` ? 1 : 7)) {
      plan.push({ date, pct: round(works.reduce((sum, w) => sum + w.paguRp * planAt(w, date), 0) / pagu) });
    }
    const actual: { date: string; pct: number }[] = [];
    for (let date = `${year}-01-07`; date < this.#today; date = addDays(date, 7)) {
      const pct = works.reduce((sum, w) => sum + w.paguRp * actualAt(w, date, this.#today), 0) / pagu;
      actual.push({ date, pct: round(pct) });
    }
    actual.push({ date: this.#today, pct: round(works.reduce((sum, w) => sum + w.paguRp * w.physicalPct, 0) / pagu) });
    return { plan, actual };
  }

  #home(user: DevUser) {
    const compliance = this.#compliance(this.#today);
    const mine = (opdId: number) => user.role !== 'opd-head' || opdId === user.opdId;
    const works = this.#works.filter((w) => mine(w.opd.id));
    const opds = compliance.opds.filter((o) => mine(o.opdId) && o.state !== 'not-due');
    const sums = this.#sums(works);
    const named = (w: Work) => ({ packageId: w.id, name: w.name, opdName: w.opd.name });
    const behind = works
      .filter((w) => w.state === 'running' && (user.role === 'opd-head' || w.paguRp > 2e8))
      .map((w) => this.#json(w))
      .sort((a, b) => a.deviationPts - b.deviationPts);
    const pick = (state: string, count: number) => works.filter((w) => w.state === state).slice(0, count).map(named);
    return {
      date: this.#today,
      asOf: new Date(this.#now()).toISOString(),
      compliance: {
        reportedCount: opds.filter((o) => o.state === 'complete').length,
        totalCount: opds.length,
        cutOff: '17:00',
        cutOffPassed: false,
        missing: opds
          .filter((o) => o.state !== 'complete')
          .sort((a, b) => b.missedDays - a.missedDays)
          .map(({ opdId, name, missedDays, state }) => ({ opdId, name, missedDays, state })),
      },
      sinceYesterday: {
        finished: pick('finished', 3),
        becameLate: behind.slice(3, 5).map((p) => ({ packageId: p.id, name: p.name, opdName: p.opdName })),
        started: pick('running', 1),
        physicalPct: sums.physicalPct,
        physicalChangePts: 0.3,
        plannedPct: sums.plannedPct,
        deviationPts: sums.deviationPts,
        financialChangeRp: 2_347_500_000,
        obstaclesOpened: 4,
      },
      mostBehind: behind.slice(0, 10),
    };
  }
}

function makeWorks(today: string): Work[] {
  const random = generator(20_261_123);
  const works: Work[] = [];
  const year = today.slice(0, 4);
  const day = (monthIndex: number, dayOfMonth: number) =>
    new Date(Date.UTC(Number(year), monthIndex, dayOfMonth)).toISOString().slice(0, 10);
  for (const opd of DEV_OPDS) {
    const count = opd.kind === 'kecamatan' ? 6 : ['PUPR', 'Dikbud', 'Dikes'].includes(opd.shortName) ? 24 : 12;
    for (let n = 0; n < count; n++) {
      const choice = templatesOf(opd);
      const template = choice[Math.floor(random() * choice.length)];
      if (template === undefined) continue;
      const [kind, pattern, subActivityName, code, medianRp] = template;
      const kecamatan = KECAMATAN[Math.floor(random() * KECAMATAN.length)] ?? 'Selong';
      const place = `${kecamatan}${random() < 0.25 ? ' tahap II' : ''}`;
      const paguRp = Math.round((medianRp * Math.exp((random() - 0.5) * 2.2)) / 1e5) * 1e5;
      const startMonth = Math.floor(random() * 11);
      const length = 3 + Math.floor(random() * 9);
      const weak = opd.shortName === 'PUPR' ? 16 : opd.id % 9 === 1 ? 6 : 0;
      const lagPts = random() < 0.05 ? 11 + random() * 14 : random() * 5.5 - 2.2 + weak * random();
      const physical = kind === 'construction';
      const work: Work = {
        id: works.length + 1,
        opd,
        name: pattern.replace('{place}', place).replace('{short}', opd.shortName),
        subActivityCode: code,
        subActivityName,
        kind,
        paguRp,
        funding: ['DAU', 'DAK Fisik', 'PAD', 'DBH'][Math.floor(random() * 4)] ?? 'DAU',
        priority: random() < 0.1,
        cadence: physical || random() < 0.25 ? 'daily' : random() < 0.5 ? 'weekly' : 'monthly',
        startDate: day(startMonth, 5 + Math.floor(random() * 20)),
        endDate: day(Math.min(11, startMonth + length), startMonth + length > 11 ? 28 : 20),
        lagPts,
        contractor: physical ? `CV ${['Karya', 'Mitra', 'Bina', 'Sinar'][works.length % 4]} ${kecamatan}` : undefined,
        location: physical
          ? { lat: -8.9 + random() * 0.6, lon: 116.4 + random() * 0.3, desa: kecamatan, kecamatan }
          : undefined,
        updates: [],
        obstacles: [],
        physicalPct: 0,
        financialRp: 0,
        state: 'planned',
      };
      settle(work, today, random);
      works.push(work);
    }
  }
  return works;
}

/** Roads belong to public works, rice fields to agriculture: what an agency of this kind would really do. */
function templatesOf(opd: DevOpd): typeof TEMPLATES {
  const named = (...starts: string[]) => TEMPLATES.filter(([, name]) => starts.some((start) => name.startsWith(start)));
  const office = named('Pengadaan peralatan', 'Sosialisasi', 'Pelatihan', 'Penyediaan jasa', 'Perencanaan', 'Pengadaan bahan');
  if (opd.shortName === 'PUPR') return named('Rehabilitasi ruas', 'Jembatan', 'Saluran', 'Drainase', 'Perencanaan');
  if (opd.shortName === 'Perkim') return named('Drainase', 'Jaringan', 'Bantuan', 'Perencanaan', 'Rehabilitasi gedung');
  if (['Dikbud', 'Dikes'].includes(opd.shortName) || opd.kind === 'rsud') return [...named('Rehabilitasi gedung'), ...office];
  if (opd.shortName === 'Distan') return [...named('Saluran', 'Bantuan'), ...office];
  if (['Dinsos', 'BPBD'].includes(opd.shortName)) return [...named('Bantuan'), ...office];
  return opd.kind === 'kecamatan' ? named('Sosialisasi', 'Pelatihan', 'Penyediaan jasa', 'Bantuan') : office;
}

/** Gives a work its state of today and the reports that led to it. */
function settle(work: Work, today: string, random: () => number): void {
  const planned = planAt(work, today);
  const pct = planned <= 0 ? 0 : Math.max(0, planned - work.lagPts);
  work.physicalPct = round(pct >= 98.5 ? 100 : Math.min(pct, 98));
  work.state = work.physicalPct >= 100 ? 'finished' : work.physicalPct > 0 ? 'running' : 'planned';
  const paid = work.state === 'finished' ? 1 : Math.min(1, (work.physicalPct / 100) * (0.45 + random() * 0.55));
  work.financialRp = Math.round((work.paguRp * paid) / 1e5) * 1e5;
  if (work.state === 'planned') return;
  for (let back = 0; back < 24; back++) {
    const date = addDays(today, -back);
    if (weekdayOf(date) > 5) continue;
    const isToday = back === 0;
    if (isToday && !reportsToday(work, random)) continue;
    if (!isToday && pastState(work.opd, date, today) === 'missing') continue;
    const nihil = random() < 0.6;
    const note = NOTES[Math.floor(random() * NOTES.length)];
    work.updates.push({
      id: work.id * 100 + back,
      date,
      at: new Date(Date.parse(`${date}T00:30:00Z`) + Math.floor(random() * 62) * 60_000 * (isToday ? 1 : 6)).toISOString(),
      version: 1,
      kind: nihil ? 'nihil' : 'progress',
      physicalPct: round(actualAt(work, date, today)),
      financialRp: Math.round((work.financialRp * (1 - back * 0.004)) / 1e5) * 1e5,
      byName: `Operator ${work.opd.shortName}`,
      byRole: 'opd-operator',
      ...(nihil || note === undefined ? {} : { note }),
    });
  }
  const corrected = work.updates[2];
  if (work.id % 5 === 0 && corrected !== undefined) {
    work.updates.splice(3, 0, { ...corrected, id: corrected.id + 50, physicalPct: 100, supersededBy: corrected.id });
    work.updates[2] = { ...corrected, version: 2, correctionReason: 'Salah ketik: 100 seharusnya angka ini.' };
  }
  if (work.lagPts > 10) {
    const [code] = CODES[Math.floor(random() * CODES.length)] ?? ['other'];
    work.obstacles.push({
      code,
      text: 'Material dari luar pulau tertahan di pelabuhan, tiba paling cepat pekan depan.',
      helpFrom: random() < 0.5 ? 'Sekretaris Daerah' : 'Dinas PUPR',
      since: addDays(today, -9),
      dueDate: addDays(today, 12),
      open: true,
    });
  }
}

/** Some agencies have not reported today, and a few only half. */
function reportsToday(work: Work, random: () => number): boolean {
  if (work.opd.shortName === 'Dikes') return false;
  if ([28, 30, 45, 52, 38].includes(work.opd.id)) return false;
  if ([9, 20, 33].includes(work.opd.id)) return random() < 0.5;
  return true;
}

function pastState(opd: DevOpd, date: string, today: string): string {
  if (weekdayOf(date) > 5) return 'holiday';
  const quietSince = addDays(today, opd.id === 28 ? -4 : -2);
  if ([28, 45].includes(opd.id) && date >= quietSince) return 'missing';
  const dice = generator(opd.id * 7919 + Date.parse(`${date}T00:00:00Z`) / DAY_MS)();
  const weak = opd.id % 9 === 1 ? 0.12 : 0.02;
  if (dice < weak) return 'missing';
  if (dice < weak + 0.05) return 'partial';
  if (dice < weak + 0.14) return 'late';
  return 'complete';
}

function planAt(work: Work, date: string): number {
  const at = (day: string) => Date.parse(`${day}T00:00:00Z`);
  const share = (at(date) - at(work.startDate)) / (at(work.endDate) - at(work.startDate));
  if (share <= 0) return 0;
  if (share >= 1) return 100;
  const logistic = (x: number) => 1 / (1 + Math.exp(-9 * (x - 0.52)));
  return ((logistic(share) - logistic(0)) / (logistic(1) - logistic(0))) * 100;
}

/** The way to today's value: the plan, later by what the work lags behind today. */
function actualAt(work: Work, date: string, today: string): number {
  const planToday = planAt(work, today);
  if (planToday <= 0) return 0;
  return Math.min(work.physicalPct, (planAt(work, date) * work.physicalPct) / planToday);
}

function bandOf(plannedPct: number, deviationPts: number): string {
  const [watch, critical] = plannedPct <= 70 ? [-5, -10] : [-2.5, -5];
  return deviationPts < critical ? 'critical' : deviationPts <= watch ? 'watch' : 'on-track';
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

/** mulberry32: the same figures at every start. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

function ok(json: unknown): DevAnswer {
  return { status: 200, json };
}

function problem(status: number, code: string, detail: string, errors?: readonly object[]): DevAnswer {
  return { status, json: { type: 'about:blank', title: code, status, detail, code, ...(errors === undefined ? {} : { errors }) } };
}
