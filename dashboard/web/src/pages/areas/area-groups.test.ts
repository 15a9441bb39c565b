import { describe, expect, it } from 'vitest';
import type { Area } from '../../api/areas';
import { countGroups, findAreas, kecamatanNames, kecamatanOf } from './area-groups';

const area = (id: number, kind: Area['kind'], code: string, name: string): Area => ({
  id,
  version: 0,
  kind,
  code,
  name,
  opdId: undefined,
  bufferM: 0,
  lat: 0,
  lon: 0,
  outline: undefined,
});
const ALL = [
  area(1, 'desa', '52.03.07.2001', 'Sandubaya'),
  area(2, 'kecamatan', '52.03.07', 'Selong'),
  area(3, 'kelurahan', '52.03.07.1001', 'Pancor'),
  area(4, 'geofence', 'geofence:pasar', 'Pasar Pancor'),
];

describe('areas', () => {
  it('are found by name and code, what people drew first', () => {
    expect(findAreas(ALL, undefined, '').map(({ id }) => id)).toEqual([4, 2, 3, 1]);
    expect(findAreas(ALL, undefined, ' PANCOR ').map(({ id }) => id)).toEqual([4, 3]);
    expect(findAreas(ALL, 'desa', '52.03.07').map(({ id }) => id)).toEqual([3, 1]);
  });

  it('are counted, desa and kelurahan together', () => {
    expect([...countGroups(ALL)]).toEqual([['desa', 2], ['kecamatan', 1], ['drawn', 1]]);
  });

  it('of a kecamatan say which', () => {
    const names = kecamatanNames(ALL);
    expect(ALL.map((each) => kecamatanOf(each, names))).toEqual(['Selong', undefined, 'Selong', undefined]);
  });
});
