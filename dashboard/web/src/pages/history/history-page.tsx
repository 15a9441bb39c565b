import { useQuery } from '@tanstack/react-query';
import { useParams, useSearchParams } from 'wouter';
import { fetchVehicles } from '../../api/vehicles';
import { PageLoading } from '../../app/page-states';
import { LoadProblem } from '../../app/problem-text';
import { useRegion } from '../../app/region';
import { serverNowMs } from '../../app/server-clock';
import { dayOf, isDay } from '../../format/days';
import { DayView } from './day-view';
import styles from './history-page.module.css';
import { spanOfWord } from './span';
import { SpanView } from './span-view';
import { VehiclePicker } from './vehicle-picker';

/** One vehicle, one day, week or month. The address keeps vehicle, span, day and second, so that a colleague sees the same. */
export function HistoryPage() {
  const { timeZone } = useRegion();
  const params = useParams<{ vehicle?: string; date?: string }>();
  const [search] = useSearchParams();
  const span = spanOfWord(search.get('rentang'));
  const today = dayOf(serverNowMs(), timeZone);
  const date = params.date !== undefined && isDay(params.date) ? params.date : today;
  const vehicles = useQuery({ queryKey: ['vehicles'], queryFn: ({ signal }) => fetchVehicles(signal), staleTime: 300_000 });
  if (vehicles.isError) {
    return (
      <div className={styles.problem}>
        <LoadProblem error={vehicles.error} onRetry={() => void vehicles.refetch()} />
      </div>
    );
  }
  if (vehicles.data === undefined) return <PageLoading />;
  const vehicle = vehicles.data.find(({ id }) => String(id) === params.vehicle);
  if (vehicle === undefined) return <VehiclePicker vehicles={vehicles.data} date={date} />;
  // A new vehicle or day starts with a fresh cursor, a new span with a fresh view.
  return span === 'day' ? (
    <DayView key={`${vehicle.id}/${date}`} vehicle={vehicle} date={date} today={today} />
  ) : (
    <SpanView key={`${vehicle.id}/${date}/${span}`} vehicle={vehicle} date={date} today={today} span={span} />
  );
}
