import { describe, expect, it } from 'vitest';
import type { VehicleKilometres } from '../../api/mileage';
import { drivenDays, isMonth, monthAfter, sumByDay } from './kilometres';

const vehicle = (...days: readonly (readonly [string, number, number])[]): VehicleKilometres => ({
  vehicleId: 1,
  plate: undefined,
  name: 'A',
  opdId: 1,
  opdName: 'Dikes',
  distanceM: 0,
  tripCount: 0,
  days: days.map(([date, distanceM, tripCount]) => ({ date, distanceM, tripCount })),
});

describe('kilometres of a month', () => {
  it('are summed by day, days without any too', () => {
    const days = sumByDay('2026-02', [vehicle(['2026-02-01', 1_000, 1], ['2026-02-28', 500, 2]), vehicle(['2026-02-28', 700, 1])]);
    expect(days).toHaveLength(28);
    expect(days[0]).toEqual({ date: '2026-02-01', distanceM: 1_000, tripCount: 1 });
    expect(days[1]?.distanceM).toBe(0);
    expect(days[27]).toEqual({ date: '2026-02-28', distanceM: 1_200, tripCount: 3 });
  });

  it('count the days on which it drove', () => {
    expect(drivenDays(vehicle(['2026-02-01', 30, 0], ['2026-02-02', 900, 1]))).toBe(1);
  });

  it('go over the end of the year', () => {
    expect([monthAfter('2026-12', 1), monthAfter('2026-01', -1), monthAfter('2026-05', 0)]).toEqual(['2027-01', '2025-12', '2026-05']);
    expect([isMonth('2026-13'), isMonth('2026-12'), isMonth(null)]).toEqual([false, true, false]);
  });
});
