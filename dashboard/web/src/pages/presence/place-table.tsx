import { useState } from 'react';
import { Link } from 'wouter';
import type { Presence, PresencePlace } from '../../api/presence';
import { useFormats } from '../../app/region';
import { useMessages } from '../../i18n/language';
import { SortHead, Table, cell } from '../../ui';
import { useToday } from '../shared/use-today';
import { type Direction, FIRST_DIRECTION, type SortKey, sortPlaces } from './heat';
import styles from './presence-page.module.css';

interface PlaceTableProps {
  readonly presence: Presence;
  readonly name: string | undefined;
  readonly isOfDesa: boolean;
  readonly onGuests: (place: PresencePlace) => void;
}

/** The map in figures: where nobody was, or nobody for longest, is on top. */
export function PlaceTable({ presence, name, isOfDesa, onGuests }: PlaceTableProps) {
  const t = useMessages('presence');
  const formats = useFormats();
  const today = useToday();
  const [sort, setSort] = useState<{ readonly key: SortKey; readonly direction: Direction }>({ key: 'last', direction: 'ascending' });
  const head = (key: SortKey, label: string, isNumber = true) => (
    <SortHead
      number={isNumber}
      direction={sort.key === key ? sort.direction : undefined}
      onSort={() =>
        setSort({ key, direction: sort.key !== key ? FIRST_DIRECTION[key] : sort.direction === 'ascending' ? 'descending' : 'ascending' })
      }
    >
      {label}
    </SortHead>
  );
  return (
    <Table caption={isOfDesa ? t('tableDesa', { name: name ?? '' }) : t('table')} className={styles.table}>
      <thead>
        <tr>
          {head('name', t(isOfDesa ? 'desa' : 'kecamatan'), false)}
          {head('last', t('colLast'))}
          {head('days', t('colDays'))}
          {head('hours', t('colHours'))}
          {head('vehicles', t('colVehicles'))}
        </tr>
      </thead>
      <tbody>
        {sortPlaces(presence.places, sort.key, sort.direction).map((place) => (
          <tr key={place.areaId} data-none={place.stayCount === 0 || undefined}>
            <th scope="row" className={cell.name}>
              {isOfDesa ? place.name : <Link href={`/kehadiran/${place.code}${location.search}`}>{place.name}</Link>}
            </th>
            <td className={cell.number}>{place.lastDay === undefined ? <b>{t('never')}</b> : formats.dayRelative(place.lastDay, today)}</td>
            <td className={cell.number}>{formats.count(place.dayCount)}</td>
            <td className={cell.number}>{place.stayedS > 0 && place.stayedS < 1800 ? '<1' : formats.count(Math.round(place.stayedS / 3600))}</td>
            <td className={cell.number}>
              {place.vehicleCount === 0 ? (
                0
              ) : (
                <button type="button" className={styles.open} onClick={() => onGuests(place)} aria-label={t('openGuests', { count: place.vehicleCount, name: place.name })}>
                  {formats.count(place.vehicleCount)}
                </button>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
