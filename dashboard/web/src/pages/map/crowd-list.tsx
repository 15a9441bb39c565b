import { useMessages } from '../../i18n/language';
import { IconButton, StateIcon } from '../../ui';
import type { Row } from './attention';
import styles from './crowd-list.module.css';

interface CrowdListProps {
  readonly rows: readonly Row[];
  readonly onPick: (vehicleId: number) => void;
  readonly onClose: () => void;
}

/** Vehicles that stand on one spot cannot be told apart on the map: here are their names. */
export function CrowdList({ rows, onPick, onClose }: CrowdListProps) {
  const t = useMessages('map');
  return (
    <section className={styles.crowd} aria-label={t('crowdTitle', { count: rows.length })}>
      <header>
        <h2>{t('crowdTitle', { count: rows.length })}</h2>
        <IconButton icon="close" size="s" label={t('closeCard')} onClick={onClose} />
      </header>
      <ul>
        {rows.map(({ vehicle, position }) => (
          <li key={vehicle.id}>
            <button type="button" onClick={() => onPick(vehicle.id)}>
              <StateIcon state={position?.state ?? 'silent'} size={16} />
              <b>{vehicle.plate}</b>
              <span>{vehicle.name}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
