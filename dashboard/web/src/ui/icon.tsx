/** Line icons on a 24 grid, drawn for Pantau; the name is the meaning, not the picture. */
const PATHS = {
  home: 'M4 11 12 4l8 7v9h-5v-6H9v6H4Z',
  map: 'm3 6 6-2 6 2 6-2v14l-6 2-6-2-6 2ZM9 4v14M15 6v14',
  history: 'M8.200 19H15a4 4 0 0 0 0-8H9a3.500 3.500 0 0 1 0-7h6.800M8.200 19a2.200 2.200 0 1 1-4.400 0 2.200 2.200 0 0 1 4.400 0ZM20.200 4.500a2.200 2.200 0 1 1-4.400 0 2.200 2.200 0 0 1 4.400 0Z',
  progress: 'M4 20c6 0 5-15 16-15M4 20h16M4 4v16',
  entry: 'M4 7a2 2 0 0 1 2-2h12a2 2 0 0 1 2 2v11a2 2 0 0 1-2 2H6a2 2 0 0 1-2-2ZM4 10h16M8 3v4M16 3v4M8 14h3M8 17h6',
  compliance: 'M4 5h4v4H4ZM10 5h4v4h-4ZM16 5h4v4h-4ZM4 11h4v4H4ZM10 11h4v4h-4ZM4 17h4v3H4ZM16.500 15.500l1.800 1.800 3-3.600',
  alert: 'M6 17v-6a6 6 0 0 1 12 0v6l1.500 2h-15ZM10 21h4',
  device: 'M5 7a2 2 0 0 1 2-2h10a2 2 0 0 1 2 2v10a2 2 0 0 1-2 2H7a2 2 0 0 1-2-2ZM9 9h6v6H9ZM9 2v3M15 2v3M9 19v3M15 19v3M2 9h3M2 15h3M19 9h3M19 15h3',
  person: 'M12 4a4 4 0 1 1 0 8 4 4 0 0 1 0-8ZM4 20c1-4 4-6 8-6s7 2 8 6',
  search: 'M11 4a7 7 0 1 1 0 14 7 7 0 0 1 0-14ZM16.200 16.200 21 21',
  close: 'm6 6 12 12M18 6 6 18',
  check: 'm4.500 12.500 5 5L19.500 7',
  plus: 'M12 5v14M5 12h14',
  minus: 'M5 12h14',
  'chevron-down': 'm6 9 6 6 6-6',
  'chevron-up': 'm6 15 6-6 6 6',
  'chevron-left': 'm15 6-6 6 6 6',
  'chevron-right': 'm9 6 6 6-6 6',
  'arrow-left': 'M20 12H5M11 6l-6 6 6 6',
  'arrow-right': 'M4 12h15M13 6l6 6-6 6',
  'arrow-up': 'M12 20V5M6 11l6-6 6 6',
  'arrow-down': 'M12 4v15M6 13l6 6 6-6',
  sort: 'M8 5v14M4.500 15.500 8 19l3.500-3.500M16 19V5M12.500 8.500 16 5l3.500 3.500',
  filter: 'M4 6h16M7 12h10M10 18h4',
  target: 'M12 8a4 4 0 1 1 0 8 4 4 0 0 1 0-8ZM12 2v4M12 18v4M2 12h4M18 12h4',
  fit: 'M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5',
  play: 'M7 4.500v15l12-7.500Z',
  pause: 'M8 5v14M16 5v14',
  calendar: 'M4 7a2 2 0 0 1 2-2h12a2 2 0 0 1 2 2v11a2 2 0 0 1-2 2H6a2 2 0 0 1-2-2ZM4 10h16M8 3v4M16 3v4',
  clock: 'M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18ZM12 7v5l3.500 2',
  download: 'M12 4v11M7 10.500l5 5 5-5M4 20h16',
  upload: 'M12 16V5M7 9.500l5-5 5 5M4 20h16',
  edit: 'm4 20 1-4.500L16.500 4a2.100 2.100 0 0 1 3 3L8 18.500ZM14 6.500l3.500 3.500',
  trash: 'M5 7h14M9 7V4h6v3M7 7l1 13h8l1-13M10 11v5M14 11v5',
  camera: 'M4 8a2 2 0 0 1 2-2h2l1.500-2h5L16 6h2a2 2 0 0 1 2 2v9a2 2 0 0 1-2 2H6a2 2 0 0 1-2-2ZM12 9.500a3.500 3.500 0 1 1 0 7 3.500 3.500 0 0 1 0-7Z',
  pin: 'M12 21c5-5.500 7-8.500 7-11.500a7 7 0 0 0-14 0C5 12.500 7 15.500 12 21ZM12 7a2.500 2.500 0 1 1 0 5 2.500 2.500 0 0 1 0-5Z',
  flag: 'M6 21V4M6 5c4-2 7 2 12 0v9c-5 2-8-2-12 0',
  info: 'M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18ZM12 11v5.500M12 7.500v.1',
  warning: 'M12 4 2.500 20h19ZM12 10v4.500M12 17.300v.1',
  blocked: 'M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18ZM5.800 18.200 18.200 5.800',
  offline: 'M3 3l18 18M8.500 15.500a5 5 0 0 1 7 0M5 12a10 10 0 0 1 4.500-2.600M19 12a10 10 0 0 0-6-3M2 8.500A15 15 0 0 1 6.500 5.600M22 8.500A15 15 0 0 0 10.500 5M12 19v.1',
  refresh: 'M20 12a8 8 0 1 1-2.500-5.800M20 4v5h-5',
  sun: 'M12 8a4 4 0 1 1 0 8 4 4 0 0 1 0-8ZM12 2v2.500M12 19.500V22M2 12h2.500M19.500 12H22M5 5l1.700 1.700M17.300 17.300 19 19M5 19l1.700-1.700M17.300 6.700 19 5',
  moon: 'M20 14.500A8.500 8.500 0 0 1 9.500 4 8.500 8.500 0 1 0 20 14.500Z',
  auto: 'M12 4a8 8 0 1 1 0 16 8 8 0 0 1 0-16ZM12 4v16',
  language: 'M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18ZM3 12h18M12 3c3 3 3.500 6 3.500 9s-.5 6-3.500 9c-3-3-3.500-6-3.500-9S9 6 12 3',
  logout: 'M14 4H6a1 1 0 0 0-1 1v14a1 1 0 0 0 1 1h8M10 12h10M16.500 8.500 20 12l-3.500 3.500',
  bell: 'M6 17v-6a6 6 0 0 1 12 0v6l1.500 2h-15ZM10 21h4',
  money: 'M3 7h18v10H3ZM12 9.500a2.500 2.500 0 1 1 0 5 2.500 2.500 0 0 1 0-5ZM6 10v.1M18 14v.1',
  building: 'M5 20V5l7-2 7 2v15M3 20h18M9 8.500h1M14 8.500h1M9 12h1M14 12h1M10 20v-4h4v4',
  list: 'M8 6h12M8 12h12M8 18h12M4 6v.1M4 12v.1M4 18v.1',
  undo: 'M8 5.500 3.500 10 8 14.500M3.500 10H14a5 5 0 0 1 0 10h-3',
  area: 'M5.500 7.500 15 4.500l4.500 7.500-6 7.500-8.500-3Z',
  lock: 'M6 11h12v9H6ZM8.500 11V7.500a3.500 3.500 0 0 1 7 0V11',
  link: 'M9.500 14.500l5-5M8 11l-2.500 2.500a3.500 3.500 0 0 0 5 5L13 16M16 13l2.500-2.500a3.500 3.500 0 0 0-5-5L11 8',
  more: 'M5 12v.1M12 12v.1M19 12v.1',
  eye: 'M2.500 12C5 7.500 8.200 5.500 12 5.500s7 2 9.500 6.500c-2.500 4.500-5.700 6.500-9.500 6.500S5 16.500 2.500 12ZM12 9a3 3 0 1 1 0 6 3 3 0 0 1 0-6Z',
  car: 'M4 16v-4l2-5.500A2 2 0 0 1 8 5h8a2 2 0 0 1 2 1.500l2 5.500v4M4 12h16M4 16h16v2.500h-3V16M4 16v2.500h3V16M7.500 14v.1M16.500 14v.1',
} as const;

export type IconName = keyof typeof PATHS;

interface IconProps {
  readonly name: IconName;
  /** Pixels; 20 unless told. */
  readonly size?: number;
  readonly filled?: boolean;
}

/** Decoration only: the meaning is in the text or label beside it. */
export function Icon({ name, size = 20, filled = false }: IconProps) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill={filled ? 'currentColor' : 'none'}
      stroke="currentColor"
      strokeWidth={size <= 16 ? 2.2 : 1.8}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      <path d={PATHS[name]} />
    </svg>
  );
}
