import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'wouter';
import { complianceQuery } from '../../api/compliance';
import { isDay } from '../../format/days';
import { Card, Skeleton } from '../../ui';
import { Loaded } from '../shared/loaded';
import { useToday } from '../shared/use-today';
import styles from './compliance-page.module.css';
import { DayGroups } from './day-groups';
import { HeadCard } from './head-card';
import { MonthCard } from './month-card';

/** Who has reported on a day, and the habit of the last weeks. The day is in the address. */
export function CompliancePage() {
  const today = useToday();
  const [params, setParams] = useSearchParams();
  const wanted = params.get('tanggal');
  const date = wanted !== null && isDay(wanted) && wanted < today ? wanted : undefined;
  // The day before stays on screen while the next one comes: nothing jumps.
  const query = useQuery({ ...complianceQuery(date), placeholderData: keepPreviousData });
  return (
    <div className={styles.page}>
      <Loaded
        query={query}
        skeleton={
          <Card>
            <Skeleton height="40px" lines={5} />
          </Card>
        }
      >
        {(compliance) => (
          <div className={styles.columns}>
            <div className={styles.day}>
              <HeadCard
                compliance={compliance}
                today={today}
                onDay={(day) => setParams(day >= today ? {} : { tanggal: day }, { replace: true })}
              />
              <DayGroups compliance={compliance} isToday={compliance.date === today} />
            </div>
            <MonthCard opds={compliance.opds} today={today} />
          </div>
        )}
      </Loaded>
    </div>
  );
}
