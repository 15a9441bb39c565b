import { useQuery } from '@tanstack/react-query';
import { useCallback, useDeferredValue, useEffect, useMemo, useRef, useState } from 'react';
import { useLocation, useSearch } from 'wouter';
import { opdsQuery } from '../../api/opds';
import { fetchLatest, fetchVehicles } from '../../api/vehicles';
import { LiveLine } from '../../app/live-line';
import { LoadProblem } from '../../app/problem-text';
import { useMessages } from '../../i18n/language';
import { type Fleet, type VehicleState, countStates } from '../../live/fleet';
import { usePulse } from '../../live/live';
import { MapCanvas, type MapStage } from '../../map/map-canvas';
import { MapFrame, MapList } from '../../map/map-frame';
import { LinkButton, SelectField, TextField, Unseen, useToast } from '../../ui';
import { type Filter, type Order, isMatch, rowsOf, sortRows } from './attention';
import { CrowdList } from './crowd-list';
import styles from './map-page.module.css';
import { Sheet, type SheetStop } from './sheet';
import { SideDigest } from './side-digest';
import { StateFilter } from './state-filter';
import { useFirstView } from './use-first-view';
import { useIsPhone } from './use-is-phone';
import { useTrack } from './use-track';
import { useFleetOnMap } from './use-vehicle-layer';
import { VehicleCard } from './vehicle-card';
import { VehicleList } from './vehicle-list';

const PLACES_EVERY_MS = 20_000;
const SHOW_ZOOM = 12.5;

