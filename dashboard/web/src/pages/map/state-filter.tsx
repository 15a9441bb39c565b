import { useFormats } from '../../app/region';
import { useMessages } from '../../i18n/language';
import type { StateCounts, VehicleState } from '../../live/fleet';
import { StateIcon } from '../../ui';
import styles from './state-filter.module.css';

const ALWAYS: readonly VehicleState[] = ['moving', 'idle', 'parked', 'silent'];

interface StateFilterProps {
  readonly counts: StateCounts;
  readonly chosen: ReadonlySet<VehicleState>;
  readonly isStale: boolean;
  readonly onToggle: (state: VehicleState) => void;
}

/** Counters that are the legend of the map and its filter at once. The private mode stands there while somebody uses it. */
export function StateFilter({ counts, chosen, isStale, onToggle }: StateFilterProps) {
  const t = useMessages('map');
  const formats = useFormats();
  const shown = counts.private > 0 || chosen.has('private') ? [...ALWAYS, 'private' as const] : ALWAYS;
  return (
    <div className={styles.room}>
    <div className={styles.filter} role="group" aria-label={t('stateFilter')} data-stale={isStale || undefined} data-five={shown.length > ALWAYS.length || undefined}>
      {shown.map((state) => (
        <button key={state} type="button" data-state={state} aria-pressed={chosen.has(state)} onClick={() => onToggle(state)}>
          <b>{formats.count(counts[state])}</b>
          <span>
            <StateIcon state={state} size={12} isStale={isStale} />
            {t(`state-${state}`)}
          </span>
        </button>
      ))}
    </div>
    </div>
  );
}
