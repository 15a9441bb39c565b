import { useFormats } from '../../app/region';
import { useMessages } from '../../i18n/language';
import type { Parcel } from '../../outbox/task';
import { useUndoTime } from '../../outbox/use-undo-time';
import { Button, Icon, Notice } from '../../ui';
import { ConflictPanel } from './conflict-panel';
import type { DutyView } from './day-of-duties';
import { useDeviceWord } from './device-word';
import styles from './done-row.module.css';
import type { RowOf } from './duty-row';
import { fieldsOfUpdate } from './entry-form';
import { EntryFormView } from './entry-form-view';

interface DoneRowProps {
  readonly view: DutyView;
  readonly row: RowOf;
  readonly onUndo: (key: string) => void;
  readonly onDrop: (key: string) => void;
}

/** One activity that has today's word: what was said, where it is, and the way to change it. */
export function DoneRow({ view, row, onUndo, onDrop }: DoneRowProps) {
  const t = useMessages('entry');
  const { duty, standing } = view;
  const title = `done-${duty.id}`;
  return (
    <article className={styles.row} aria-labelledby={title} data-attention={standing.kind === 'attention' || undefined}>
      <div className={styles.line}>
        <span className={styles.mark} data-standing={standing.kind}>
          <Icon name={standing.kind === 'attention' ? 'warning' : 'check'} size={16} />
        </span>
        <div className={styles.words}>
          <h3 id={title}>{duty.name}</h3>
          <p>
            <Said view={view} /> · <Where view={view} />
          </p>
        </div>
        {standing.kind === 'kept' && <Undo parcel={standing.parcel} onUndo={onUndo} />}
        {standing.kind === 'stored' && !row.isEditing && (
          <Button kind="quiet" size="s" aria-describedby={title} onClick={row.onEdit}>
            {t('correct')}
          </Button>
        )}
      </div>
      {standing.kind === 'attention' && standing.parcel.phase.kind === 'conflict' && !row.isEditing && (
        <ConflictPanel duty={duty} parcel={standing.parcel} row={row} onKeepServer={() => onDrop(standing.parcel.key)} />
      )}
      {standing.kind === 'attention' && standing.parcel.phase.kind === 'refused' && !row.isEditing && (
        <Refused parcel={standing.parcel} row={row} onDrop={() => onDrop(standing.parcel.key)} />
      )}
      {row.isEditing && <EntryFormView row={row} />}
    </article>
  );
}

function Said({ view: { duty, standing } }: { readonly view: DutyView }) {
  const t = useMessages('entry');
  const formats = useFormats();
  if (standing.kind === 'kept' || standing.kind === 'attention') {
    const { task } = standing.parcel;
    if (task.kind === 'nihil' || task.update.kind === 'nihil') return t('doneNihil');
    return t('doneProgress', { pct: formats.percentAsTyped(task.update.physicalPct ?? duty.physicalPct) });
  }
  if (duty.today?.kind === 'progress') return t('doneProgress', { pct: formats.percentAsTyped(duty.today.physicalPct) });
  return t('doneNihil');
}

function Where({ view: { duty, standing } }: { readonly view: DutyView }) {
  const t = useMessages('entry');
  const formats = useFormats();
  const device = useDeviceWord();
  if (standing.kind === 'stored') {
    return duty.today === undefined ? t('chip.sent') : t('rowState.sent', { time: formats.time(duty.today.atMs) });
  }
  if (standing.kind !== 'attention') return t('rowState.saved', { device });
  return t(standing.parcel.phase.kind === 'conflict' ? 'rowState.conflict' : 'rowState.refused');
}

function Undo({ parcel, onUndo }: { readonly parcel: Parcel; readonly onUndo: (key: string) => void }) {
  const t = useMessages('entry');
  if (useUndoTime(parcel) === 0) return null;
  return (
    <Button kind="quiet" size="s" onClick={() => onUndo(parcel.key)}>
      {t('undo')}
    </Button>
  );
}

function Refused({ parcel, row, onDrop }: { readonly parcel: Parcel; readonly row: RowOf; readonly onDrop: () => void }) {
  const t = useMessages('entry');
  if (parcel.phase.kind !== 'refused') return null;
  const { task } = parcel;
  const edit = () => (task.kind === 'update' ? row.onEditAgain(fieldsOfUpdate(task.update, row.duty)) : row.onEdit());
  return (
    <div className={styles.panel}>
      <Notice tone="bad">
        <b>{t('refused.title')}</b>
        <p>{parcel.phase.message}</p>
        {parcel.phase.fields.map(({ field, message }) => (
          <p key={field}>{message}</p>
        ))}
      </Notice>
      <div className={styles.actions}>
        <Button kind="primary" onClick={edit}>
          {t('refused.edit')}
        </Button>
        <Button onClick={onDrop}>{t('refused.drop')}</Button>
      </div>
    </div>
  );
}
