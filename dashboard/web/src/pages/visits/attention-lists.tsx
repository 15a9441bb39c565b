import { Link } from 'wouter';
import type { ToVerify, Unvisited } from '../../api/visits';
import { useFormats } from '../../app/region';
import { dayOf } from '../../format/days';
import { useMessages } from '../../i18n/language';
import { EmptyState } from '../../ui';
import styles from './visits-page.module.css';

/** Behind their plan, and no vehicle was there of late: where to go first. */
export function UnvisitedList({ works }: { readonly works: readonly Unvisited[] }) {
  const t = useMessages('visits');
  const formats = useFormats();
  if (works.length === 0) return <EmptyState icon="check" title={t('none.unvisited')} />;
  return (
    <>
      <p className={styles.hint}>{t('hint.unvisited')}</p>
      <ul className={styles.list}>
        {works.map((work) => (
          <li key={work.packageId}>
            <Link href={`/kegiatan/${work.packageId}`} className={styles.work}>
              <span className={styles.name}>
                {work.name}
                <small>
                  {work.opdName} · {formats.rupiah(work.paguRp)}
                </small>
              </span>
              <span className={styles.side}>
                <b data-band={work.band}>{formats.points(work.deviationPts, 0)}</b>
                <small>
                  {work.lastVisitMs === undefined ? t('never') : t('lastSeen', { when: formats.dayMonth(dayOf(work.lastVisitMs, formats.zone.timeZone)) })}
                </small>
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </>
  );
}

/** Progress that rose by a lot at once, unseen. */
export function ToVerifyList({ works }: { readonly works: readonly ToVerify[] }) {
  const t = useMessages('visits');
  const formats = useFormats();
  if (works.length === 0) return <EmptyState icon="check" title={t('none.to-verify')} />;
  return (
    <>
      <p className={styles.hint}>{t('hint.to-verify')}</p>
      <ul className={styles.list}>
        {works.map((work) => (
          <li key={work.packageId}>
            <Link href={`/kegiatan/${work.packageId}`} className={styles.work}>
              <span className={styles.name}>
                {work.name}
                <small>{work.opdName}</small>
              </span>
              <span className={styles.side}>
                <b>{formats.points(work.toPct - work.fromPct, 0)}</b>
                <small>
                  {t('jump', {
                    from: formats.percent(work.fromPct, 0),
                    to: formats.percent(work.toPct, 0),
                    date: formats.dateShort(work.date),
                  })}
                </small>
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </>
  );
}
