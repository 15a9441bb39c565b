import { describe, expect, it } from 'vitest';
import { type Alert, type AlertRule, decodeAlert } from '../../api/alerts';
import type { Role, User } from '../../api/session';
import { createFormats } from '../../format/formats';
import { ID } from '../../i18n/id';
import { fillIn } from '../../i18n/messages';
import { deedsOf, mayBeNoted } from './alert-rights';
import { byUrgency, carOf, sentenceOf, whenOf } from './alert-words';

const formats = createFormats('id', { timeZone: 'Asia/Makassar', zoneAbbreviation: 'WITA' });
const t = (key: keyof (typeof ID)['alerts'], values: Record<string, string | number> = {}) => fillIn(ID.alerts[key], values);
const NOW = Date.parse('2026-11-25T04:00:00Z');

function alert(rule: AlertRule, details: object = {}, more: object = {}): Alert {
  return decodeAlert(
    {
      id: 1,
      rule,
      severity: 'low',
      state: 'new',
      ofDevice: rule.startsWith('device') || rule === 'power-cut',
      vehicle: { id: 3, name: 'Mobil 01', plate: 'DR 12 L' },
      opdId: 8,
      opdName: 'PUPR',
      date: '2026-11-25',
      start: '2026-11-25T01:00:00Z',
      end: '2026-11-25T03:00:00Z',
      times: 1,
      details,
      found: true,
      madeAt: '2026-11-25T03:00:00Z',
      targetAt: '2026-11-27T03:00:00Z',
      clarifyUntil: '2026-11-30T16:00:00Z',
      clarified: false,
      actions: [],
      ...more,
    },
    'alert',
  );
}

const say = (one: Alert) => sentenceOf(one, t, formats, NOW);

describe('the sentence of an alert', () => {
  it('indicates and gives the figures', () => {
    expect(say(alert('overspeed', { speedKmh: 97, limitKmh: 80, seconds: 140 }))).toBe(
      `Terindikasi melaju hingga ${formats.speed(97)} selama ${formats.duration(140)}; batas ${formats.speed(80)}.`,
    );
    expect(say(alert('outside-hours', { minutes: 50, distanceM: 20_000, cause: 'hours' }, { times: 2 }))).toContain('di luar jam dinas, 2 perjalanan');
    expect(say(alert('outside-hours', { minutes: 50, distanceM: 20_000, cause: 'holiday', holiday: 'Hari Natal' }))).toContain('pada Hari Natal');
    expect(say(alert('device-unhealthy', { temperatureC: 82, noPositionH: 50 }))).toBe('Pelacak melaporkan: suhu 82 °C; tanpa posisi 50 jam.');
  });
  it('says since when while it goes on', () => {
    expect(say(alert('outside-regency', {}, { end: undefined }))).toContain('sejak 09.00');
    expect(say(alert('outside-regency'))).toContain(formats.duration(7200));
    expect(say(alert('device-silent', { cause: 'silent' }, { end: undefined }))).toContain('tidak terdengar sejak');
    expect(say(alert('device-silent', { cause: 'never-heard' }, { end: undefined }))).toContain('belum pernah');
  });
  it('leaves nothing to be filled in, whatever the rule', () => {
    for (const rule of Object.keys(ID.alerts).filter((key) => key.startsWith('step.')).map((key) => key.slice(5) as AlertRule)) {
      expect(say(alert(rule))).not.toMatch(/[{}]/);
    }
  });
  it('never says that somebody broke a rule', () => {
    expect(JSON.stringify(ID.alerts)).not.toMatch(/pelanggar|melanggar|memata-matai/i);
  });
});

describe('what stands around it', () => {
  it('names a vehicle that another agency keeps by its number', () => {
    expect(carOf(alert('tow'), t)).toBe('Mobil 01 · DR 12 L');
    expect(carOf(alert('tow', {}, { vehicle: { id: 3 } }), t)).toBe('Kendaraan 3');
  });
  it('says days when it lasted over midnight', () => {
    expect(whenOf(alert('outside-regency'), t, formats)).toContain('09.00 – 11.00');
    expect(whenOf(alert('outside-regency', {}, { end: '2026-11-26T01:00:00Z' }), t, formats)).toMatch(/25 Nov 09\.00 – .*26 Nov 09\.00/);
    expect(whenOf(alert('panic', {}, { end: '2026-11-25T01:00:00Z' }), t, formats)).toMatch(/25 Nov, 09\.00$/);
  });
  it('puts the urgent before what has to be done sooner', () => {
    const low = alert('tow', {}, { id: 1, targetAt: '2026-11-25T03:00:00Z' });
    const high = alert('tow', {}, { id: 2, severity: 'high' });
    expect([low, high].toSorted(byUrgency).map(({ id }) => id)).toEqual([2, 1]);
  });
});

describe('who may do what', () => {
  const user = (role: Role, opdId?: number): User => ({ id: 1, userName: 'x', displayName: 'X', role, opdId, opdName: undefined, language: 'id' });
  it('lets the agency explain and the centre judge', () => {
    const tow = alert('tow');
    expect(deedsOf(tow, user('cc-operator'))).toEqual(['acknowledge', 'close']);
    expect(deedsOf(tow, user('opd-head', 8))).toEqual(['clarify']);
    expect(deedsOf(tow, user('opd-head', 9))).toEqual([]);
    expect(deedsOf(tow, user('technician'))).toEqual([]);
    expect(deedsOf(alert('device-silent'), user('technician'))).toEqual(['acknowledge', 'close']);
    expect(deedsOf(alert('tow', {}, { state: 'done' }), user('leader'))).toEqual(['reopen']);
    expect(deedsOf(alert('tow', {}, { state: 'done' }), user('opd-head', 8))).toEqual([]);
  });
  it('notes nothing before the agency could explain', () => {
    expect(mayBeNoted(alert('tow'), NOW)).toBe(false);
    expect(mayBeNoted(alert('tow', {}, { clarified: true }), NOW)).toBe(true);
    expect(mayBeNoted(alert('tow'), Date.parse('2026-11-30T16:00:00Z'))).toBe(true);
  });
});
