import { useQuery } from '@tanstack/react-query';
import { type Obstacle, obstacleCodesQuery } from '../../api/activities';
import { useFormats } from '../../app/region';
import { daysBetween } from '../../format/days';
import { useLanguage, useMessages } from '../../i18n/language';
import { Card } from '../../ui';
import { useToday } from '../shared/use-today';
import styles from './obstacles.module.css';

/** What stands in the way, since when, and who can help: open ones first. */
export function Obstacles({ obstacles }: { readonly obstacles: readonly Obstacle[] }) {
  const t = useMessages('activity');
  const sorted = [...obstacles].sort((a, b) => Number(b.isOpen) - Number(a.isOpen) || b.since.localeCompare(a.since));
  return (
    <Card title={t('obstacles')}>
      {sorted.length === 0 ? (
        <p className={styles.none}>{t('obstaclesNone')}</p>
      ) : (
        <ul className={styles.list}>
          {sorted.map((obstacle) => (
            <li key={`${obstacle.code} ${obstacle.since} ${obstacle.text}`}>
              <ObstacleItem obstacle={obstacle} />
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

function ObstacleItem({ obstacle }: { readonly obstacle: Obstacle }) {
  const t = useMessages('activity');
  const { language } = useLanguage();
  const formats = useFormats();
  const today = useToday();
  const codes = useQuery(obstacleCodesQuery(language));
  const name = codes.data?.find(({ code }) => code === obstacle.code)?.name ?? obstacle.code;
  const days = Math.max(0, daysBetween(obstacle.since, today));
  const { dueDate } = obstacle;
  return (
    <div className={styles.obstacle} data-open={obstacle.isOpen || undefined}>
      <h3>{name}</h3>
      <p>{obstacle.text}</p>
      <p className={styles.when}>
        {obstacle.isOpen
          ? t('since', { date: formats.dayMonth(obstacle.since), days: t('days', { count: days }) })
          : t('closed')}
        {obstacle.isOpen && dueDate !== undefined && (
          <span data-overdue={dueDate < today || undefined}>
            {' · '}
            {t(dueDate < today ? 'overdue' : 'due', { date: formats.dayMonth(dueDate) })}
          </span>
        )}
      </p>
      {obstacle.helpFrom !== undefined && obstacle.isOpen && (
        <p className={styles.help}>{t('helpFrom', { who: obstacle.helpFrom })}</p>
      )}
    </div>
  );
}