/** The live map: the list beside it is its equal, sorted by what needs a look. */
export function MapPage() {
  const t = useMessages('map');
  const app = useMessages('app');
  const isPhone = useIsPhone();
  const { nowMs: now, fleet, isStale } = usePulse();
  const [, navigate] = useLocation();
  const search = new URLSearchParams(useSearch());
  const chosen = Number(search.get('k'));
  const selected = Number.isInteger(chosen) && chosen > 0 ? chosen : undefined;

  const [states, setStates] = useState<ReadonlySet<VehicleState>>(new Set());
  const [opdId, setOpdId] = useState<number>();
  const [words, setWords] = useState('');
  const [order, setOrder] = useState<Order>('attention');
  const [stop, setStop] = useState<SheetStop>('half');
  const [stage, setStage] = useState<MapStage>();
  const [followed, setFollowed] = useState<number>();
  const [crowd, setCrowd] = useState<readonly number[]>();
  const isFollowing = followed !== undefined && followed === selected;

  const vehicles = useQuery({ queryKey: ['vehicles'], queryFn: ({ signal }) => fetchVehicles(signal), staleTime: 300_000 });
  const latest = useQuery({
    queryKey: ['latest'],
    queryFn: ({ signal }) => fetchLatest(signal),
    refetchInterval: PLACES_EVERY_MS,
  });
  const { data: agencies } = useQuery(opdsQuery());
  const shortNames = useMemo(() => new Map(agencies?.map(({ id, shortName }) => [id, shortName])), [agencies]);
  const byId = useMemo(() => new Map(vehicles.data?.map((vehicle) => [vehicle.id, vehicle])), [vehicles.data]);
  const places = useMemo(
    () => new Map(latest.data?.flatMap(({ vehicleId, place }) => (place === undefined ? [] : [[vehicleId, place] as const]))),
    [latest.data],
  );
  const opds = useMemo(() => {
    const names = new Map(vehicles.data?.map((vehicle) => [vehicle.opdId, vehicle.opdName]));
    return [...names].map(([id, name]) => ({ value: String(id), label: name })).toSorted((a, b) => a.label.localeCompare(b.label));
  }, [vehicles.data]);

  const filter = useMemo<Filter>(() => ({ states, opdId, words }), [states, opdId, words]);
  const slowWords = useDeferredValue(words);
  const all = useMemo(() => rowsOf(vehicles.data ?? [], fleet, now), [vehicles.data, fleet, now]);
  const rows = useMemo(
    () => sortRows(all.filter((row) => isMatch(row, { ...filter, words: slowWords })), order),
    [all, filter, slowWords, order],
  );
  const counts = useMemo(
    () =>
      countStates(
        all.flatMap((row) => (row.position !== undefined && isMatch(row, { ...filter, states: new Set() }) ? [row.position] : [])),
      ),
    [all, filter],
  );
  const flagged = all.filter((row) => row.flag !== undefined).length;
  const selectedRow = all.find((row) => row.vehicle.id === selected);

  const isShown = useCallback(
    (position: { readonly vehicleId: number; readonly state: VehicleState }) => {
      const vehicle = byId.get(position.vehicleId);
      if (vehicle === undefined || (filter.states.size > 0 && !filter.states.has(position.state))) return false;
      return isMatch({ vehicle, position: undefined }, { ...filter, states: new Set() });
    },
    [byId, filter],
  );

  const pick = useCallback(
    (id: number | undefined) => {
      setCrowd(undefined);
      navigate(id === undefined ? '/peta' : `/peta?k=${id}`, { replace: true });
      if (id !== undefined) setStop('half');
    },
    [navigate],
  );
  const fleetNow = useRef(fleet);
  useEffect(() => {
    fleetNow.current = fleet;
  }, [fleet]);
  const pickAndShow = useCallback(
    (id: number) => {
      pick(id);
      const position = fleetNow.current.get(id);
      if (stage === undefined || position === undefined) return;
      const { map } = stage;
      map.easeTo({
        center: [position.lon, position.lat],
        zoom: Math.max(map.getZoom(), SHOW_ZOOM),
        offset: isPhone ? [0, -window.innerHeight * 0.22] : [0, -90],
      });
    },
    [pick, stage, isPhone],
  );
  const onReady = useCallback((ready: MapStage) => {
    setStage(ready);
    return () => setStage(undefined);
  }, []);
  useStopFollowing(stage, isFollowing, selectedRow?.vehicle.plate ?? '', setFollowed, selected);
  useFirstView({ stage, selected, padding: isPhone ? PHONE_PADDING : DESK_PADDING });
  const track = useTrackOf(selected, fleet);
  useFleetOnMap({ stage, vehicles: byId, isShown, selected, track, isStale, isFollowing, onPick: pick, onCrowd: setCrowd });

  const toggleState = (state: VehicleState) => {
    const next = new Set(states);
    if (!next.delete(state)) next.add(state);
    setStates(next);
  };
  const clear = () => {
    setStates(new Set());
    setOpdId(undefined);
    setWords('');
  };

  const head = (
    <>
      <StateFilter counts={counts} chosen={states} isStale={isStale} onToggle={toggleState} />
    </>
  );
  const tools = (
    <div className={styles.tools}>
      <TextField
        label={t('findVehicle')}
        hideLabel
        type="search"
        placeholder={t('findVehicle')}
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
      />
      <SelectField
        label={t('filterOpd')}
        hideLabel
        placeholder={t('allOpds')}
        options={opds}
        value={opdId === undefined ? '' : String(opdId)}
        onPick={(value) => setOpdId(value === '' ? undefined : Number(value))}
      />
    </div>
  );
  const sortLine = (
    <div className={styles.sort}>
      <label>
        {t('sort')}:{' '}
        <select value={order} onChange={(event) => setOrder(toOrder(event.currentTarget.value))}>
          {ORDERS.map((each) => (
            <option key={each} value={each}>
              {t(`sort-${each}`)}
            </option>
          ))}
        </select>
      </label>
      <span>{t('needsLook', { count: flagged })}</span>
    </div>
  );
  const list = vehicles.isError ? (
    <div className={styles.problem}>
      <LoadProblem error={vehicles.error} onRetry={() => void vehicles.refetch()} />
    </div>
  ) : vehicles.data === undefined ? null : (
    <VehicleList
      rows={rows}
      places={places}
      shortNames={shortNames}
      selected={selected}
      nowMs={now}
      isStale={isStale}
      isFiltered={states.size > 0 || opdId !== undefined || words !== ''}
      onPick={pickAndShow}
      onClear={clear}
    />
  );
  const card = selectedRow !== undefined && (
    <VehicleCard
      row={selectedRow}
      place={places.get(selectedRow.vehicle.id)}
      track={track ?? []}
      isFollowing={isFollowing}
      isStale={isStale}
      onFollow={(isOn) => {
        setFollowed(isOn ? selectedRow.vehicle.id : undefined);
        if (isOn) pickAndShow(selectedRow.vehicle.id);
      }}
      onClose={() => {
        setFollowed(undefined);
        pick(undefined);
      }}
    />
  );
  const crowdList = crowd !== undefined && (
    <CrowdList
      rows={all.filter((row) => crowd.includes(row.vehicle.id))}
      onPick={(id) => {
        pick(id);
      }}
      onClose={() => setCrowd(undefined)}
    />
  );

  if (isPhone) {
    return (
      <div className={styles.phone}>
        <Unseen>
          <h1>{app('titleMap')}</h1>
        </Unseen>
        <MapCanvas label={t('mapLabel')} onReady={onReady} padding={PHONE_PADDING}>
          <div className={styles.pill}>
            <LiveLine look="pill" />
          </div>
        </MapCanvas>
        <Sheet stop={stop} onStop={setStop} head={card === false ? head : undefined} label={t('sheet')}>
          {card !== false ? (
            card
          ) : crowdList !== false ? (
            crowdList
          ) : (
            <>
              {tools}
              {sortLine}
              {list}
              <div className={styles.past}>
                <LinkButton href="/peta/lalu" icon="history">
                  {t('toPast')}
                </LinkButton>
              </div>
            </>
          )}
        </Sheet>
      </div>
    );
  }
  return (
    <MapFrame
      label={t('vehicles')}
      phone="split"
      side={
        <>
          <header className={styles.sideHead}>
            <h2>{t('vehicles')}</h2>
            <span>{all.length}</span>
            <LinkButton href="/peta/lalu" size="s" kind="quiet" icon="history">
              {t('toPast')}
            </LinkButton>
          </header>
          <div className={styles.filter}>{head}</div>
          {tools}
          {sortLine}
          <MapList label={t('sheet')}>{list}</MapList>
        </>
      }
      after={<SideDigest />}
    >
      <MapCanvas label={t('mapLabel')} onReady={onReady}>
        {card !== false && <div className={styles.card}>{card}</div>}
        {crowdList !== false && <div className={styles.crowd}>{crowdList}</div>}
      </MapCanvas>
    </MapFrame>
  );
}

