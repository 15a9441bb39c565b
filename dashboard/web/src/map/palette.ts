/** The map's colours, read from the tokens, so that light, dark and a regency's own brand need no second table. */
const NAMES = {
  sea: '--sea',
  seaDeep: '--sea-deep',
  shallow: '--shallow',
  land: '--land',
  upland: '--upland',
  coastline: '--coastline',
  river: '--river',
  road: '--road',
  roadMajor: '--road-major',
  roadCase: '--road-case',
  roadMajorCase: '--road-major-case',
  boundary: '--boundary',
  place: '--place',
  placeHalo: '--place-halo',
  trail: '--trail',
  cluster: '--cluster',
  panel: '--panel',
  ink: '--ink',
  ink2: '--ink2',
  ink3: '--ink3',
  accent: '--accent',
  moving: '--ok',
  idle: '--warn',
  parked: '--mute',
  silent: '--bad',
  private: '--mute',
  speed1: '--speed-1',
  speed2: '--speed-2',
  speed3: '--speed-3',
  speed4: '--speed-4',
  heat1: '--heat-1',
  heat2: '--heat-2',
  heat3: '--heat-3',
  heat4: '--heat-4',
} as const;

export type Palette = Readonly<Record<keyof typeof NAMES, string>>;

export function readPalette(): Palette {
  const style = getComputedStyle(document.documentElement);
  const entries = Object.entries(NAMES).map(([key, name]) => [key, style.getPropertyValue(name).trim()]);
  return Object.fromEntries(entries) as Palette;
}
