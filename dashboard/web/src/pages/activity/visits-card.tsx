import { useQuery } from '@tanstack/react-query';
import type { PackageDetail } from '../../api/activities';
import { type PackageVisits, packageVisitsQuery } from '../../api/visits';
import { useFormats } from '../../app/region';
import { useNow } from '../../app/server-clock';
import { useMessages } from '../../i18n/language';
import { Card, Skeleton } from '../../ui';
import { Loaded } from '../shared/loaded';
import { VisitItem } from '../shared/visit-item';
import styles from './visits-card.module.css';

/** The newest few say enough; all are one press away. */
const SHOWN = 3;

/** When a vehicle was last here, how often this month, or that none ever was. */
export function VisitsCard({ work }: { readonly work: PackageDetail }) {
  const t = useMessages('visits');
  const query = useQuery({ ...packageVisitsQuery(work.id), enabled: work.location !== undefined });
  if (work.location === undefined) {
    return (
      <Card title={t('title')}>
        <p className={styles.quiet}>{t('noPlace')}</p>
      </Card>
    );
  }
  return (
    <Card title={t('title')}>
      <Loaded query={query} skeleton={<Skeleton height="60px" lines={2} />}>
        {(visits) => <Visits visits={visits} />}
      </Loaded>
    </Card>
  );
}

function Visits({ visits }: { readonly visits: PackageVisits }) {
  const t = useMessages('visits');
  const formats = useFormats();
  const now = useNow(60_000);
  const counted = visits.items.filter(({ isCounted }) => isCounted);
  const others = visits.items.filter(({ isCounted }) => !isCounted);
  return (
    <>
      {visits.lastVisitMs === undefined ? (
        <p className={styles.never}>
          <b>{t('never')}</b>
          <span>{t('neverText')}</span>
        </p>
      ) : (
        <p className={styles.last}>
          <b>{t('last', { when: formats.moment(visits.lastVisitMs, now) })}</b>
          <span>
            {visits.monthCount === 0
              ? t('monthNone')
              : t('month', { count: visits.monthCount, duration: formats.duration(visits.monthStayS) })}
          </span>
        </p>
      )}
      <VisitLines items={counted.slice(0, SHOWN)} />
      {counted.length > SHOWN && (
        <details>
          <summary className={styles.summary}>{t('all')}</summary>
          <VisitLines items={counted.slice(SHOWN)} />
        </details>
      )}
      {others.length > 0 && (
        <details>
          <summary className={styles.summary}>{t('notCounted', { count: others.length })}</summary>
          <VisitLines items={others} />
        </details>
      )}
    </>
  );
}

function VisitLines({ items }: { readonly items: PackageVisits['items'] }) {
  if (items.length === 0) return null;
  return (
    <ul className={styles.list}>
      {items.map((visit) => (
        <li key={visit.id}>
          <VisitItem visit={visit} withName={false} />
        </li>
      ))}
    </ul>
  );
}
