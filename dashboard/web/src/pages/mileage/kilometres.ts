import type { DayKilometres, VehicleKilometres } from '../../api/mileage';
import { type Day, addDays } from '../../format/days';

/** `2026-11` and so many months on. */
export function monthAfter(month: string, by: number): string {
  const months = Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1 + by;
  return `${String(Math.floor(months / 12)).padStart(4, '0')}-${String((months % 12) + 1).padStart(2, '0')}`;
}

export function isMonth(text: string | null): text is string {
  return text !== null && /^\d{4}-(0[1-9]|1[0-2])$/.test(text);
}

/** All days of a month with what these vehicles drove together, also those on which nobody did. */
export function sumByDay(month: string, vehicles: readonly VehicleKilometres[]): readonly DayKilometres[] {
  const sums = new Map<Day, DayKilometres>();
  for (let date = `${month}-01`; date.startsWith(month); date = addDays(date, 1)) sums.set(date, { date, distanceM: 0, tripCount: 0 });
  for (const { date, distanceM, tripCount } of vehicles.flatMap(({ days }) => days)) {
    const before = sums.get(date);
    if (before !== undefined) sums.set(date, { date, distanceM: before.distanceM + distanceM, tripCount: before.tripCount + tripCount });
  }
  return [...sums.values()];
}

export function drivenDays({ days }: VehicleKilometres): number {
  return days.filter(({ tripCount }) => tripCount > 0).length;
}
