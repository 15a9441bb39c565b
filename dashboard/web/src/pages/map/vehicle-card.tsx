import { useFormats, useRegion } from '../../app/region';
import { serverNowMs } from '../../app/server-clock';
import { dayOf } from '../../format/days';
import { useMessages } from '../../i18n/language';
import { Button, IconButton, LinkButton, StateIcon, Unseen } from '../../ui';
import type { Row } from './attention';
import { directionOf } from './attention';
import { SpeedSpark } from './speed-spark';
import { useAttention } from './use-attention';
import type { TrackPoint } from './use-track';
import styles from './vehicle-card.module.css';

interface VehicleCardProps {
  readonly row: Row;
  readonly place: string | undefined;
  readonly track: readonly TrackPoint[];
  readonly isFollowing: boolean;
  readonly isStale: boolean;
  readonly onFollow: (isOn: boolean) => void;
  readonly onClose: () => void;
}

/** The chosen vehicle: how fast, where, since when, and the way to its day. */
export function VehicleCard({ row, place, track, isFollowing, isStale, onFollow, onClose }: VehicleCardProps) {
  const t = useMessages('map');
  const formats = useFormats();
  const { timeZone } = useRegion();
  const { vehicle, position } = row;
  useAttention(vehicle.id);
  const now = serverNowMs();
  const today = dayOf(now, timeZone);
  return (
    <article className={styles.card} aria-label={`${vehicle.plate} ${vehicle.name}`}>
      <header className={styles.head}>
        <span className={styles.plate}>{vehicle.plate}</span>
        <h2>
          {vehicle.name}
          <span>
            {vehicle.opdName}
            {vehicle.holder !== undefined && ` · ${t('driver', { name: vehicle.holder })}`}
          </span>
        </h2>
        <IconButton icon="close" size="s" label={t('closeCard')} onClick={onClose} />
      </header>
      {position === undefined ? (
        <p className={styles.never}>{t('neverSeen')}</p>
      ) : (
        <>
          <dl className={styles.facts}>
            <div>
              <dt>
                <StateIcon state={position.state} size={13} isStale={isStale} /> {position.state === 'moving' ? t('speed') : t(`state-${position.state}`)}
              </dt>
              {position.state === 'moving' ? (
                <dd className={styles.big}>
                  {formats.count(position.speedKmh ?? 0)} <small>{formats.speed(0).replace(/^0\s*/u, '')}</small>
                </dd>
              ) : (
                <dd className={styles.big} data-small>
                  {formats.duration((now - position.stateSinceMs) / 1000)}
                </dd>
              )}
            </div>
            <div>
              <dt>{t('position')}</dt>
              <dd>
                {place ?? <Coordinates at={position} />}
                <small>
                  {position.state === 'moving' && position.courseDeg !== undefined
                    ? t('heading', { direction: t(`direction-${directionOf(position.courseDeg)}`) })
                    : t(position.state === 'private' ? 'beforePrivate' : 'lastSeen', { age: formats.age((now - position.fixTimeMs) / 1000) })}
                </small>
                {place !== undefined && (
                  <small>
                    <Coordinates at={position} />
                  </small>
                )}
              </dd>
            </div>
            <div>
              <dt>{t('since')}</dt>
              <dd>
                {formats.moment(position.stateSinceMs, now)}
                <small>{position.state === 'moving' ? t('lastSeen', { age: formats.age((now - position.fixTimeMs) / 1000) }) : ' '}</small>
              </dd>
            </div>
          </dl>
          {position.state === 'private' ? <p className={styles.never}>{t('privateText')}</p> : <SpeedSpark track={track} />}
        </>
      )}
      <footer className={styles.actions}>
        {position !== undefined && position.state !== 'private' && (
          <Button kind="primary" icon={isFollowing ? 'check' : 'target'} aria-pressed={isFollowing} onClick={() => onFollow(!isFollowing)} className={styles.main}>
            {isFollowing ? t('following') : t('follow')}
          </Button>
        )}
        <LinkButton href={`/riwayat/${vehicle.id}/${today}`} icon="history">
          {t('historyToday')}
        </LinkButton>
      </footer>
    </article>
  );
}

/** To be read out over the radio or pasted into another map, so in the form that maps take: a point in the number, metres exact. */
function Coordinates({ at: { lat, lon } }: { readonly at: { readonly lat: number; readonly lon: number } }) {
  const t = useMessages('map');
  return (
    <data value={`${lat},${lon}`} className={styles.coordinates}>
      <Unseen>{t('coordinates')} </Unseen>
      {lat.toFixed(5)}, {lon.toFixed(5)}
    </data>
  );
}