const DESK_PADDING = { top: 70, right: 70, bottom: 90, left: 70 };
const PHONE_PADDING = { top: 60, right: 24, bottom: 350, left: 24 };
const ORDERS: readonly Order[] = ['attention', 'plate', 'opd'];

function toOrder(value: string): Order {
  return ORDERS.find((each) => each === value) ?? 'attention';
}

function useTrackOf(selected: number | undefined, fleet: Fleet) {
  const track = useTrack(selected, selected === undefined ? undefined : fleet.get(selected));
  return selected === undefined ? undefined : track;
}

/** Following ends when the reader takes the map in hand; one press brings it back. */
function useStopFollowing(
  stage: MapStage | undefined,
  isFollowing: boolean,
  name: string,
  setFollowed: (id: number | undefined) => void,
  selected: number | undefined,
): void {
  const t = useMessages('map');
  const toast = useToast();
  useEffect(() => {
    if (stage === undefined || !isFollowing) return;
    const stop = () => {
      setFollowed(undefined);
      toast.show({ text: t('followStopped', { name }), action: { label: t('followAgain'), run: () => setFollowed(selected) } });
    };
    stage.map.on('dragstart', stop);
    return () => {
      stage.map.off('dragstart', stop);
    };
  }, [stage, isFollowing, name, setFollowed, selected, toast, t]);
}
