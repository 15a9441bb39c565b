import { useRegion } from '../../app/region';
import { useNow } from '../../app/server-clock';
import { type Day, dayOf } from '../../format/days';

/** The day of the region by the collector's clock; turns at midnight by itself. */
export function useToday(): Day {
  const region = useRegion();
  return dayOf(useNow(60_000), region.timeZone);
}
