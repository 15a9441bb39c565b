import { memo, useState } from 'react';
import { useFormats } from '../../app/region';
import { useMessages } from '../../i18n/language';
import { Badge, Button, EmptyState, StateIcon, Unseen } from '../../ui';
import { type Row, SPEED_LIMIT_KMH } from './attention';
import styles from './vehicle-list.module.css';

interface VehicleListProps {
  readonly rows: readonly Row[];
  readonly places: ReadonlyMap<number, string>;
  /** Of the agencies, by id. */
  readonly shortNames: ReadonlyMap<number, string>;
  readonly selected: number | undefined;
  readonly nowMs: number;
  readonly isStale: boolean;
  readonly isFiltered: boolean;
  /** How old each position is; of a past moment nobody asks. */
  readonly withAges?: boolean;
  /** When there is nobody at all; else that none is registered. */
  readonly nobody?: { readonly title: string; readonly text: string };
  readonly onPick: (vehicleId: number) => void;
  readonly onClear: () => void;
}

/** More rows are drawn on request: a province has thousands of vehicles, a screen has room for fifteen. */
const ROWS_AT_ONCE = 150;

/** The map in words: everything that it shows can be reached here by keyboard. */
export function VehicleList({ rows, places, shortNames, selected, nowMs, isStale, isFiltered, withAges = true, nobody, onPick, onClear }: VehicleListProps) {
  const t = useMessages('map');
  const [limit, setLimit] = useState(ROWS_AT_ONCE);
  if (rows.length === 0) {
    return isFiltered ? (
      <EmptyState icon="search" title={t('noneFoundTitle')} text={t('noneFoundText')} action={<Button onClick={onClear}>{t('clearFilter')}</Button>} />
    ) : (
      <EmptyState icon="car" title={nobody?.title ?? t('noVehiclesTitle')} text={nobody?.text ?? t('noVehiclesText')} />
    );
  }
  return (
    <>
      <ul className={styles.rows} data-stale={isStale || undefined}>
        {rows.slice(0, limit).map((row) => (
          <li key={row.vehicle.id}>
            <VehicleRow
              row={row}
              place={places.get(row.vehicle.id)}
              opdName={shortNames.get(row.vehicle.opdId) ?? row.vehicle.opdName}
              isSelected={row.vehicle.id === selected}
              ageS={row.position === undefined ? undefined : Math.max(0, Math.floor((nowMs - row.position.fixTimeMs) / 1000))}
              stateS={row.position === undefined ? undefined : Math.max(0, Math.floor((nowMs - row.position.stateSinceMs) / 1000))}
              isStale={isStale}
              withAge={withAges}
              onPick={onPick}
            />
          </li>
        ))}
      </ul>
      {rows.length > limit && (
        <div className={styles.more}>
          <Button kind="quiet" onClick={() => setLimit(limit + ROWS_AT_ONCE)}>
            {t('showMore', { count: rows.length - limit })}
          </Button>
        </div>
      )}
    </>
  );
}

interface VehicleRowProps {
  readonly row: Row;
  readonly place: string | undefined;
  readonly opdName: string;
  readonly isSelected: boolean;
  readonly ageS: number | undefined;
  readonly stateS: number | undefined;
  readonly isStale: boolean;
  readonly withAge: boolean;
  readonly onPick: (vehicleId: number) => void;
}

const VehicleRow = memo(({ row: { vehicle, position, flag }, place, opdName, isSelected, ageS, stateS, isStale, withAge, onPick }: VehicleRowProps) => {
  const t = useMessages('map');
  const formats = useFormats();
  const state = position?.state ?? 'silent';
  return (
    <button type="button" className={styles.row} aria-pressed={isSelected} onClick={() => onPick(vehicle.id)}>
      <StateIcon state={state} isStale={isStale || position === undefined} />
      <span className={styles.who}>
        <b>{vehicle.plate}</b> <span className={styles.name}>{vehicle.name}</span>
        <span className={styles.where}>
          <Unseen>{t(`state-${state}`)}, </Unseen>
          {[state === 'private' ? t('state-private') : undefined, opdName, state === 'private' ? undefined : place].filter((part) => part !== undefined).join(' · ')}
        </span>
        {flag !== undefined && (
          <Badge tone={flag.kind === 'lost' ? 'bad' : 'warn'}>
            {flag.kind === 'lost'
              ? t('lostSince', { time: formats.moment(flag.sinceMs, flag.sinceMs + (ageS ?? 0) * 1000) })
              : flag.kind === 'idling'
                ? t('idleFor', { duration: formats.duration(flag.forS) })
                : t('overLimit', { limit: formats.speed(SPEED_LIMIT_KMH) })}
          </Badge>
        )}
      </span>
      <span className={styles.value}>
        {position === undefined || ageS === undefined || stateS === undefined ? (
          '—'
        ) : (
          <>
            {state === 'moving' || state === 'idle' ? formats.speed(position.speedKmh ?? 0) : state === 'silent' || state === 'private' ? '—' : formats.duration(stateS)}
            {withAge && <small>{formats.duration(ageS)}</small>}
          </>
        )}
      </span>
    </button>
  );
});
