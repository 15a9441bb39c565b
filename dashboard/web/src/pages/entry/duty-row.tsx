import type { Duty } from '../../api/activities';
import { useFormats } from '../../app/region';
import type { Day } from '../../format/days';
import { useMessages } from '../../i18n/language';
import type { Task } from '../../outbox/task';
import { Badge, Button } from '../../ui';
import { BandBadge } from '../shared/band';
import styles from './duty-row.module.css';
import type { EntryFields } from './entry-form';
import { EntryFormView } from './entry-form-view';

/** What a row needs to show an activity and to take its report. */
export interface RowOf {
  readonly duty: Duty;
  readonly date: Day;
  readonly phrases: readonly string[];
  readonly saved: EntryFields | undefined;
  readonly savedAtMs: number | undefined;
  readonly isEditing: boolean;
  readonly onEdit: () => void;
  /** Opens the form with what was sent before. */
  readonly onEditAgain: (fields: EntryFields) => void;
  readonly onCancel: () => void;
  readonly onSave: (packageId: number, fields: EntryFields) => void;
  readonly onSend: (task: Task) => void;
}

interface DutyRowProps {
  readonly row: RowOf;
  readonly isFirst: boolean;
  /** Absent where nothing is due: then only a change can be reported. */
  readonly onNihil?: () => void;
}

/** One activity that still waits for today's word: what stood last, and two big answers. */
export function DutyRow({ row, isFirst, onNihil }: DutyRowProps) {
  const t = useMessages('entry');
  const formats = useFormats();
  const { duty, date, isEditing } = row;
  const { previous } = duty;
  const title = `duty-${duty.id}`;
  return (
    <article className={styles.row} data-band={duty.band} aria-labelledby={title}>
      <div className={styles.text}>
        <div className={styles.head}>
          <h3 id={title}>{duty.name}</h3>
          {duty.band !== 'on-track' && <BandBadge band={duty.band} />}
          {row.saved !== undefined && !isEditing && <Badge tone="accent">{t('rowState.draft')}</Badge>}
        </div>
        <p className={styles.known}>
          {previous === undefined
            ? t('neverReported')
            : t('previous', {
                pct: formats.percentAsTyped(previous.physicalPct),
                day: formats.dayRelative(previous.date, date),
              })}
          {' · '}
          {t('planned', { plan: formats.percent(duty.plannedPct, 0) })}
        </p>
      </div>
      {isEditing ? (
        <EntryFormView row={row} />
      ) : (
        <div className={styles.answers}>
          {onNihil !== undefined && (
            <Button size="l" data-first-action={isFirst || undefined} aria-describedby={title} onClick={onNihil}>
              {t('nihil')}
            </Button>
          )}
          <Button
            size="l"
            data-first-action={(isFirst && onNihil === undefined) || undefined}
            aria-describedby={title}
            onClick={row.onEdit}
          >
            {t('change')}
          </Button>
        </div>
      )}
    </article>
  );
}
