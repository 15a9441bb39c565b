import { useFormats } from '../../app/region';
import { useUser } from '../../app/session';
import type { Day } from '../../format/days';
import { useMessages } from '../../i18n/language';
import { Icon, classes } from '../../ui';
import styles from './take-away.module.css';

const FORMATS = [
  ['gpx', 'GPX'],
  ['kml', 'KML'],
  ['geojson', 'GeoJSON'],
  ['csv', 'CSV'],
  ['xlsx', 'Excel'],
] as const;

/** The day as files for other programs. */
export function TakeDayAway({ vehicleId, date }: { readonly vehicleId: number; readonly date: Day }) {
  const t = useMessages('history');
  return <TakeAway vehicleId={vehicleId} from={date} to={date} words={t('takeAway')} />;
}

/** A week or a month, which is no more than the collector gives at once. */
export function TakeSpanAway({ vehicleId, from, to }: { readonly vehicleId: number; readonly from: Day; readonly to: Day }) {
  const t = useMessages('history');
  return <TakeAway vehicleId={vehicleId} from={from} to={to} words={t('takeSpanAway')} />;
}

interface TakeAwayProps {
  readonly vehicleId: number;
  readonly from: Day;
  readonly to: Day;
  readonly words: string;
}

/** The collector names the files and notes who took them. */
function TakeAway({ vehicleId, from, to, words }: TakeAwayProps) {
  if (useUser().role === 'wall') return null;
  return (
    <p className={styles.files}>
      <Icon name="download" size={16} />
      {words}
      {FORMATS.map(([format, name]) => (
        <a key={format} href={`/api/v1/vehicles/${vehicleId}/track?from=${from}&to=${to}&format=${format}`} download>
          {name}
        </a>
      ))}
    </p>
  );
}

/** The kilometres of all vehicles one may see, in the month of a day. */
export function TakeMonthAway({ date }: { readonly date: Day }) {
  const t = useMessages('history');
  const formats = useFormats();
  return (
    <p className={classes(styles.files, styles.alone)}>
      <Icon name="download" size={16} />
      <a href={`/api/v1/mileage?month=${date.slice(0, 7)}&format=xlsx`} download>
        {t('takeMonthAway', { month: formats.month(date) })}
      </a>
    </p>
  );
}
