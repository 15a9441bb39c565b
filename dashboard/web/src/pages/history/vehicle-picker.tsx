import { useState } from 'react';
import { Link } from 'wouter';
import type { Vehicle } from '../../api/vehicles';
import type { Day } from '../../format/days';
import { useMessages } from '../../i18n/language';
import { useFleet } from '../../live/live';
import { LinkButton, StateIcon, TextField } from '../../ui';
import { isMatch } from '../map/attention';
import styles from './history-page.module.css';
import { TakeMonthAway } from './take-away';

const SHOWN_AT_ONCE = 120;

export function VehiclePicker({ vehicles, date }: { readonly vehicles: readonly Vehicle[]; readonly date: Day }) {
  const t = useMessages('history');
  const fleet = useFleet(5000);
  const [words, setWords] = useState('');
  const found = vehicles.filter((vehicle) => isMatch({ vehicle, position: undefined }, { states: new Set(), opdId: undefined, words }));
  return (
    <div className={styles.picker}>
      <h2>{t('pickTitle')}</h2>
      <p>{t('pickText')}</p>
      <div className={styles.ways}>
        <LinkButton size="s" href="/kilometer" icon="progress">
          {t('toMileage')}
        </LinkButton>
        <TakeMonthAway date={date} />
      </div>
      <TextField
        label={t('findVehicle')}
        hideLabel
        type="search"
        placeholder={t('findVehicle')}
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
      />
      {found.length === 0 && <p>{t('noneFound')}</p>}
      <ul>
        {found
          .toSorted((a, b) => a.name.localeCompare(b.name))
          .slice(0, SHOWN_AT_ONCE)
          .map((vehicle) => (
            <li key={vehicle.id}>
              <Link href={`/riwayat/${vehicle.id}/${date}`}>
                <StateIcon state={fleet.get(vehicle.id)?.state ?? 'silent'} size={16} isStale={!fleet.has(vehicle.id)} />
                <span>
                  <b>{vehicle.name}</b>
                  <small>{vehicle.opdName}</small>
                </span>
                <em>{vehicle.plate}</em>
              </Link>
            </li>
          ))}
      </ul>
    </div>
  );
}
