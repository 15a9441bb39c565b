import type { PackageDetail } from '../../api/activities';
import { useMessages } from '../../i18n/language';
import { Card, Icon } from '../../ui';
import { PinMap } from '../shared/pin-map';
import styles from './place.module.css';

/** Where the work is done. */
export function Place({ work }: { readonly work: PackageDetail }) {
  const t = useMessages('activity');
  const { location } = work;
  if (location === undefined) {
    return (
      <Card title={t('location')}>
        <p className={styles.none}>{t('locationNone')}</p>
      </Card>
    );
  }
  // A single pin needs no letters to be told from others.
  const pin = { id: work.id, letters: '', lat: location.lat, lon: location.lon };
  const names = [location.desa, location.kecamatan].filter((name) => name !== undefined);
  return (
    <Card title={t('location')}>
      <PinMap pins={[pin]} heightPx={220} label={t('locationMap', { name: work.name })} />
      <p className={styles.place}>
        <Icon name="pin" size={18} />
        <span>
          {names.join(', ')}
          <small>
            {location.lat.toFixed(5)}, {location.lon.toFixed(5)}
          </small>
        </span>
      </p>
    </Card>
  );
}
