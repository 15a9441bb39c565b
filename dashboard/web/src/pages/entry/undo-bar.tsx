import type { Duties } from '../../api/activities';
import { useNow } from '../../app/server-clock';
import { useFormats } from '../../app/region';
import { useMessages } from '../../i18n/language';
import { UNDO_MS } from '../../outbox/outbox';
import { type Parcel, packagesOf } from '../../outbox/task';
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
  const now = useNow();
  const parcel = parcels.findLast(
    ({ phase }) => phase.kind === 'waiting' && phase.attempts === 0 && phase.notBeforeMs > now,
  );
  const undoMs = parcel?.phase.kind === 'waiting' ? parcel.phase.notBeforeMs - now : 0;
  const ids = parcel === undefined ? [] : packagesOf(parcel.task);
  const name = duties.items.find(({ id }) => id === ids[0])?.name ?? '';
  return (
    <div role="status" className={styles.place}>
      {parcel !== undefined && (
        <div className={styles.bar}>
          <span>{ids.length === 1 ? t('oneDone', { name }) : t('restDone', { count: ids.length })}</span>
          <button type="button" onClick={() => onUndo(parcel.key)}>
            {t('undo')} <span aria-hidden="true">({formats.count(Math.ceil(Math.min(UNDO_MS, undoMs) / 1000))})</span>
          </button>
        </div>
      )}
    </div>
  );
}
