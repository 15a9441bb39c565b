import { Link } from 'wouter';
import type { Package } from '../../api/activities';
import { useFormats } from '../../app/region';
import { DeviationBar } from '../../charts/deviation-bar';
import { useMessages } from '../../i18n/language';
import styles from './work-row.module.css';

interface WorkRowProps {
  readonly work: Package;
  /** On the page of an agency its name is not said again on each row. */
  readonly withOpd?: boolean;
}

/** One activity as a leader reads it: name, how far from the plan, the bar, whose it is. */
export function WorkRow({ work, withOpd = true }: WorkRowProps) {
  const t = useMessages('common');
  const formats = useFormats();
  const actual = formats.percent(work.physicalPct, 0);
  const plan = formats.percent(work.plannedPct, 0);
  return (
    <Link href={`/kegiatan/${work.id}`} className={styles.row}>
      <span className={styles.top}>
        <span className={styles.name}>{work.name}</span>
        <b className={styles.points} data-band={work.band}>
          {formats.points(work.deviationPts, 0)}
        </b>
      </span>
      <DeviationBar
        actualPct={work.physicalPct}
        plannedPct={work.plannedPct}
        band={work.band}
        label={t('barSentence', { actual, plan })}
      />
      <span className={styles.below}>
        <span className={styles.opd}>{withOpd ? work.opdName : `${t(`kind.${work.kind}`)} · ${formats.rupiah(work.paguRp)}`}</span>
        <span>{t('ofPlan', { actual, plan })}</span>
      </span>
    </Link>
  );
}
