import type { Duties } from '../../api/activities';
import { useFormats } from '../../app/region';
import { useNow } from '../../app/server-clock';
import { ProgressRing } from '../../charts/progress-ring';
import { useMessages } from '../../i18n/language';
import type { Parcel } from '../../outbox/task';
import { Card, Icon } from '../../ui';
import { type DayView, minutesUntil } from './day-of-duties';
import styles from './head.module.css';
import { OutboxChip } from './outbox-chip';

interface HeadProps {
  readonly duties: Duties;
  readonly view: DayView;
  readonly parcels: readonly Parcel[];
  readonly isSending: boolean;
  readonly storedAtMs: number | undefined;
}

/** How much is left of today's duty, until when, and whether it has left the phone. */
export function Head({ duties, view, parcels, isSending, storedAtMs }: HeadProps) {
  const t = useMessages('entry');
  const formats = useFormats();
  const now = useNow(30_000);
  const [reminder] = duties.reminders;
  const left = minutesUntil(duties.cutOff, formats.clock(now));
  const cutOff = formats.cutOff(duties.cutOff);
  return (
    <Card className={styles.head}>
      <div className={styles.top}>
        <ProgressRing
          done={view.doneCount}
          total={view.dueCount}
          size={84}
          label={t('ring', { done: view.doneCount, due: view.dueCount })}
        >
          {`${formats.count(view.doneCount)}/${formats.count(view.dueCount)}`}
        </ProgressRing>
        <div>
          <h2>{t('title')}</h2>
          <p>{formats.weekdayDate(duties.date)}</p>
          <p>
            {left > 0
              ? `${t('cutOff', { cutOff })} · ${t('left', { duration: formats.duration(left * 60) })}`
              : t('passed', { cutOff })}
          </p>
        </div>
      </div>
      {reminder !== undefined && view.open.length > 0 && (
        <p className={styles.reminder}>
          <Icon name="bell" size={18} />
          {t('reminded', { name: reminder.byName, time: formats.time(reminder.atMs) })}
        </p>
      )}
      <OutboxChip
        parcels={parcels}
        isSending={isSending}
        storedAtMs={storedAtMs}
        hasReports={view.reported.length > 0}
      />
    </Card>
  );
}
