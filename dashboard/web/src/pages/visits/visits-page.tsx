import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'wouter';
import { type Shown, type VisitSummary, visitAttentionQuery, visitSummaryQuery, visitsQuery } from '../../api/visits';
import { LoadProblem } from '../../app/problem-text';
import { useFormats } from '../../app/region';
import { useMessages } from '../../i18n/language';
import { Button, Card, EmptyState, LinkButton, Segments, Skeleton, Tabs } from '../../ui';
import { Loaded } from '../shared/loaded';
import { VisitItem } from '../shared/visit-item';
import { ToVerifyList, UnvisitedList } from './attention-lists';
import styles from './visits-page.module.css';

const TABS = ['to-confirm', 'confirmed', 'unvisited', 'to-verify', 'other'] as const;
type TabKey = (typeof TABS)[number];
const OTHERS = ['weak', 'excluded', 'rejected'] as const;
type Other = (typeof OTHERS)[number];

/** Indications to be confirmed, what was confirmed, and where nobody has been. What is shown is in the address. */
export function VisitsPage() {
  const t = useMessages('visits');
  const summary = useQuery(visitSummaryQuery());
  const [params, setParams] = useSearchParams();
  const tab: TabKey = TABS.find((key) => key === params.get('tampil')) ?? 'to-confirm';
  const other: Other = OTHERS.find((key) => key === params.get('lain')) ?? 'weak';
  const counts: Partial<Record<TabKey, number | undefined>> = {
    'to-confirm': summary.data?.toConfirmCount,
    unvisited: summary.data?.unvisitedCount,
    'to-verify': summary.data?.toVerifyCount,
  };
  return (
    <div className={styles.page}>
      <Loaded query={summary} skeleton={<HeadSkeleton />}>
        {(week) => <Head week={week} />}
      </Loaded>
      <Card>
        <div className={styles.tabs}>
          <Tabs<TabKey>
            id="kunjungan"
            label={t('tabs')}
            tabs={TABS.map((key) => ({ key, label: t(`tab.${key}`), count: counts[key] }))}
            selected={tab}
            onSelect={(key) => setParams(key === 'to-confirm' ? {} : { tampil: key }, { replace: true })}
          >
            {tab === 'other' && (
              <div className={styles.others}>
                <Segments<Other>
                  label={t('other')}
                  options={OTHERS.map((key) => ({ key, label: t(`other.${key}`) }))}
                  selected={other}
                  onSelect={(key) => setParams({ tampil: 'other', lain: key }, { replace: true })}
                />
              </div>
            )}
            <Content tab={tab} other={other} />
          </Tabs>
        </div>
      </Card>
    </div>
  );
}

function Content({ tab, other }: { readonly tab: TabKey; readonly other: Other }) {
  switch (tab) {
    case 'to-confirm':
    case 'confirmed':
      return <VisitList show={tab} />;
    case 'unvisited':
    case 'to-verify':
      return <Attention tab={tab} />;
    case 'other':
      return <VisitList show={other} />;
    default:
      return tab satisfies never;
  }
}

function Head({ week }: { readonly week: VisitSummary }) {
  const t = useMessages('visits');
  const formats = useFormats();
  return (
    <Card className={styles.head}>
      <dl>
        <div>
          <dd>{formats.count(week.visitCount)}</dd>
          <dt>{t('weekVisits', { count: week.visitCount })}</dt>
        </div>
        <div>
          <dd>{formats.count(week.packageCount)}</dd>
          <dt>{t('weekPackages', { count: week.packageCount })}</dt>
        </div>
        <div>
          <dd>{formats.count(week.vehicleCount)}</dd>
          <dt>{t('weekVehicles', { count: week.vehicleCount })}</dt>
        </div>
      </dl>
      <p>{t('about')}</p>
      <LinkButton size="s" href="/kehadiran" icon="map">
        {t('toPresence')}
      </LinkButton>
    </Card>
  );
}

function VisitList({ show }: { readonly show: Shown }) {
  const t = useMessages('visits');
  const query = useInfiniteQuery(visitsQuery(show));
  if (query.data === undefined) {
    return query.isError ? <LoadProblem error={query.error} onRetry={() => void query.refetch()} /> : <Skeleton height="74px" lines={4} />;
  }
  const visits = query.data.pages.flatMap((page) => page.items);
  return (
    <>
      {(show === 'weak' || show === 'excluded') && <p className={styles.hint}>{t(`hint.${show}`)}</p>}
      {visits.length === 0 ? (
        <EmptyState icon="pin" title={t(`none.${show}`)} />
      ) : (
        <ul className={styles.list}>
          {visits.map((visit) => (
            <li key={visit.id}>
              <VisitItem visit={visit} />
            </li>
          ))}
        </ul>
      )}
      {query.hasNextPage && (
        <div className={styles.more}>
          <Button busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {t('more')}
          </Button>
        </div>
      )}
    </>
  );
}

function Attention({ tab }: { readonly tab: 'unvisited' | 'to-verify' }) {
  const query = useQuery(visitAttentionQuery());
  return (
    <Loaded query={query} skeleton={<Skeleton height="52px" lines={5} />}>
      {(attention) => (tab === 'unvisited' ? <UnvisitedList works={attention.unvisited} /> : <ToVerifyList works={attention.toVerify} />)}
    </Loaded>
  );
}

function HeadSkeleton() {
  return (
    <Card>
      <Skeleton height="40px" lines={2} />
    </Card>
  );
}
