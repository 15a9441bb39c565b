import { describe, expect, it } from 'vitest';
import type { Home } from '../../api/home';
import { createFormats } from '../../format/formats';
import type { Translate } from '../../i18n/language';
import { ID } from '../../i18n/id';
import { fillIn } from '../../i18n/messages';
import { partOfDay, reportSentence } from './report-sentence';

const formats = createFormats('id', { timeZone: 'Asia/Makassar', zoneAbbreviation: 'WITA' });
const t: Translate<'home'> = (key, values) => fillIn(ID.home[key], values);
const MORNING = Date.parse('2026-11-23T01:42:00Z');

const home = (missing: Home['compliance']['missing'], isCutOffPassed = false): Home => ({
  date: '2026-11-23',
  asOfMs: MORNING,
  compliance: { reportedCount: 55 - missing.length, totalCount: 55, cutOff: '17:00', isCutOffPassed, missing },
  sinceYesterday: {
    finished: [],
    becameLate: [],
    started: [],
    physicalPct: 0,
    physicalChangePts: 0,
    plannedPct: 0,
    deviationPts: 0,
    financialChangeRp: 0,
    obstaclesOpened: 0,
  },
  mostBehind: [],
});

describe('the sentence for WhatsApp', () => {
  it('greets, says how many are complete, and asks the others by name', () => {
    const text = reportSentence(
      home([
        { opdId: 1, name: 'Dinas Pertanian', missedDays: 2, state: 'none' },
        { opdId: 2, name: 'Dinas Perhubungan', missedDays: 0, state: 'partial' },
        { opdId: 3, name: 'Inspektorat Daerah', missedDays: 0, state: 'none' },
      ]),
      MORNING,
      formats,
      t,
    );
    expect(text.replaceAll('\u00a0', ' ').split('\n')).toEqual([
      'Selamat pagi, Bapak/Ibu.',
      'Per 09.42 WITA, Senin, 23 November 2026: 52 dari 55 OPD sudah melengkapi laporan harian.',
      '',
      'Mohon berkenan melengkapi laporan hari ini sebelum pukul 17.00 WITA:',
      '1. Dinas Pertanian (hari ke-3)',
      '2. Dinas Perhubungan (baru sebagian)',
      '3. Inspektorat Daerah',
      '',
      'Terima kasih atas kerja samanya.',
    ]);
  });

  it('thanks when nobody is missing, and does not ask for the impossible after the cut-off', () => {
    expect(reportSentence(home([]), MORNING, formats, t)).toMatch(/Semua OPD sudah lengkap\. Terima kasih/);
    const late = reportSentence(home([{ opdId: 1, name: 'A', missedDays: 0, state: 'none' }], true), MORNING, formats, t);
    expect(late).toContain('sudah lewat');
    expect(late).not.toContain('sebelum pukul');
  });

  it('greets by the hour of the region', () => {
    const at = (time: string) => partOfDay(Date.parse(`2026-11-23T${time}+08:00`), 'Asia/Makassar');
    expect([at('10:59'), at('11:00'), at('15:00'), at('18:30')]).toEqual(['morning', 'noon', 'afternoon', 'evening']);
  });
});
