import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'wouter';
import type { Area } from '../../api/areas';
import { LONGEST_VISITORS_DAYS, fetchVehicles, visitorsQuery } from '../../api/vehicles';
import { useFormats, useRegion } from '../../app/region';
import { useNow } from '../../app/server-clock';
import { dayOf, daysBetween, isDay, startOfDayMs } from '../../format/days';
import { useMessages } from '../../i18n/language';
import { Button, EmptyState, Skeleton, TextField } from '../../ui';
import { Loaded } from '../shared/loaded';
import { writtenTime } from '../shared/time-of-day';
import styles from './visitors.module.css';

/** `2026-11-23T08:00` of the region, as the field has it. */
function momentOf(text: string, timeZone: string): number | undefined {
  const match = /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2})/.exec(text);
  const day = match?.[1] ?? '';
  return isDay(day) ? startOfDayMs(day, timeZone) + (Number(match?.[2]) * 60 + Number(match?.[3])) * 60_000 : undefined;
}

/** Which vehicles were in an area between two moments; each opens its day at the minute it came. */
export function Visitors({ area }: { readonly area: Area }) {
  const t = useMessages('visitors');
  const { timeZone } = useRegion();
  const today = dayOf(useNow(60_000), timeZone);
  const [from, setFrom] = useState(`${today}T07:00`);
  const [to, setTo] = useState(`${today}T18:00`);
  const [asked, setAsked] = useState<{ readonly fromMs: number; readonly toMs: number }>();
  const [fromMs, toMs] = [momentOf(from, timeZone), momentOf(to, timeZone)];
  const isSpan = fromMs !== undefined && toMs !== undefined && fromMs < toMs;
  const isTooLong = isSpan && daysBetween(from.slice(0, 10), to.slice(0, 10)) >= LONGEST_VISITORS_DAYS;
  return (
    <section className={styles.visitors} aria-labelledby="visitors-title">
      <h3 id="visitors-title">{t('title')}</h3>
      <div className={styles.fields}>
        <TextField type="datetime-local" label={t('from')} value={from} max={`${today}T23:59`} onChange={(event) => setFrom(event.currentTarget.value)} />
        <TextField
          type="datetime-local"
          label={t('to')}
          value={to}
          max={`${today}T23:59`}
          error={!isSpan ? t('notASpan') : isTooLong ? t('tooLong', { count: LONGEST_VISITORS_DAYS }) : undefined}
          onChange={(event) => setTo(event.currentTarget.value)}
        />
      </div>
      <Button icon="search" onClick={() => isSpan && !isTooLong && setAsked({ fromMs, toMs })}>
        {t('ask')}
      </Button>
      {asked !== undefined && <Answer area={area} {...asked} />}
    </section>
  );
}

function Answer({ area, fromMs, toMs }: { readonly area: Area; readonly fromMs: number; readonly toMs: number }) {
  const t = useMessages('visitors');
  const formats = useFormats();
  const { timeZone } = useRegion();
  const now = useNow(60_000);
  const query = useQuery(visitorsQuery(area.id, fromMs, toMs));
  const vehicles = useQuery({ queryKey: ['vehicles'], queryFn: ({ signal }) => fetchVehicles(signal), staleTime: 300_000 });
  return (
    <Loaded query={query} skeleton={<Skeleton height="48px" lines={3} />}>
      {(visitors) =>
        visitors.length === 0 ? (
          <EmptyState icon="car" title={t('none')} text={t('noneText')} />
        ) : (
          <ul className={styles.list}>
            {visitors.map(({ vehicleId, firstMs, lastMs, fixCount }) => {
              const vehicle = vehicles.data?.find(({ id }) => id === vehicleId);
              const day = dayOf(firstMs, timeZone);
              const second = writtenTime(Math.floor((firstMs - startOfDayMs(day, timeZone)) / 1000));
              return (
                <li key={vehicleId}>
                  <Link href={`/riwayat/${vehicleId}/${day}?t=${second}`}>
                    <span>
                      <b>{vehicle?.plate ?? `#${vehicleId}`}</b>
                      <small>{vehicle?.name}</small>
                    </span>
                    <span>
                      {t('between', { from: formats.moment(firstMs, now), to: formats.moment(lastMs, now) })}
                      {fixCount === 0 && <small>{t('silent')}</small>}
                    </span>
                  </Link>
                </li>
              );
            })}
          </ul>
        )
      }
    </Loaded>
  );
}
