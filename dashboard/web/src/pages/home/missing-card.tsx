import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'wouter';
import { complianceQuery } from '../../api/compliance';
import type { Home, MissingOpd } from '../../api/home';
import { useFormats } from '../../app/region';
import { OpdTicks, type Tick } from '../../charts/opd-ticks';
import { useMessages } from '../../i18n/language';
import { Button, Card, Icon } from '../../ui';
import { RemindButton } from '../shared/remind-button';
import styles from './missing-card.module.css';
import { SentenceDialog } from './sentence-dialog';

interface MissingCardProps {
  readonly home: Home;
  /** More names fit beside each other on a desktop. */
  readonly rows: number;
  readonly mayRemind: boolean;
}

/** Who has not reported: the figure, everybody's tick, the names, and one action. */
export function MissingCard({ home, rows, mayRemind }: MissingCardProps) {
  const t = useMessages('home');
  const formats = useFormats();
  const [isSentenceOpen, setSentenceOpen] = useState(false);
  const { missing, reportedCount, totalCount, cutOff, isCutOffPassed } = home.compliance;
  const hidden = missing.length - rows;
  return (
    <Card className={styles.card}>
      <Link href="/kepatuhan" className={styles.figure}>
        {missing.length === 0 ? (
          <>
            <span className={styles.done}>
              <Icon name="check" size={34} />
            </span>
            <span className={styles.words}>
              {t('missing.none')}
              <small>{t('missing.noneHint', { total: totalCount, cutOff: formats.cutOff(cutOff) })}</small>
            </span>
          </>
        ) : (
          <>
            <b>{formats.count(missing.length)}</b>
            <span className={styles.words}>
              {t('missing.title', { count: missing.length })}
              <small>
                {t('missing.reported', { reported: reportedCount, total: totalCount })}
                {' · '}
                {t(isCutOffPassed ? 'missing.cutOffPassed' : 'missing.cutOff', { cutOff: formats.cutOff(cutOff) })}
              </small>
            </span>
          </>
        )}
      </Link>
      <Ticks home={home} />
      {missing.length > 0 && (
        <ul className={styles.names}>
          {missing.slice(0, rows).map((opd) => (
            <li key={opd.opdId}>
              <Link href={`/opd/${opd.opdId}`}>{opd.name}</Link>
              <MissedSince opd={opd} />
            </li>
          ))}
          {hidden > 0 && (
            <li>
              <Link href="/kepatuhan" className={styles.others}>
                {t('missing.others', { count: hidden })}
              </Link>
            </li>
          )}
        </ul>
      )}
      {mayRemind && missing.length > 0 && <RemindButton opdIds={missing.map(({ opdId }) => opdId)} />}
      {mayRemind && (
        <Button kind="quiet" icon="link" wide className={styles.sentence} onClick={() => setSentenceOpen(true)}>
          {t('missing.sentence')}
        </Button>
      )}
      <SentenceDialog home={home} open={isSentenceOpen} onClose={() => setSentenceOpen(false)} />
    </Card>
  );
}

function MissedSince({ opd }: { readonly opd: MissingOpd }) {
  const t = useMessages('home');
  if (opd.missedDays > 0) {
    return <span className={styles.missed}>{t('missing.dayNumber', { count: opd.missedDays + 1 })}</span>;
  }
  return (
    <span className={styles.missed} data-mild="">
      {t(opd.state === 'partial' ? 'missing.partial' : 'missing.today')}
    </span>
  );
}

/** Until the list of all agencies has arrived, the ticks stand in the order of the figures alone. */
function Ticks({ home }: { readonly home: Home }) {
  const t = useMessages('home');
  const names = useMessages('common');
  const { data } = useQuery(complianceQuery());
  const { missing, reportedCount, totalCount } = home.compliance;
  const ticks: readonly Tick[] =
    data === undefined
      ? [
          ...Array.from({ length: reportedCount }, (_, index) => ({ id: -index - 1, state: 'complete' as const, label: '' })),
          ...missing.map(({ opdId, state, name }) => ({ id: opdId, state, label: name })),
        ]
      : data.opds.map(({ opdId, state, name }) => ({
          id: opdId,
          state,
          label: `${name}: ${names(`reportState.${state}`)}`,
        }));
  return (
    <div className={styles.ticks}>
      <OpdTicks
        ticks={ticks}
        sentence={t('missing.ticks', { reported: reportedCount, total: totalCount, missing: missing.length })}
      />
    </div>
  );
}
