import { describe, expect, it } from 'vitest';
import type { Vehicle } from '../../api/vehicles';
import { lettersOf, whereabouts } from './where-model';

const vehicle = (id: number, change: Partial<Vehicle>): Vehicle => ({
  id,
  plate: `DR ${id} L`,
  name: `Mobil ${id}`,
  kind: 'car',
  use: 'position',
  opdId: 1,
  opdName: 'Sekretariat Daerah',
  holder: undefined,
  deviceId: undefined,
  ...change,
});

describe('where they are', () => {
  it('shows the vehicles of posts to leaders, those with a named holder first', () => {
    const vehicles = [vehicle(1, { use: 'service' }), vehicle(2, {}), vehicle(3, { holder: 'Bupati' })];
    expect(whereabouts(vehicles, new Map(), undefined, 5).map(({ name }) => name)).toEqual(['Bupati', 'Mobil 2']);
  });

  it('shows the head of an agency the agency’s own', () => {
    const vehicles = [vehicle(1, { opdId: 2, use: 'service' }), vehicle(2, {})];
    expect(whereabouts(vehicles, new Map(), 2, 5).map(({ vehicle: { id } }) => id)).toEqual([1]);
  });

  it('shortens a name to two letters', () => {
    expect(lettersOf('Wakil Bupati')).toBe('WB');
    expect(lettersOf('Bupati')).toBe('BU');
    expect(lettersOf('Kepala Dinas Kesehatan')).toBe('KK');
    expect(lettersOf('Mobil Dinas 04')).toBe('04');
  });
});
