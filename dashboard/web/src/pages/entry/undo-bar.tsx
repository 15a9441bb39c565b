import type { Duties } from '../../api/activities';
import { useFormats } from '../../app/region';
import { useMessages } from '../../i18n/language';
import { type Parcel, packagesOf } from '../../outbox/task';
import { useUndoTime } from '../../outbox/use-undo-time';
import styles from './undo-bar.module.css';

interface UndoBarProps {
  readonly parcels: readonly Parcel[];
  readonly duties: Duties;
  readonly onUndo: (key: string) => void;
}

/** The last nihil can be taken back for a few seconds, where the thumb is. */
export function UndoBar({ parcels, duties, onUndo }: UndoBarProps) {
  const t = useMessages('entry');
  const formats = useFormats();
  const parcel = parcels.findLast(({ phase }) => phase.kind === 'waiting' && phase.attempts === 0);
  const undoMs = useUndoTime(parcel);
  const ids = parcel === undefined ? [] : packagesOf(parcel.task);
  const name = duties.items.find(({ id }) => id === ids[0])?.name ?? '';
  return (
    <div role="status" className={styles.place}>
      {parcel !== undefined && undoMs > 0 && (
        <div className={styles.bar}>
          <span>{ids.length === 1 ? t('oneDone', { name }) : t('restDone', { count: ids.length })}</span>
          <button type="button" onClick={() => onUndo(parcel.key)}>
            {t('undo')} <span aria-hidden="true">({formats.count(Math.ceil(undoMs / 1000))})</span>
          </button>
        </div>
      )}
    </div>
  );
}
