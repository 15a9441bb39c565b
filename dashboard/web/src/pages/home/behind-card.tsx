import { Link } from 'wouter';
import type { Home } from '../../api/home';
import { useMessages } from '../../i18n/language';
import { Card } from '../../ui';
import { WorkRow } from '../shared/work-row';
import styles from './behind-card.module.css';

interface BehindCardProps {
  readonly home: Home;
  readonly rows: number;
  readonly withOpd?: boolean;
}

/** The activities furthest behind their plan, worst first. */
export function BehindCard({ home, rows, withOpd = true }: BehindCardProps) {
  const t = useMessages('home');
  const behind = home.mostBehind.filter(({ deviationPts }) => deviationPts < 0);
  return (
    <Card title={t('behind.title')} action={<Link href="/kegiatan">{t('behind.all')}</Link>}>
      {behind.length === 0 ? (
        <p className={styles.none}>{t('behind.none')}</p>
      ) : (
        <ul className={styles.list}>
          {behind.slice(0, rows).map((work) => (
            <li key={work.id}>
              <WorkRow work={work} withOpd={withOpd} />
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
