import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { ChangedPackage, Home } from '../../api/home';
import { visitSummaryQuery } from '../../api/visits';
import { useFormats } from '../../app/region';
import { useMessages } from '../../i18n/language';
import { Card, Icon } from '../../ui';
import { Money } from '../shared/money';
import styles from './since-card.module.css';

/** What is different from yesterday; each figure opens the activities behind it. */
export function SinceCard({ home }: { readonly home: Home }) {
  const t = useMessages('home');
  const formats = useFormats();
  const since = home.sinceYesterday;
  const isQuiet = since.finished.length + since.becameLate.length + since.started.length + since.obstaclesOpened === 0;
  return (
    <Card title={t('since.title')}>
      <ul className={styles.list}>
        <Changed tone="good" packages={since.finished} words={t('since.finished', { count: since.finished.length })} />
        <Changed tone="bad" packages={since.becameLate} words={t('since.late', { count: since.becameLate.length })} />
        <Changed tone="plain" packages={since.started} words={t('since.started', { count: since.started.length })} />
        {isQuiet && <li className={styles.quiet}>{t('since.quiet')}</li>}
        <li>
          <Link href="/capaian" className={styles.change}>
            <b>{formats.percent(since.physicalPct)}</b>
            <span className={styles.words}>
              {physicalWords(since.physicalChangePts, formats.pointsPlain(since.physicalChangePts), t)}
              <small>
                {t(since.deviationPts < 0 ? 'since.planBehind' : 'since.planAhead', {
                  plan: formats.percent(since.plannedPct),
                  points: formats.pointsPlain(since.deviationPts),
                })}
              </small>
            </span>
          </Link>
        </li>
        {since.financialChangeRp > 0 && (
          <Plain
            figure={<Icon name="money" size={26} />}
            words={
              <>
                <Money rupiah={since.financialChangeRp} /> {t('since.money')}
              </>
            }
            hint={t('since.moneyHint')}
          />
        )}
        {since.obstaclesOpened > 0 && (
          <Plain
            figure={formats.signed(since.obstaclesOpened)}
            words={t('since.obstacles', { count: since.obstaclesOpened })}
          />
        )}
        <VisitsLine />
      </ul>
    </Card>
  );
}

/** The visits of the week in one line. Without it the card says no less. */
function VisitsLine() {
  const t = useMessages('visits');
  const formats = useFormats();
  const { data } = useQuery(visitSummaryQuery());
  if (data === undefined) return null;
  return (
    <li>
      <Link href="/kunjungan" className={styles.change}>
        <b>{formats.count(data.visitCount)}</b>
        <span className={styles.words}>
          {t('homeLine', { count: data.visitCount })}
          <small>
            {data.unvisitedCount === 0
              ? t('homeHintAll', { packages: formats.count(data.packageCount) })
              : t('homeHint', { packages: formats.count(data.packageCount), unvisited: formats.count(data.unvisitedCount) })}
          </small>
        </span>
      </Link>
    </li>
  );
}

interface ChangedProps {
  readonly tone: 'good' | 'bad' | 'plain';
  readonly packages: readonly ChangedPackage[];
  readonly words: string;
}

function Changed({ tone, packages, words }: ChangedProps) {
  const t = useMessages('home');
  const formats = useFormats();
  const [first] = packages;
  if (first === undefined) return null;
  const names =
    packages.length < 3
      ? packages.map(({ name }) => name).join(', ')
      : t('since.andOthers', { first: first.name, count: packages.length - 1 });
  return (
    <li>
      <details className={styles.details}>
        <summary className={styles.change}>
          <b data-tone={tone}>{formats.signed(packages.length)}</b>
          <span className={styles.words}>
            {words}
            <small>{names}</small>
          </span>
          <Icon name="chevron-down" size={18} />
        </summary>
        <ul className={styles.packages}>
          {packages.map(({ packageId, name, opdName }) => (
            <li key={packageId}>
              <Link href={`/kegiatan/${packageId}`}>
                {name}
                <small>{opdName}</small>
              </Link>
            </li>
          ))}
        </ul>
      </details>
    </li>
  );
}

interface PlainProps {
  readonly figure: ReactNode;
  readonly words: ReactNode;
  readonly hint?: string;
}

function Plain({ figure, words, hint }: PlainProps) {
  return (
    <li className={styles.change}>
      <b>{figure}</b>
      <span className={styles.words}>
        {words}
        {hint !== undefined && <small>{hint}</small>}
      </span>
    </li>
  );
}

function physicalWords(change: number, points: string, t: ReturnType<typeof useMessages<'home'>>): string {
  if (change > 0) return t('since.physicalUp', { points });
  if (change < 0) return t('since.physicalDown', { points });
  return t('since.physicalSame');
}
