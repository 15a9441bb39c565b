import { useState } from 'react';
import type { Update } from '../../api/activities';
import { useFormats } from '../../app/region';
import { type Day, dayOf } from '../../format/days';
import { useMessages } from '../../i18n/language';
import { Badge, Button, Card } from '../../ui';
import styles from './updates.module.css';

const FIRST_SHOWN = 12;

/** Every report as it was sent, newest first. What a correction replaced stays readable, struck through. */
export function Updates({ updates }: { readonly updates: readonly Update[] }) {
  const t = useMessages('activity');
  const common = useMessages('common');
  const [isWhole, setIsWhole] = useState(false);
  const entries = entriesOf(updates);
  const shown = isWhole ? entries : entries.slice(0, FIRST_SHOWN);
  return (
    <Card title={t('updates')}>
      {updates.length === 0 ? (
        <p className={styles.none}>{t('updatesNone')}</p>
      ) : (
        <ol className={styles.list}>
          {shown.map((entry) =>
            entry.kind === 'quiet' ? (
              <QuietItem key={entry.last} entry={entry} />
            ) : (
              <UpdateItem key={entry.update.id} update={entry.update} before={valueBefore(updates, entry.update)} />
            ),
          )}
        </ol>
      )}
      {shown.length < entries.length && (
        <Button wide onClick={() => setIsWhole(true)}>
          {common('more')}
        </Button>
      )}
    </Card>
  );
}

type Entry =
  | { readonly kind: 'update'; readonly update: Update }
  /** Several days in a row on which there was nothing to say: one line. */
  | { readonly kind: 'quiet'; readonly first: Day; readonly last: Day; readonly count: number };

/** Runs of plain nihil become one entry; a correction or a note always stands alone. */
export function entriesOf(updates: readonly Update[]): readonly Entry[] {
  const entries: Entry[] = [];
  for (const update of updates) {
    const isPlain = update.kind === 'nihil' && update.note === undefined && update.version === 1 && update.supersededBy === undefined;
    const before = entries.at(-1);
    if (!isPlain) entries.push({ kind: 'update', update });
    else if (before?.kind === 'quiet') entries[entries.length - 1] = { ...before, first: update.date, count: before.count + 1 };
    else entries.push({ kind: 'quiet', first: update.date, last: update.date, count: 1 });
  }
  return entries;
}

function QuietItem({ entry }: { readonly entry: Extract<Entry, { kind: 'quiet' }> }) {
  const t = useMessages('activity');
  const formats = useFormats();
  const { first, last, count } = entry;
  return (
    <li className={styles.item} data-kind="nihil">
      <div className={styles.when}>
        <b>{count === 1 ? formats.dateShort(last) : `${formats.dayMonth(first)} – ${formats.dayMonth(last)}`}</b>
      </div>
      <p className={styles.nihil}>{count === 1 ? t('nihil') : t('nihilDays', { count })}</p>
    </li>
  );
}

/** The value that stood on an earlier day, corrections included. */
function valueBefore(updates: readonly Update[], update: Update): number | undefined {
  return updates.find((older) => older.date < update.date && older.supersededBy === undefined)?.physicalPct;
}

interface UpdateItemProps {
  readonly update: Update;
  readonly before: number | undefined;
}

function UpdateItem({ update, before }: UpdateItemProps) {
  const t = useMessages('activity');
  const formats = useFormats();
  const sentLater = dayOf(update.atMs, formats.zone.timeZone) !== update.date;
  const isReplaced = update.supersededBy !== undefined;
  const change = before === undefined ? 0 : update.physicalPct - before;
  return (
    <li className={styles.item} data-kind={update.kind} data-replaced={isReplaced || undefined}>
      <div className={styles.when}>
        <b>{formats.dateShort(update.date)}</b>
        <span>
          {sentLater && `${formats.dayMonth(dayOf(update.atMs, formats.zone.timeZone))} `}
          {formats.time(update.atMs)}
        </span>
      </div>
      <div className={styles.what}>
        {update.kind === 'nihil' ? (
          <p className={styles.nihil}>{t('nihil')}</p>
        ) : (
          <p className={styles.value}>
            <b>{formats.percentAsTyped(update.physicalPct)}</b>
            {change > 0 && <span data-way="up">{t('change', { points: formats.pointsPlain(change) })}</span>}
            {change < 0 && <span data-way="down">{t('changeDown', { points: formats.pointsPlain(change) })}</span>}
            {update.version > 1 && <Badge tone="warn">{t('correction', { count: update.version - 1 })}</Badge>}
            {isReplaced && <Badge>{t('superseded')}</Badge>}
          </p>
        )}
        {update.note !== undefined && <p className={styles.note}>{update.note}</p>}
        {update.correctionReason !== undefined && (
          <p className={styles.reason}>{t('reason', { reason: update.correctionReason })}</p>
        )}
        <p className={styles.by}>{update.byName}</p>
      </div>
    </li>
  );
}
