import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { dutiesQuery } from '../../api/activities';
import { useFormats } from '../../app/region';
import { useUser } from '../../app/session';
import { ProgressRing } from '../../charts/progress-ring';
import { useMessages } from '../../i18n/language';
import { Card, LinkButton, Skeleton } from '../../ui';
import { Loaded } from '../shared/loaded';
import styles from './own-card.module.css';

/** For the head of an agency: how far the own report of today is, and which activities are still open. */
export function OwnCard() {
  const t = useMessages('home');
  const formats = useFormats();
  const user = useUser();
  const query = useQuery(dutiesQuery());
  return (
    <Card>
      <Loaded query={query} skeleton={<Skeleton height="24px" lines={5} />}>
        {(duties) => {
          const open = duties.items.filter(({ isDue, isDone }) => isDue && !isDone);
          const sentence = t('own.done', { done: duties.doneCount, due: duties.dueCount });
          return (
            <>
              <div className={styles.top}>
                <ProgressRing done={duties.doneCount} total={duties.dueCount} label={sentence}>
                  {`${formats.count(duties.doneCount)}/${formats.count(duties.dueCount)}`}
                </ProgressRing>
                <div>
                  <h2>{t('own.title', { opd: user.opdName ?? '' })}</h2>
                  <p>
                    {open.length === 0 ? t('own.all') : sentence}
                    {' · '}
                    {t('missing.cutOff', { cutOff: formats.cutOff(duties.cutOff) })}
                  </p>
                </div>
              </div>
              {open.length > 0 && (
                <ul className={styles.open}>
                  {open.slice(0, 5).map((duty) => (
                    <li key={duty.id}>
                      <Link href={`/kegiatan/${duty.id}`}>{duty.name}</Link>
                    </li>
                  ))}
                </ul>
              )}
              <LinkButton href="/laporan" kind="primary" size="l" wide>
                {t('own.open')}
              </LinkButton>
            </>
          );
        }}
      </Loaded>
    </Card>
  );
}
