import { type ComponentType, type LazyExoticComponent, type ReactNode, Suspense, lazy } from 'react';
import { Redirect, Route, Switch, matchRoute, useLocation, useRouter, useSearch } from 'wouter';
import type { MessageKey } from '../i18n/messages';
import { useMessages } from '../i18n/language';
import { LiveProvider } from '../live/live';
import { OutboxProvider } from '../outbox/outbox-provider';
import { EmptyState } from '../ui/feedback';
import { LinkButton } from '../ui/button';
import { ErrorBoundary } from './error-boundary';
import { destinationsOf, landingOf, sectionOf, seesRoutes } from './navigation';
import { PageFault, PageLoading } from './page-states';
import { useSession } from './session';
import { Shell } from './shell';

type Page = LazyExoticComponent<ComponentType>;

const LoginPage: Page = lazy(() => import('../pages/login').then((page) => ({ default: page.LoginPage })));
const HomePage: Page = lazy(() => import('../pages/home').then((page) => ({ default: page.HomePage })));
const MapPage: Page = lazy(() => import('../pages/map').then((page) => ({ default: page.MapPage })));
const MileagePage: Page = lazy(() => import('../pages/mileage').then((page) => ({ default: page.MileagePage })));
const PastPage: Page = lazy(() => import('../pages/past').then((page) => ({ default: page.PastPage })));
const HistoryPage: Page = lazy(() => import('../pages/history').then((page) => ({ default: page.HistoryPage })));
const ProgressPage: Page = lazy(() => import('../pages/progress').then((page) => ({ default: page.ProgressPage })));
const OpdPage: Page = lazy(() => import('../pages/opd').then((page) => ({ default: page.OpdPage })));
const ActivityPage: Page = lazy(() => import('../pages/activity').then((page) => ({ default: page.ActivityPage })));
const PackagesPage: Page = lazy(() => import('../pages/packages').then((page) => ({ default: page.PackagesPage })));
const EntryPage: Page = lazy(() => import('../pages/entry').then((page) => ({ default: page.EntryPage })));
const CompliancePage: Page = lazy(() => import('../pages/compliance').then((page) => ({ default: page.CompliancePage })));
const VisitsPage: Page = lazy(() => import('../pages/visits').then((page) => ({ default: page.VisitsPage })));
const PresencePage: Page = lazy(() => import('../pages/presence').then((page) => ({ default: page.PresencePage })));
const AlertsPage: Page = lazy(() => import('../pages/alerts').then((page) => ({ default: page.AlertsPage })));
const PermitsPage: Page = lazy(() => import('../pages/permits').then((page) => ({ default: page.PermitsPage })));
const AlertRulesPage: Page = lazy(() => import('../pages/alert-rules').then((page) => ({ default: page.AlertRulesPage })));
const VehiclesPage: Page = lazy(() => import('../pages/vehicles').then((page) => ({ default: page.VehiclesPage })));
const VehiclePage: Page = lazy(() => import('../pages/vehicles').then((page) => ({ default: page.VehiclePage })));
const AreasPage: Page = lazy(() => import('../pages/areas').then((page) => ({ default: page.AreasPage })));
const RetentionPage: Page = lazy(() => import('../pages/retention').then((page) => ({ default: page.RetentionPage })));
const DevicesPage: Page = lazy(() => import('../pages/devices').then((page) => ({ default: page.DevicesPage })));
const WallPage: Page = lazy(() => import('../pages/wall').then((page) => ({ default: page.WallPage })));

/** flow: scrolls, with margins. fill: the page lays itself out in exactly the room there is (maps). */
export type Layout = 'flow' | 'fill';

interface PageRoute {
  readonly path: string;
  readonly page: Page;
  readonly title: MessageKey<'app'>;
  readonly layout: Layout;
  /** The page brings its own head on a phone. */
  readonly ownPhoneHead?: boolean;
}

