import { dayOf } from '../format/days';
import { useFormats, useRegion } from './region';
import { useNow } from './server-clock';
import styles from './shell.module.css';

/** The region's time of day and date, by the collector's clock. */
export function Clock() {
  const now = useNow();
  const formats = useFormats();
  const region = useRegion();
  return (
    <div className={styles.clock}>
      <b>{formats.clock(now)}</b>
      <span>
        {formats.dateShort(dayOf(now, region.timeZone))} · {region.zoneAbbreviation}
      </span>
    </div>
  );
}
