import { useQuery } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import { useSearch } from 'wouter';
import { complianceQuery } from '../../api/compliance';
import { homeQuery } from '../../api/home';
import { progressQuery } from '../../api/progress';
import { fetchLatest, fetchVehicles } from '../../api/vehicles';
import { Crest } from '../../app/crest';
import { useFormats, useRegion } from '../../app/region';
import { useNow } from '../../app/server-clock';
import { dayOf } from '../../format/days';
import { useMessages } from '../../i18n/language';
import { type Position, type VehicleState, countStates } from '../../live/fleet';
import { useFleet, useLiveLink } from '../../live/live';
import { MapCanvas, type MapStage } from '../../map/map-canvas';
import { StateIcon } from '../../ui';
import { rowsOf, sortRows } from '../map/attention';
import { useFirstView } from '../map/use-first-view';
import { useFleetOnMap } from '../map/use-vehicle-layer';
import { BehindTopic, MissingTopic, ProgressTopic, VehiclesTopic } from './topics';
import { useBurnInShift, useNightlyReload, useRotation, useScale, useWakeLock } from './upkeep';
import styles from './wall.module.css';

const TOPICS = ['missing', 'behind', 'progress', 'vehicles'] as const;
const TOPIC_MS = 20_000;
const REFRESH_MS = 60_000;
const STATES: readonly VehicleState[] = ['moving', 'idle', 'parked', 'silent'];
/** Of the desk's sizes: names and icons are read from four metres. */
const MAP_SCALE = 1.75;
const NO_ONE = () => undefined;
/** Where somebody was before they went home is nothing for a wall. */
const NOT_PRIVATE = ({ state }: Position) => state !== 'private';

/** The map stays; what is beside it changes every twenty seconds. Nothing here waits for a hand. */
export function Wall() {
  const t = useMessages('wall');
  const states = useMessages('map');
  const formats = useFormats();
  const region = useRegion();
  const now = useNow();
  const { link } = useLiveLink();
  const isStale = link.kind === 'stale';
  const scale = useScale(useSearch());
  const shift = useBurnInShift();
  const topic = TOPICS[useRotation(TOPICS.length, TOPIC_MS)] ?? 'missing';
  useWakeLock();
  useNightlyReload(region.timeZone);

  const fleet = useFleet();
  const counts = useMemo(() => countStates(fleet.values()), [fleet]);
  const vehicles = useQuery({ queryKey: ['vehicles'], queryFn: ({ signal }) => fetchVehicles(signal), staleTime: 300_000, refetchInterval: 600_000 });
  const latest = useQuery({ queryKey: ['latest'], queryFn: ({ signal }) => fetchLatest(signal), refetchInterval: REFRESH_MS });
  const home = useQuery({ ...homeQuery(), refetchInterval: REFRESH_MS });
  const compliance = useQuery({ ...complianceQuery(), refetchInterval: REFRESH_MS });
  const progress = useQuery({ ...progressQuery(), refetchInterval: REFRESH_MS });
  const byId = useMemo(() => new Map(vehicles.data?.map((vehicle) => [vehicle.id, vehicle])), [vehicles.data]);
  const places = useMemo(() => new Map(latest.data?.map(({ vehicleId, place }) => [vehicleId, place])), [latest.data]);

  const [stage, setStage] = useState<MapStage>();
  const onReady = useCallback((ready: MapStage) => {
    setStage(ready);
    return () => setStage(undefined);
  }, []);
  const mapScale = MAP_SCALE * scale;
  useFleetOnMap({
    stage,
    vehicles: byId,
    isShown: NOT_PRIVATE,
    selected: undefined,
    track: undefined,
    isStale,
    isFollowing: false,
    scale: mapScale,
    onPick: NO_ONE,
    onCrowd: NO_ONE,
  });
  const padding = useMemo(() => ({ top: 80 * scale, right: 90 * scale, bottom: 220 * scale, left: 90 * scale }), [scale]);
  useFirstView({ stage, selected: undefined, padding });
  const zoomed = { zoom: scale };

  return (
    <main
      className={styles.wall}
      data-stale={isStale || undefined}
      style={{ ['--scale' as string]: scale, transform: `translate(${shift[0]}px, ${shift[1]}px)` }}
    >
      <header className={styles.top} style={zoomed}>
        <Crest size={58} />
        <h1>{region.name}</h1>
        <p className={styles.link} data-link={link.kind} role="status">
          <i aria-hidden="true" />
          {link.kind === 'stale' ? t('staleSince', { time: formats.clock(link.sinceMs) }) : t(link.kind === 'live' ? 'live' : 'connecting')}
        </p>
        <b className={styles.clock}>{formats.clock(now)}</b>
        <span className={styles.date}>{formats.dateShort(dayOf(now, region.timeZone))}</span>
      </header>
      <div className={styles.map}>
        <MapCanvas label={t('mapLabel')} onReady={onReady} padding={padding} isStill textScale={mapScale}>
          <ul className={styles.counts} style={zoomed}>
            {STATES.map((state) => (
              <li key={state} data-state={state}>
                <b>{formats.count(counts[state])}</b>
                <span>
                  <StateIcon state={state} size={26} isStale={isStale} />
                  {states(`state-${state}`)}
                </span>
              </li>
            ))}
          </ul>
        </MapCanvas>
      </div>
      <aside className={styles.panel} style={zoomed} aria-label={t(`topic-${topic}`)} key={topic}>
        {topic === 'missing' && home.data !== undefined && <MissingTopic home={home.data} compliance={compliance.data} />}
        {topic === 'behind' && home.data !== undefined && <BehindTopic home={home.data} />}
        {topic === 'progress' && progress.data !== undefined && <ProgressTopic progress={progress.data} />}
        {topic === 'vehicles' && (
          <VehiclesTopic rows={sortRows(rowsOf(vehicles.data ?? [], fleet, now), 'attention').filter(({ position }) => position?.state !== 'private')} places={places} nowMs={now} />
        )}
      </aside>
      <footer className={styles.foot} style={zoomed}>
        {TOPICS.map((each) => (
          <span key={each} data-on={each === topic || undefined}>
            {t(`topic-${each}`)}
          </span>
        ))}
        <em>{t('rotates', { seconds: TOPIC_MS / 1000 })}</em>
      </footer>
      {isStale && (
        <p className={styles.cut} style={zoomed}>
          {t('staleSince', { time: formats.clock(link.sinceMs) })}
        </p>
      )}
    </main>
  );
}
