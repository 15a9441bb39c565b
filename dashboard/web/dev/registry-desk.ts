import type { DevAnswer, DevUser } from './activity-desk.ts';
import type { FleetDesk } from './fleet-desk.ts';

const DAY_MS = 86_400_000;
const DUE_KINDS = ['tax', 'plate', 'inspection', 'service'] as const;
const SEES_NO_ROUTES = ['technician', 'admin'];

/** The register of the pretended collector: made of the fleet, the same for a vehicle each time. */
export class RegistryDesk {
  readonly #fleet: FleetDesk;
  readonly #now: () => number;

  constructor(fleet: FleetDesk, now: () => number) {
    this.#fleet = fleet;
    this.#now = now;
  }

  answer(path: string, user: DevUser): DevAnswer | undefined {
    if (path === '/vehicle-dues') return { status: 200, json: { items: this.#dues() } };
    const id = /^\/vehicles\/(\d+)(\/private-mode)?$/.exec(path)?.[1];
    const vehicle = this.#fleet.vehicles.find((each) => String(each.id) === id);
    return vehicle === undefined ? undefined : { status: 200, json: this.#sheet(vehicle, user) };
  }

  #day(days: number): string {
    return new Date(this.#now() + days * DAY_MS).toISOString().slice(0, 10);
  }

  #at(hours: number): string {
    return new Date(this.#now() + hours * 3_600_000).toISOString();
  }

  #dues(): object[] {
    return this.#fleet.vehicles
      .filter(({ id }) => id % 7 === 1)
      .map((vehicle, index) => ({
        vehicleId: vehicle.id,
        vehicleName: vehicle.name,
        plate: vehicle.plate,
        opdId: vehicle.opdId,
        opdName: vehicle.opdName,
        kind: DUE_KINDS[index % 4],
        on: this.#day(index * 5 - 9),
      }));
  }

  #sheet(vehicle: FleetDesk['vehicles'][number], user: DevUser): object {
    const isPersons = vehicle.use !== 'service';
    return {
      id: vehicle.id,
      version: 3,
      name: vehicle.name,
      kind: vehicle.kind,
      use: vehicle.use,
      assetNumber: `1.3.2.02.01.01.${String(vehicle.id).padStart(3, '0')}`,
      plates: [{ plate: vehicle.plate, since: this.#day(-400) }],
      keepers: [{ opdId: vehicle.opdId, opdName: vehicle.opdName, ...(vehicle.holder === undefined ? {} : { holder: vehicle.holder }), since: this.#at(-9600) }],
      trackers: [{ deviceId: vehicle.deviceId, from: this.#at(-4000) }],
      dues: DUE_KINDS.slice(0, 3).map((kind, index) => ({ kind, on: this.#day(index * 90 - 4), note: 'Samsat Selong', authorName: 'Operator' })),
      readings: [{ on: this.#day(-20), km: 41_870, authorName: 'Operator' }],
      odometerKm: 42_316,
      privateMode: isPersons,
      ...(SEES_NO_ROUTES.includes(user.role)
        ? {}
        : {
            privateUse: isPersons
              ? {
                  days: 14,
                  minutes: 1_270,
                  refusedDays: 1,
                  refusedMinutes: 22,
                  spells: [-11, -35, -59, -70].map((hours, index) => ({ from: this.#at(hours), until: this.#at(hours + 1.4), allowed: index !== 3 })),
                }
              : { days: 0, minutes: 0, refusedDays: 0, refusedMinutes: 0, spells: [] },
          }),
    };
  }
}
