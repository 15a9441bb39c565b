import { useQuery } from '@tanstack/react-query';
import type { Home } from '../../api/home';
import { homeQuery } from '../../api/home';
import { useFormats } from '../../app/region';
import { useUser } from '../../app/session';
import { useNow } from '../../app/server-clock';
import { useMessages } from '../../i18n/language';
import { Card, Skeleton } from '../../ui';
import { Loaded } from '../shared/loaded';
import { useIsAtLeast } from '../shared/use-is-at-least';
import { BehindCard } from './behind-card';
import { CurveCard, OwnCurveCard } from './curve-card';
import styles from './home.module.css';
import { MissingCard } from './missing-card';
import { OwnCard } from './own-card';
import { PhoneHead } from './phone-head';
import { SinceCard } from './since-card';
import { WhereCard } from './where-card';

/** From here there is room for columns beside each other: lists are longer, and the curve stands on this page too. */
const COLUMNS_FROM_PX = 1080;

/** What needs a leader today, in the order in which it needs them. The head of an agency sees the own agency the same way. */
export function HomePage() {
  const query = useQuery(homeQuery());
  return (
    <div className={styles.page}>
      <PhoneHead updatedAtMs={query.data?.asOfMs} isStale={query.isError} />
      <Loaded query={query} skeleton={<HomeSkeleton />}>
        {(home) => <Cards home={home} />}
      </Loaded>
    </div>
  );
}

function Cards({ home }: { readonly home: Home }) {
  const user = useUser();
  const isWide = useIsAtLeast(COLUMNS_FROM_PX);
  const own = user.role === 'opd-head' ? user.opdId : undefined;
  const behind = <BehindCard home={home} rows={isWide ? 4 : 3} withOpd={own === undefined} />;
  return (
    <div className={styles.cards}>
      <div className={styles.column}>
        {own === undefined ? <MissingCard home={home} rows={isWide ? 5 : 4} mayRemind /> : <OwnCard />}
        {isWide && (own === undefined ? <CurveCard /> : behind)}
      </div>
      <div className={styles.column}>
        <SinceCard home={home} />
        {isWide && own !== undefined ? <OwnCurveCard opdId={own} /> : behind}
      </div>
      <div className={styles.column}>
        <WhereCard rows={isWide ? 6 : 3} mapHeightPx={isWide ? 340 : 214} />
        {isWide && <AsOf home={home} />}
      </div>
    </div>
  );
}

function AsOf({ home }: { readonly home: Home }) {
  const t = useMessages('common');
  const formats = useFormats();
  const now = useNow(60_000);
  return <p className={styles.asOf}>{t('asOf', { time: formats.moment(home.asOfMs, now) })}</p>;
}

function HomeSkeleton() {
  return (
    <div className={styles.cards} aria-hidden="true">
      {[5, 6, 7].map((lines) => (
        <div key={lines} className={styles.column}>
          <Card>
            <Skeleton height="44px" lines={1} width="70%" />
            <Skeleton height="22px" lines={lines} />
          </Card>
        </div>
      ))}
    </div>
  );
}
