import { describe, expect, it } from 'vitest';
import type { Visit } from '../../api/visits';
import { createFormats } from '../../format/formats';
import { reasonsOf, sentenceOf } from './visit-words';

const VISIT: Visit = {
  id: 1,
  packageId: 7,
  packageName: 'Jembatan Belanting',
  opdId: 8,
  opdName: 'PUPR',
  vehicle: { id: 3, name: 'Pikap Jalan 01', plate: 'DR 1234 L', holder: undefined },
  vehicleOpdName: 'PUPR',
  date: '2026-11-25',
  arriveMs: 0,
  leaveMs: 2_520_000,
  stayS: 2_520,
  distanceM: 80,
  isSlowTravel: false,
  level: 'strong',
  reasons: ['close', 'long-stay', 'same-opd', 'a-reason-to-come'],
  shared: 0,
  state: 'automatic',
  isCounted: true,
  isMatched: true,
  wasNihil: false,
  decision: undefined,
};
const t = (key: string, values: object = {}) => `${key} ${Object.values(values).join(' ')}`.trim();

describe('the sentence of a visit', () => {
  const formats = createFormats('id', { timeZone: 'Asia/Makassar', zoneAbbreviation: 'WITA' });

  it('speaks of the vehicle, how long and how far', () => {
    expect(sentenceOf(VISIT, t, formats)).toBe(`stopped DR 1234 L ${formats.duration(2520)} ${formats.distance(80)}`);
  });
  it('says whose vehicle it is when it is not the own agency\'s', () => {
    expect(sentenceOf({ ...VISIT, vehicleOpdName: 'Dikes' }, t, formats)).toContain('carOf DR 1234 L Dikes');
  });
  it('names only the agency of a vehicle that the reader may not see', () => {
    expect(sentenceOf({ ...VISIT, vehicle: undefined }, t, formats)).toContain('carOfOpd PUPR');
  });
  it('claims no metres at the place itself', () => {
    expect(sentenceOf({ ...VISIT, distanceM: 6 }, t, formats)).toMatch(/^stoppedAt/);
  });
  it('says that it still stands there, or only drove along', () => {
    expect(sentenceOf({ ...VISIT, leaveMs: undefined }, t, formats)).toMatch(/^stands/);
    expect(sentenceOf({ ...VISIT, isSlowTravel: true }, t, formats)).toMatch(/^slow/);
  });
  it('leaves out reasons it has no word for', () => {
    expect(reasonsOf(VISIT, t)).toEqual(['reason.close', 'reason.long-stay', 'reason.same-opd']);
  });
});
