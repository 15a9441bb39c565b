import { useQuery } from '@tanstack/react-query';
import { type Duty, type Update, packageQuery } from '../../api/activities';
import { useFormats } from '../../app/region';
import { useMessages } from '../../i18n/language';
import type { Parcel, UpdateDraft } from '../../outbox/task';
import { Button, Skeleton } from '../../ui';
import styles from './conflict-panel.module.css';
import { useDeviceWord } from './device-word';
import type { RowOf } from './duty-row';
import { fieldsOfUpdate } from './entry-form';

interface ConflictPanelProps {
  readonly duty: Duty;
  readonly parcel: Parcel;
  readonly row: RowOf;
  readonly onKeepServer: () => void;
}

/** Two reports of one day, beside each other. Neither overwrites the other until a person has chosen. */
export function ConflictPanel({ duty, parcel, row, onKeepServer }: ConflictPanelProps) {
  const t = useMessages('entry');
  const formats = useFormats();
  const device = useDeviceWord();
  const { data } = useQuery(packageQuery(duty.id));
  const { task } = parcel;
  const mine: UpdateDraft = task.kind === 'update' ? task.update : { date: task.date, kind: 'nihil' };
  const theirs = data?.updates.find(({ date, supersededBy }) => date === mine.date && supersededBy === undefined);
  return (
    <div className={styles.panel}>
      <h4>{t('conflict.title')}</h4>
      <div className={styles.sides}>
        <div className={styles.side}>
          <p className={styles.whose}>{t('conflict.server')}</p>
          {theirs === undefined ? (
            data === undefined ? (
              <Skeleton lines={2} />
            ) : (
              <p>{t('conflict.noServer')}</p>
            )
          ) : (
            <>
              <Value update={theirs} fallbackPct={duty.physicalPct} />
              <p className={styles.by}>{t('conflict.by', { name: theirs.byName, time: formats.time(theirs.atMs) })}</p>
            </>
          )}
        </div>
        <div className={styles.side}>
          <p className={styles.whose}>{t('conflict.phone', { device })}</p>
          <Value update={mine} fallbackPct={duty.physicalPct} />
          <p className={styles.by}>{formats.time(parcel.madeAtMs)}</p>
        </div>
      </div>
      <div className={styles.actions}>
        <Button onClick={onKeepServer}>{t('conflict.keepServer')}</Button>
        <Button kind="primary" onClick={() => row.onEditAgain(fieldsOfUpdate(mine, duty))}>
          {t('conflict.sendMine')}
        </Button>
      </div>
    </div>
  );
}

function Value({ update, fallbackPct }: { readonly update: UpdateDraft | Update; readonly fallbackPct: number }) {
  const t = useMessages('entry');
  const formats = useFormats();
  return (
    <>
      <b>{update.kind === 'nihil' ? t('doneNihil') : formats.percentAsTyped(update.physicalPct ?? fallbackPct)}</b>
      {update.note !== undefined && <p>{update.note}</p>}
    </>
  );
}
