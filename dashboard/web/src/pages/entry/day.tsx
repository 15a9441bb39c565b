import { useEffect, useRef, useState } from 'react';
import { useSearchParams } from 'wouter';
import type { Duties, Duty } from '../../api/activities';
import { useFormats } from '../../app/region';
import { serverNowMs } from '../../app/server-clock';
import { useUser } from '../../app/session';
import { useMessages } from '../../i18n/language';
import { type OpenOutbox, useOutboxView } from '../../outbox/outbox-provider';
import type { Task } from '../../outbox/task';
import { Button, Card, EmptyState, Notice, useToast } from '../../ui';
import { type DutyView, lastPhrases, viewOfDay } from './day-of-duties';
import styles from './day.module.css';
import { DoneCard } from './done-card';
import { DoneRow } from './done-row';
import { DutyRow } from './duty-row';
import { type EntryFields, sortByRisk } from './entry-form';
import { Head } from './head';
import { useSavedForms } from './saved-forms';
import { UndoBar } from './undo-bar';

interface DayProps {
  readonly duties: Duties;
  readonly open: OpenOutbox;
}

/** A double tap must not report the next activity, too: it slides under the thumb as soon as one is done. */
const SETTLE_MS = 350;
const PHRASES = 5;

export function Day({ duties, open }: DayProps) {
  const t = useMessages('entry');
  const formats = useFormats();
  const user = useUser();
  const toast = useToast();
  const [params] = useSearchParams();
  const { outbox, store, isVolatile } = open;
  const { parcels, sending, storedAtMs } = useOutboxView(outbox);
  const forms = useSavedForms(store, user.id, duties.date, serverNowMs);
  const view = viewOfDay(duties, parcels);
  const [editing, setEditing] = useState<number | undefined>(() => numberOf(params.get('kegiatan')));
  const [justReported, setJustReported] = useState(false);
  const listing = useRef<HTMLDivElement>(null);

  const rows = sortByRisk(
    view.open.map(({ duty }) => duty),
    () => false,
  );
  const phrases = lastPhrases(duties, PHRASES);

  // After a report the next activity takes its place; the keyboard goes on from there.
  const firstId = rows[0]?.id;
  useEffect(() => {
    if (!justReported) return;
    listing.current?.querySelector<HTMLElement>('[data-first-action]')?.focus({ preventScroll: true });
    const timer = window.setTimeout(() => setJustReported(false), SETTLE_MS);
    return () => window.clearTimeout(timer);
  }, [justReported, firstId]);

  const report = async (task: Task, undoable: boolean) => {
    const parcel = await outbox.add(task, { undoable });
    if (parcel === undefined) {
      toast.show({ text: t('chip.full'), tone: 'bad' });
      return;
    }
    for (const id of task.kind === 'update' ? [task.packageId] : task.packageIds) forms.forget(id);
    setEditing(undefined);
    setJustReported(true);
  };
  const nihil = (of: readonly Duty[]) => {
    if (justReported || of.length === 0) return;
    void report({ kind: 'nihil', date: duties.date, packageIds: of.map(({ id }) => id) }, true);
  };
  const rowOf = (duty: Duty) => ({
    duty,
    date: duties.date,
    phrases,
    saved: forms.find(duty.id),
    savedAtMs: forms.savedAtMs(duty.id),
    isEditing: editing === duty.id,
    onEdit: () => setEditing(duty.id),
    onEditAgain: (fields: EntryFields) => {
      forms.put(duty.id, fields);
      setEditing(duty.id);
    },
    onCancel: () => {
      setEditing(undefined);
      forms.forget(duty.id);
    },
    onSave: forms.save,
    onSend: (task: Task) => void report(task, false),
  });
  const doneRow = (each: DutyView) => (
    <DoneRow
      key={each.duty.id}
      view={each}
      row={rowOf(each.duty)}
      onUndo={(key) => void outbox.remove(key)}
      onDrop={(key) => void outbox.remove(key)}
    />
  );

  const isAllDone = view.dueCount > 0 && view.open.length === 0 && view.attention.length === 0;
  return (
    <div className={styles.page}>
      <div className={styles.side}>
        <Head duties={duties} view={view} parcels={parcels} isSending={sending} storedAtMs={storedAtMs} />
        {isVolatile && parcels.length > 0 && <Notice tone="warn">{t('chip.volatile')}</Notice>}
        <p className={styles.keys}>{t('keysHint')}</p>
      </div>
      <div className={styles.main} ref={listing}>
        {isAllDone && <DoneCard duties={duties} view={view} storedAtMs={storedAtMs} />}
        {view.dueCount === 0 && (
          <Card>
            <EmptyState icon="check" title={t(duties.isWorkingDay ? 'nothingDue' : 'holiday')} />
          </Card>
        )}
        {view.attention.map(doneRow)}
        {rows.map((duty, index) => (
          <DutyRow key={duty.id} row={rowOf(duty)} isFirst={index === 0} onNihil={() => nihil([duty])} />
        ))}
        {view.reported.length > 0 && (
          <section className={styles.reported} aria-labelledby="reported-title">
            <h2 id="reported-title">{t('reportedTitle', { count: formats.count(view.reported.length) })}</h2>
            {view.reported.map(doneRow)}
          </section>
        )}
        {view.optional.length > 0 && (
          <details className={styles.optional}>
            <summary>
              {t('also')} <span>{t('alsoCount', { count: view.optional.length })}</span>
            </summary>
            {view.optional.map(({ duty }) => (
              <DutyRow key={duty.id} row={rowOf(duty)} isFirst={false} />
            ))}
          </details>
        )}
      </div>
      <div className={styles.bottom}>
        <UndoBar parcels={parcels} duties={duties} onUndo={(key) => void outbox.remove(key)} />
        {rows.length > 1 && editing === undefined && (
          <Button kind="primary" size="l" wide onClick={() => nihil(rows)}>
            {t('restNihil', { count: rows.length })}
          </Button>
        )}
      </div>
    </div>
  );
}

function numberOf(text: string | null): number | undefined {
  return text !== null && /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}
