import type { Role, User } from '../api/session';
import type { MessageKey } from '../i18n/messages';
import type { IconName } from '../ui/icon';

export interface Destination {
  readonly path: string;
  readonly icon: IconName;
  readonly label: MessageKey<'app'>;
  readonly roles: readonly Role[];
}

const SEES_ALL: readonly Role[] = ['leader', 'verifier', 'cc-operator'];
const SEES_ROUTES: readonly Role[] = [...SEES_ALL, 'opd-head', 'opd-operator'];

/** In the order of the menu. Hiding is courtesy; the collector refuses what a role may not see. */
export const DESTINATIONS: readonly Destination[] = [
  { path: '/', icon: 'home', label: 'navHome', roles: [...SEES_ALL, 'opd-head'] },
  { path: '/laporan', icon: 'entry', label: 'navEntry', roles: ['opd-operator', 'opd-head'] },
  { path: '/peta', icon: 'map', label: 'navMap', roles: SEES_ROUTES },
  { path: '/riwayat', icon: 'history', label: 'navHistory', roles: SEES_ROUTES },
  { path: '/capaian', icon: 'progress', label: 'navProgress', roles: SEES_ROUTES },
  { path: '/kunjungan', icon: 'pin', label: 'navVisits', roles: SEES_ROUTES },
  { path: '/peringatan', icon: 'alert', label: 'navAlerts', roles: [...SEES_ROUTES, 'technician'] },
  { path: '/kepatuhan', icon: 'compliance', label: 'navCompliance', roles: SEES_ROUTES },
  { path: '/kendaraan', icon: 'car', label: 'navVehicles', roles: [...SEES_ROUTES, 'technician', 'admin'] },
  { path: '/wilayah', icon: 'area', label: 'navAreas', roles: [...SEES_ROUTES, 'admin'] },
  { path: '/aturan', icon: 'filter', label: 'navRules', roles: ['admin'] },
  { path: '/perangkat', icon: 'device', label: 'navDevices', roles: ['technician', 'admin', 'cc-operator'] },
  { path: '/masa-simpan', icon: 'clock', label: 'navRetention', roles: ['admin'] },
];

export function seesRoutes(role: Role): boolean {
  return role === 'wall' || SEES_ROUTES.includes(role);
}

/** What the command centre works with all day comes first, or on a phone it would be two presses away. */
const FIRST: Partial<Record<Role, readonly string[]>> = { 'cc-operator': ['/peta', '/peringatan'] };

export function destinationsOf(role: Role): readonly Destination[] {
  const first = FIRST[role] ?? [];
  const mine = DESTINATIONS.filter((destination) => destination.roles.includes(role));
  return [...mine.filter(({ path }) => first.includes(path)), ...mine.filter(({ path }) => !first.includes(path))];
}

/** Where a role begins its day. */
export function landingOf(user: User): string {
  switch (user.role) {
    case 'leader':
    case 'verifier':
    case 'opd-head':
      return '/';
    case 'opd-operator':
      return '/laporan';
    case 'cc-operator':
      return '/peta';
    case 'technician':
    case 'admin':
      return '/perangkat';
    case 'wall':
      return '/layar/sesi';
    default:
      return user.role satisfies never;
  }
}

/** The entry of the menu that is lit on a page: /opd/7 and /kegiatan/9 belong to progress. */
export function sectionOf(path: string): string {
  if (path.startsWith('/opd/') || path === '/kegiatan' || path.startsWith('/kegiatan/')) return '/capaian';
  if (path === '/izin') return '/peringatan';
  if (path === '/kilometer') return '/riwayat';
  if (path.startsWith('/kehadiran')) return '/kunjungan';
  const first = path.split('/')[1] ?? '';
  return `/${first}`;
}
