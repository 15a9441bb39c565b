import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'wouter';
import { type PackageDetail, packageQuery } from '../../api/activities';
import { ApiProblem } from '../../api/http';
import { useFormats } from '../../app/region';
import { useUser } from '../../app/session';
import { usePageTitle } from '../../app/title';
import { SCurve } from '../../charts/s-curve';
import { useMessages } from '../../i18n/language';
import { Badge, Card, EmptyState, LinkButton, Notice, Skeleton } from '../../ui';
import { BandBadge } from '../shared/band';
import { useCurveWords } from '../shared/curve-words';
import { Figures } from '../shared/figures';
import { Loaded } from '../shared/loaded';
import { useToday } from '../shared/use-today';
import styles from './activity-page.module.css';
import { Facts } from './facts';
import { moneyGap } from './money-gap';
import { Obstacles } from './obstacles';
import { Place } from './place';
import { Stages } from './stages';
import { Updates } from './updates';
import { VisitsCard } from './visits-card';

/** One activity on one page: where it stands, why, since when, who said so, and where it is. */
export function ActivityPage() {
  const common = useMessages('common');
  const { id } = useParams<{ id: string }>();
  const query = useQuery(packageQuery(/^\d{1,9}$/.test(id) ? Number(id) : 0));
  usePageTitle(query.data?.name);
  if (query.error instanceof ApiProblem && query.error.status === 404) {
    return <EmptyState icon="search" title={common('notFound')} />;
  }
  return (
    <div className={styles.page}>
      <Loaded query={query} skeleton={<ActivitySkeleton />}>
        {(work) => (
          <>
            <Head work={work} />
            <div className={styles.columns}>
              <div className={styles.column}>
                <CurveCard work={work} />
                <Updates updates={work.updates} />
              </div>
              <div className={styles.column}>
                <Obstacles obstacles={work.obstacles} />
                <VisitsCard work={work} />
                <Place work={work} />
                <Facts work={work} />
              </div>
            </div>
          </>
        )}
      </Loaded>
    </div>
  );
}

/** Flags that have a word; the collector may know more than this page. */
const FLAGS = ['late', 'postponed', 'cancelled', 'terminated', 'tender-failed'] as const;

function Head({ work }: { readonly work: PackageDetail }) {
  const t = useMessages('activity');
  const user = useUser();
  const mayReport = user.opdId === work.opdId && (user.role === 'opd-operator' || user.role === 'opd-head');
  return (
    <Card className={styles.head}>
      <div className={styles.title}>
        <div>
          <h2>{work.name}</h2>
          <p>
            <Link href={`/opd/${work.opdId}`}>{work.opdName}</Link>
          </p>
        </div>
        <div className={styles.badges}>
          {work.state === 'running' && <BandBadge band={work.band} />}
          {FLAGS.filter((flag) => work.flags.includes(flag)).map((flag) => (
            <Badge key={flag} tone="bad">
              {t(`flag.${flag}`)}
            </Badge>
          ))}
          {work.isPriority && <Badge tone="accent">{t('priority')}</Badge>}
        </div>
        {mayReport && (
          <LinkButton href={`/laporan?kegiatan=${work.id}`} kind="primary" icon="entry">
            {t('report')}
          </LinkButton>
        )}
      </div>
      <Stages stage={work.stage} />
      <Figures standing={work} band={work.band} />
      <Gap work={work} />
    </Card>
  );
}

/** Work and money part for innocent reasons; the page says so before anybody accuses. */
function Gap({ work }: { readonly work: PackageDetail }) {
  const t = useMessages('activity');
  const formats = useFormats();
  const gap = moneyGap(work.physicalPct, work.financialPct);
  switch (gap.kind) {
    case 'none':
      return null;
    case 'not-billed':
      return <Notice>{t('notBilled', { points: formats.pointsPlain(gap.gapPts) })}</Notice>;
    case 'paid-ahead':
      return <Notice tone="warn">{t('paidAhead', { points: formats.pointsPlain(gap.gapPts) })}</Notice>;
    default:
      return gap satisfies never;
  }
}

function CurveCard({ work }: { readonly work: PackageDetail }) {
  const t = useMessages('activity');
  const formats = useFormats();
  const today = useToday();
  const { words, sentenceOf } = useCurveWords();
  const sentence = sentenceOf({ ...work, date: today });
  const isEmpty = work.curve.plan.length + work.curve.actual.length === 0;
  return (
    <Card title={t('curve')}>
      {isEmpty ? (
        <p className={styles.quiet}>{t('curveNone')}</p>
      ) : (
        <>
          <p className={styles.sentence}>{sentence}</p>
          <SCurve curve={work.curve} today={today} formats={formats} words={words} sentence={sentence} height={230} />
        </>
      )}
    </Card>
  );
}

function ActivitySkeleton() {
  return (
    <Card>
      <Skeleton height="34px" lines={6} />
    </Card>
  );
}
