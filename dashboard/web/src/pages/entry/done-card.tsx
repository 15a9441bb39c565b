import { useState } from 'react';
import type { Duties } from '../../api/activities';
import { useFormats } from '../../app/region';
import { useUser } from '../../app/session';
import { useMessages } from '../../i18n/language';
import { Button, Card, Icon } from '../../ui';
import type { DayView } from './day-of-duties';
import styles from './done-card.module.css';
import { kinerjaText } from './kinerja-text';

interface DoneCardProps {
  readonly duties: Duties;
  readonly view: DayView;
  readonly storedAtMs: number | undefined;
}

/** The day is done: said calmly, and turned into the sentences that the operator's own daily log asks for. */
export function DoneCard({ duties, view, storedAtMs }: DoneCardProps) {
  const t = useMessages('entry');
  const formats = useFormats();
  const user = useUser();
  const [isCopied, setIsCopied] = useState(false);
  const lastMs = duties.items.reduce((latest, { today }) => Math.max(latest, today?.atMs ?? 0), storedAtMs ?? 0);
  const copy = async () => {
    await navigator.clipboard.writeText(kinerjaText(duties, user.opdName ?? '', formats, t));
    setIsCopied(true);
  };
  return (
    <Card className={styles.card}>
      <span className={styles.disc} data-pending={!view.isStored || undefined}>
        <Icon name={view.isStored ? 'check' : 'device'} size={34} />
      </span>
      <h2>{view.isStored ? t('done.title', { time: formats.time(lastMs) }) : t('done.keptTitle')}</h2>
      <p>{view.isStored ? t('done.text', { count: formats.count(view.doneCount) }) : t('done.pending')}</p>
      {view.isStored && (
        <Button kind="primary" size="l" icon={isCopied ? 'check' : 'entry'} onClick={() => void copy()}>
          {t(isCopied ? 'done.copied' : 'done.copy')}
        </Button>
      )}
    </Card>
  );
}
