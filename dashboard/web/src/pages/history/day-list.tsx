import type { Visit } from '../../api/visits';
import { useFormats } from '../../app/region';
import { useMessages } from '../../i18n/language';
import { Icon } from '../../ui';
import { type DayEntry, visitsOf } from './day-model';
import styles from './day-list.module.css';

interface DayListProps {
  readonly entries: readonly DayEntry[];
  readonly visits: readonly Visit[];
  readonly cursorMs: number;
  readonly onPick: (entry: DayEntry) => void;
}

/** The day in words: trips, stops and gaps in their order. */
export function DayList({ entries, visits, cursorMs, onPick }: DayListProps) {
  const current = entries.findLast((entry) => entry.fromMs <= cursorMs);
  return (
    <ol className={styles.list}>
      {entries.map((entry) => (
        <li key={`${entry.kind}-${entry.fromMs}`}>
          <button
            type="button"
            className={styles.entry}
            data-kind={entry.kind}
            aria-current={entry === current || undefined}
            onClick={() => onPick(entry)}
          >
            <EntryBody entry={entry} visits={entry.kind === 'stop' ? visitsOf(entry.stop, visits) : NONE} />
          </button>
        </li>
      ))}
    </ol>
  );
}

const NONE: readonly Visit[] = [];

function EntryBody({ entry, visits }: { readonly entry: DayEntry; readonly visits: readonly Visit[] }) {
  const t = useMessages('history');
  const visitWords = useMessages('visits');
  const formats = useFormats();
  switch (entry.kind) {
    case 'trip': {
      const { trip } = entry;
      return (
        <>
          <i className={styles.mark} aria-hidden="true" />
          <span className={styles.time}>{formats.clock(trip.startMs)}</span>
          <span className={styles.what}>
            <b>{formats.distance(trip.distanceM)}</b>
            {' · '}
            {formats.duration(trip.durationS)}
            <small>
              {trip.fromPlace !== undefined && trip.toPlace !== undefined ? `${trip.fromPlace} → ${trip.toPlace}` : t('trip')}
            </small>
          </span>
          <span className={styles.side}>{t('fastest', { speed: formats.speed(trip.maxSpeedKmh) })}</span>
        </>
      );
    }
    case 'stop': {
      const { stop } = entry;
      return (
        <>
          <i className={styles.mark} data-number={entry.number} aria-hidden="true" />
          <span className={styles.time}>{formats.clock(stop.arriveMs)}</span>
          <span className={styles.what}>
            <b>{stop.place ?? t('stop')}</b>
            <small>
              {stop.leaveMs === undefined
                ? t('stillThere', { duration: formats.duration(stop.durationS) })
                : t('stopped', { duration: formats.duration(stop.durationS), until: formats.clock(stop.leaveMs) })}
              {stop.isIgnitionOff === false && ` · ${t('engineOn')}`}
            </small>
            {visits.map((visit) => (
              <span key={visit.id} className={styles.visit} data-counted={visit.isCounted || undefined}>
                <Icon name="pin" size={15} />
                <span>
                  {visitWords(visit.state === 'confirmed' ? 'visit' : visit.state === 'rejected' ? 'state.rejected' : 'indication')}:{' '}
                  {visit.packageName}
                </span>
              </span>
            ))}
          </span>
        </>
      );
    }
    case 'gap':
      return (
        <>
          <i className={styles.mark} aria-hidden="true" />
          <span className={styles.time}>{formats.clock(entry.gap.fromMs)}</span>
          <span className={styles.what}>
            <span className={styles.gap} data-hidden={entry.gap.isHidden || undefined}>
              <Icon name={entry.gap.isHidden ? 'lock' : 'offline'} size={15} /> {t(entry.gap.isHidden ? 'private' : 'gap')}
            </span>
            <small>{t('gapUntil', { duration: formats.duration((entry.gap.toMs - entry.gap.fromMs) / 1000), until: formats.clock(entry.gap.toMs) })}</small>
          </span>
        </>
      );
    default:
      return entry satisfies never;
  }
}