/** Every page behind log-in. A new page is one line here and, if it has an entry in the menu, one in navigation.ts. */
const PAGES: readonly PageRoute[] = [
  { path: '/', page: HomePage, title: 'navHome', layout: 'flow', ownPhoneHead: true },
  { path: '/peta', page: MapPage, title: 'titleMap', layout: 'fill', ownPhoneHead: true },
  { path: '/peta/lalu', page: PastPage, title: 'titlePast', layout: 'fill' },
  { path: '/riwayat/:vehicle?/:date?', page: HistoryPage, title: 'titleHistory', layout: 'fill' },
  { path: '/kilometer', page: MileagePage, title: 'titleMileage', layout: 'flow' },
  { path: '/capaian', page: ProgressPage, title: 'titleProgress', layout: 'flow' },
  { path: '/opd/:id', page: OpdPage, title: 'titleProgress', layout: 'flow' },
  { path: '/kegiatan', page: PackagesPage, title: 'titleProgress', layout: 'flow' },
  { path: '/kegiatan/:id', page: ActivityPage, title: 'titleProgress', layout: 'flow' },
  { path: '/laporan', page: EntryPage, title: 'titleEntry', layout: 'flow' },
  { path: '/kunjungan', page: VisitsPage, title: 'titleVisits', layout: 'flow' },
  { path: '/kehadiran/:kecamatan?', page: PresencePage, title: 'titlePresence', layout: 'flow' },
  { path: '/kepatuhan', page: CompliancePage, title: 'titleCompliance', layout: 'flow' },
  { path: '/peringatan', page: AlertsPage, title: 'titleAlerts', layout: 'flow' },
  { path: '/izin', page: PermitsPage, title: 'titlePermits', layout: 'flow' },
  { path: '/aturan', page: AlertRulesPage, title: 'titleRules', layout: 'flow' },
  { path: '/kendaraan', page: VehiclesPage, title: 'titleVehicles', layout: 'flow' },
  { path: '/kendaraan/:id', page: VehiclePage, title: 'titleVehicles', layout: 'flow' },
  { path: '/wilayah/:id?', page: AreasPage, title: 'titleAreas', layout: 'fill' },
  { path: '/masa-simpan', page: RetentionPage, title: 'titleRetention', layout: 'flow' },
  { path: '/perangkat', page: DevicesPage, title: 'titleDevices', layout: 'flow' },
];

export function Routes() {
  return (
    <Switch>
      <Route path="/masuk">
        <Alone>
          <LoginPage />
        </Alone>
      </Route>
      <Route path="/layar/:token">
        <Alone>
          <WallPage />
        </Alone>
      </Route>
      <Route>
        <Guarded />
      </Route>
    </Switch>
  );
}

/** Pages without the menu around them. */
function Alone({ children }: { readonly children: ReactNode }) {
  const [path] = useLocation();
  return (
    <ErrorBoundary resetKey={path} fallback={(error, retry) => <PageFault error={error} onRetry={retry} />}>
      <Suspense fallback={<PageLoading />}>{children}</Suspense>
    </ErrorBoundary>
  );
}

/** Nobody logged in: to the log-in page, which brings back here afterwards (`?ke=`). */
function Guarded() {
  const { user } = useSession();
  const [path] = useLocation();
  const search = useSearch();
  const { parser } = useRouter();
  if (user === undefined) {
    const target = `${path}${search === '' ? '' : `?${search}`}`;
    return <Redirect to={target === '/' ? '/masuk' : `/masuk?ke=${encodeURIComponent(target)}`} replace />;
  }
  const mayBeHere = destinationsOf(user.role).some((destination) => destination.path === sectionOf(path));
  if (path === '/' && !mayBeHere) return <Redirect to={landingOf(user)} replace />;
  const match = PAGES.find((page) => matchRoute(parser, page.path, path)[0]);
  return (
    <LiveProvider key={user.id} isOn={seesRoutes(user.role)}>
      <OutboxProvider>
        <Shell title={match?.title ?? 'titleNotFound'} layout={match?.layout ?? 'flow'} ownPhoneHead={match?.ownPhoneHead ?? false}>
          <ErrorBoundary resetKey={path} fallback={(error, retry) => <PageFault error={error} onRetry={retry} />}>
            <Suspense fallback={<PageLoading />}>
              {match === undefined ? (
                <NotFound />
              ) : (
                <Route path={match.path}>
                  <match.page />
                </Route>
              )}
            </Suspense>
          </ErrorBoundary>
        </Shell>
      </OutboxProvider>
    </LiveProvider>
  );
}

function NotFound() {
  const t = useMessages('app');
  const { user } = useSession();
  return (
    <EmptyState
      icon="search"
      title={t('notFoundTitle')}
      text={t('notFoundText')}
      action={
        <LinkButton href={user === undefined ? '/masuk' : landingOf(user)} kind="primary">
          {t('toStart')}
        </LinkButton>
      }
    />
  );
}
