import type { Area, AreaKind } from '../../api/areas';

/** As people look for them; in this order. */
export const GROUPS = ['drawn', 'kecamatan', 'desa', 'office', 'stop', 'whole'] as const;
export type AreaGroup = (typeof GROUPS)[number];

const GROUP_OF: Readonly<Record<AreaKind, AreaGroup>> = {
  geofence: 'drawn',
  kecamatan: 'kecamatan',
  desa: 'desa',
  kelurahan: 'desa',
  office: 'office',
  'common-stop': 'stop',
  regency: 'whole',
  island: 'whole',
};

export function groupOf(area: Pick<Area, 'kind'>): AreaGroup {
  return GROUP_OF[area.kind];
}

/** How many there are of each group. */
export function countGroups(areas: readonly Area[]): ReadonlyMap<AreaGroup, number> {
  const counts = new Map<AreaGroup, number>();
  for (const area of areas) counts.set(groupOf(area), (counts.get(groupOf(area)) ?? 0) + 1);
  return counts;
}

/** What fits group and words, grouped, by name. */
export function findAreas(areas: readonly Area[], group: AreaGroup | undefined, words: string): readonly Area[] {
  const wanted = words.trim().toLowerCase();
  return areas
    .filter((area) => (group === undefined || groupOf(area) === group) && (`${area.name} ${area.code}`.toLowerCase().includes(wanted)))
    .toSorted((a, b) => GROUPS.indexOf(groupOf(a)) - GROUPS.indexOf(groupOf(b)) || a.name.localeCompare(b.name, 'id', { numeric: true }));
}

/** Of a desa the kecamatan whose code its own begins with. */
export function kecamatanNames(areas: readonly Area[]): ReadonlyMap<string, string> {
  return new Map(areas.filter(({ kind }) => kind === 'kecamatan').map(({ code, name }) => [code, name]));
}

const KECAMATAN_CODE = '52.03.01'.length;

export function kecamatanOf(area: Area, names: ReadonlyMap<string, string>): string | undefined {
  return groupOf(area) === 'desa' ? names.get(area.code.slice(0, KECAMATAN_CODE)) : undefined;
}
