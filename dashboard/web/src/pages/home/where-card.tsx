import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { Link } from 'wouter';
import { fetchLatest, fetchVehicles } from '../../api/vehicles';
import { useFormats } from '../../app/region';
import { useNow } from '../../app/server-clock';
import { useUser } from '../../app/session';
import { useMessages } from '../../i18n/language';
import { useFleet, useLiveLink } from '../../live/live';
import { Card, StateIcon, Unseen } from '../../ui';
import { type Pin, PinMap } from '../shared/pin-map';
import styles from './where-card.module.css';
import { type Whereabouts, lettersOf, whereabouts } from './where-model';

const PLACES_EVERY_MS = 20_000;
/** A card is looked at, not watched. */
const REDRAWN_EVERY_MS = 5_000;

interface WhereCardProps {
  readonly rows: number;
  readonly mapHeightPx: number;
}

/** Where those are whom a leader may want to reach: a small map and the same in words. */
export function WhereCard({ rows, mapHeightPx }: WhereCardProps) {
  const t = useMessages('home');
  const user = useUser();
  const fleet = useFleet(REDRAWN_EVERY_MS);
  const { link } = useLiveLink();
  const vehicles = useQuery({ queryKey: ['vehicles'], queryFn: ({ signal }) => fetchVehicles(signal), staleTime: 300_000 });
  const latest = useQuery({
    queryKey: ['latest'],
    queryFn: ({ signal }) => fetchLatest(signal),
    refetchInterval: PLACES_EVERY_MS,
  });
  const isHead = user.role === 'opd-head';
  const shown = useMemo(
    () => whereabouts(vehicles.data ?? [], fleet, isHead ? user.opdId : undefined, rows),
    [vehicles.data, fleet, isHead, user.opdId, rows],
  );
  const pins = useMemo(() => shown.flatMap(pinOf), [shown]);
  const places = new Map(latest.data?.map(({ vehicleId, place }) => [vehicleId, place]));
  return (
    <Card title={t(isHead ? 'own.vehicles' : 'where.title')} action={<Link href="/peta">{t('where.open')}</Link>}>
      {vehicles.data !== undefined && shown.length === 0 ? (
        <p className={styles.none}>{t('where.none')}</p>
      ) : (
        <>
          <PinMap
            pins={pins}
            heightPx={mapHeightPx}
            label={t('where.map', { names: shown.map(({ name }) => name).join(', ') })}
          />
          <ul className={styles.people}>
            {shown.map((person) => (
              <li key={person.vehicle.id}>
                <Person person={person} place={places.get(person.vehicle.id)} isStale={link.kind === 'stale'} />
              </li>
            ))}
          </ul>
        </>
      )}
    </Card>
  );
}

function pinOf({ vehicle, name, position }: Whereabouts): Pin[] {
  // Where it was before is not where it is.
  return position === undefined || position.state === 'private' ? [] : [{ id: vehicle.id, letters: lettersOf(name), lat: position.lat, lon: position.lon }];
}

interface PersonProps {
  readonly person: Whereabouts;
  readonly place: string | undefined;
  readonly isStale: boolean;
}

function Person({ person: { vehicle, name, position }, place, isStale }: PersonProps) {
  const t = useMessages('home');
  const map = useMessages('map');
  const formats = useFormats();
  const now = useNow(30_000);
  const state = position?.state ?? 'silent';
  return (
    <Link href={`/peta?k=${vehicle.id}`} className={styles.person}>
      <i aria-hidden="true">{lettersOf(name)}</i>
      <span className={styles.who}>
        <b>{name}</b>
        <small>{position === undefined ? t('where.noPosition') : (state === 'private' ? vehicle.plate : (place ?? vehicle.plate))}</small>
      </span>
      {position !== undefined && (
        <span className={styles.state} data-state={isStale ? 'stale' : state}>
          <StateIcon state={state} size={16} isStale={isStale} />
          {state === 'moving' ? (
            <>
              <Unseen>{map('state-moving')}</Unseen> {formats.speed(position.speedKmh ?? 0)}
            </>
          ) : (
            <span>
              {map(`state-${state}`)}
              <br />
              {formats.duration(Math.max(0, (now - position.stateSinceMs) / 1000))}
            </span>
          )}
        </span>
      )}
    </Link>
  );
}
