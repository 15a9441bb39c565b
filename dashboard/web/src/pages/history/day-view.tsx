import { useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { Link, useLocation, useSearch } from 'wouter';
import { type RoutePoint, type Vehicle, fetchRoute, fetchVehicleDay } from '../../api/vehicles';
import { type Visit, vehicleDayVisitsQuery } from '../../api/visits';
import { PageLoading } from '../../app/page-states';
import { LoadProblem } from '../../app/problem-text';
import { useFormats, useRegion } from '../../app/region';
import { serverNowMs } from '../../app/server-clock';
import { type Day, addDays, startOfDayMs } from '../../format/days';
import { useMessages } from '../../i18n/language';
import { MapCanvas, type MapStage, isAlive } from '../../map/map-canvas';
import { Button, Checkbox, EmptyState, IconButton, Segments } from '../../ui';
import { readTime, writtenTime } from '../shared/time-of-day';
import { DayBar } from './day-bar';
import { DayList } from './day-list';
import { type DayEntry, SPEED_STEPS, activeWindow, entriesOf, momentAt, piecesOf, skipStop, spansOf } from './day-model';
import styles from './history-page.module.css';
import { SpanChoice } from './span-choice';
import { SpeedGraph } from './speed-graph';
import { TakeDayAway } from './take-away';
import { REPLAY_SPEEDS, type ReplaySpeed, useReplay } from './use-replay';

interface DayViewProps {
  readonly vehicle: Vehicle;
  readonly date: Day;
  readonly today: Day;
}

/** The private mode only where it was used. */
const BAR_KINDS = ['moving', 'idle', 'parked', 'gap', 'private'] as const;
const NO_POINTS: readonly RoutePoint[] = [];
const NO_VISITS: readonly Visit[] = [];
/** Today's route grows while one looks at it. */
const REFRESH_TODAY_MS = 30_000;

export function DayView({ vehicle, date, today }: DayViewProps) {
  const t = useMessages('history');
  const formats = useFormats();
  const { timeZone } = useRegion();
  const isToday = date === today;
  const refetchInterval = isToday ? REFRESH_TODAY_MS : false;
  const staleTime = isToday ? REFRESH_TODAY_MS : 600_000;
  const day = useQuery({
    queryKey: ['vehicle-day', vehicle.id, date],
    queryFn: ({ signal }) => fetchVehicleDay(vehicle.id, date, signal),
    refetchInterval,
    staleTime,
  });
  const route = useQuery({
    queryKey: ['route', vehicle.id, date],
    queryFn: ({ signal }) => fetchRoute(vehicle.id, date, signal),
    refetchInterval,
    staleTime,
  });
  const visits = useQuery({ ...vehicleDayVisitsQuery(vehicle.id, date), refetchInterval, staleTime });
  const startMs = startOfDayMs(date, timeZone);
  const endMs = startOfDayMs(addDays(date, 1), timeZone);
  const points = route.data ?? NO_POINTS;
  const spans = useMemo(() => (day.data === undefined ? [] : spansOf(day.data, serverNowMs())), [day.data]);
  const entries = useMemo(() => (day.data === undefined ? [] : entriesOf(day.data)), [day.data]);
  const drawing = useMemo(
    () => ({
      pieces: piecesOf(points, day.data?.gaps ?? []),
      stops: (day.data?.stops ?? []).map(({ lat, lon }, index) => ({ lat, lon, number: index + 1 })),
    }),
    [points, day.data],
  );
  const [chosenWindow, setWindow] = useState<readonly [number, number]>();
  const active = day.data === undefined ? ([startMs, endMs] as const) : activeWindow(day.data, startMs, endMs);
  const window = chosenWindow ?? active;
  const firstMs = day.data?.trips[0]?.startMs ?? points[0]?.timeMs ?? startMs;
  const lastMs = points.at(-1)?.timeMs ?? firstMs;
  const [cursorMs, setCursor] = useCursor(startMs, firstMs);

  const [isSkipping, setSkipping] = useState(true);
  const [isFollowing, setFollowing] = useState(true);
  const replay = useReplay({
    cursorMs,
    endMs: lastMs,
    onCursor: setCursor,
    skip: useCallback((timeMs: number) => (isSkipping ? skipStop(spans, timeMs) : timeMs), [isSkipping, spans]),
  });
  const here = momentAt(points, cursorMs);
  const [stage, setStage] = useState<MapStage>();
  useRouteOnMap({ stage, drawing, points, here, plate: vehicle.plate, isFollowing: isFollowing && replay.isPlaying, onCursor: setCursor });
  const onReady = useCallback((ready: MapStage) => {
    setStage(ready);
    return () => setStage(undefined);
  }, []);
  const pick = (entry: DayEntry) => {
    setCursor(entry.fromMs);
    if (entry.kind === 'trip') {
      const room = Math.max(120_000, (entry.trip.endMs - entry.trip.startMs) * 0.08);
      setWindow([Math.max(startMs, entry.trip.startMs - room), Math.min(endMs, entry.trip.endMs + room)]);
      const driven = points.filter(({ timeMs }) => timeMs >= entry.trip.startMs && timeMs <= entry.trip.endMs);
      if (stage !== undefined) stage.engine.showPoints(stage.map, driven, 60);
    }
    if (entry.kind === 'stop') stage?.map.easeTo({ center: [entry.stop.lon, entry.stop.lat], zoom: Math.max(stage.map.getZoom(), 13.5) });
  };
  const isEmpty = day.data !== undefined && points.length === 0 && entries.length === 0;

  return (
    <div className={styles.page}>
      <section className={styles.side} aria-label={t('list')}>
        <header className={styles.vehicle}>
          <span className={styles.plate}>{vehicle.plate}</span>
          <h2>
            {vehicle.name}
            <span>{vehicle.opdName}</span>
          </h2>
          <Link href={`/riwayat?d=${date}`}>{t('change')}</Link>
        </header>
        <SpanChoice vehicleId={vehicle.id} date={date} span="day" />
        <DayChooser vehicleId={vehicle.id} date={date} today={today} />
        {day.isError && (
          <div className={styles.problem}>
            <LoadProblem error={day.error} onRetry={() => void day.refetch()} />
          </div>
        )}
        {day.data !== undefined && (
          <dl className={styles.sums}>
            <div>
              <dt>{t('distance')}</dt>
              <dd>{formats.distance(day.data.distanceM)}</dd>
            </div>
            <div>
              <dt>{t('moving')}</dt>
              <dd>
                {formats.duration(day.data.movingS)}
                <small>{t('trips', { count: day.data.trips.length })}</small>
              </dd>
            </div>
            <div>
              <dt>{t('stoppedTotal')}</dt>
              <dd>
                {formats.duration(day.data.stoppedS)}
                <small>{t('stopCount', { count: day.data.stops.length })}</small>
              </dd>
            </div>
          </dl>
        )}
        {day.data !== undefined && !isEmpty && <TakeDayAway vehicleId={vehicle.id} date={date} />}
        {/* Focusable, so that the keyboard can scroll it. */}
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
        <div className={styles.entries} tabIndex={0} role="group" aria-label={t('list')}>
          {day.data === undefined && !day.isError && <PageLoading />}
          {isEmpty ? (
            <EmptyState icon="history" title={t('emptyTitle')} text={t('emptyText', { date: formats.date(date) })} />
          ) : (
            <DayList entries={entries} visits={visits.data ?? NO_VISITS} cursorMs={cursorMs} onPick={pick} />
          )}
        </div>
      </section>
      <div className={styles.map}>
        <MapCanvas label={t('mapLabel', { name: vehicle.plate, date: formats.date(date) })} onReady={onReady} padding={MAP_PADDING}>
          {points.length > 0 && <SpeedLegend />}
        </MapCanvas>
      </div>
      <section className={styles.time} aria-label={t('dayBar')}>
        <div className={styles.player}>
          <Button kind="primary" icon={replay.isPlaying ? 'pause' : 'play'} disabled={points.length === 0} onClick={() => {
            if (!replay.isPlaying && cursorMs >= lastMs) setCursor(firstMs);
            replay.toggle();
          }}>
            {replay.isPlaying ? t('pause') : t('play')}
          </Button>
          <Segments
            label={t('replaySpeed')}
            selected={String(replay.speed)}
            onSelect={(key) => replay.setSpeed(toReplaySpeed(key))}
            options={REPLAY_SPEEDS.map((speed) => ({ key: String(speed), label: t('timesFaster', { count: speed }) }))}
          />
          <div className={styles.checks}>
            <Checkbox label={t('skipStops')} checked={isSkipping} onChange={(event) => setSkipping(event.currentTarget.checked)} />
            <Checkbox label={t('follow')} checked={isFollowing} onChange={(event) => setFollowing(event.currentTarget.checked)} />
          </div>
          <p className={styles.now}>
            <b>{formats.time(cursorMs)}</b>
            {here === undefined || here.isGap ? t('noData') : formats.speed(here.speedKmh ?? 0)}
          </p>
        </div>
        <DayBar {...{ startMs, endMs, spans, window, cursorMs }} onCursor={setCursor} onWindow={setWindow} />
        <div className={styles.graph}>
          <SpeedGraph points={points} window={window} cursorMs={cursorMs} onCursor={setCursor} />
        </div>
        <div className={styles.foot}>
          <ul className={styles.barLegend}>
            {BAR_KINDS.filter((kind) => kind !== 'private' || spans.some((span) => span.kind === kind)).map((kind) => (
              <li key={kind}>
                <i data-kind={kind} />
                {t(`bar-${kind}`)}
              </li>
            ))}
          </ul>
          <Button kind="quiet" size="s" onClick={() => setWindow(isWhole(window, startMs, endMs) ? undefined : [startMs, endMs])}>
            {isWhole(window, startMs, endMs) ? t('activeHours') : t('wholeDay')}
          </Button>
        </div>
      </section>
    </div>
  );
}

const MAP_PADDING = { top: 50, right: 60, bottom: 60, left: 60 };

function isWhole([fromMs, toMs]: readonly [number, number], startMs: number, endMs: number): boolean {
  return fromMs <= startMs && toMs >= endMs;
}

function toReplaySpeed(key: string): ReplaySpeed {
  return REPLAY_SPEEDS.find((speed) => String(speed) === key) ?? 60;
}

/** `?t=09.42.10` in the region's time of day; written when the cursor rests. */
function useCursor(startMs: number, firstMs: number): readonly [number, (timeMs: number) => void] {
  const [path, navigate] = useLocation();
  const search = useSearch();
  const [chosen, setChosen] = useState(() => {
    const match = readTime(new URLSearchParams(search).get('t'));
    return match === undefined ? undefined : startMs + match * 1000;
  });
  useEffect(() => {
    if (chosen === undefined) return;
    const timer = globalThis.setTimeout(() => {
      navigate(`${path}?t=${writtenTime(Math.floor((chosen - startMs) / 1000))}`, { replace: true });
    }, 600);
    return () => globalThis.clearTimeout(timer);
  }, [chosen, startMs, path, navigate]);
  return [chosen ?? firstMs, setChosen];
}

function DayChooser({ vehicleId, date, today }: { readonly vehicleId: number; readonly date: Day; readonly today: Day }) {
  const t = useMessages('history');
  const formats = useFormats();
  const [, navigate] = useLocation();
  const go = (day: Day) => navigate(`/riwayat/${vehicleId}/${day}`);
  return (
    <div className={styles.days}>
      <IconButton icon="chevron-left" label={t('dayBefore')} onClick={() => go(addDays(date, -1))} />
      <label className={styles.date}>
        <span>{formats.date(date)}</span>
        <input
          type="date"
          aria-label={t('date')}
          value={date}
          max={today}
          onChange={(event) => event.currentTarget.value !== '' && go(event.currentTarget.value)}
        />
      </label>
      <IconButton icon="chevron-right" label={t('dayAfter')} disabled={date >= today} onClick={() => go(addDays(date, 1))} />
    </div>
  );
}

function SpeedLegend() {
  const t = useMessages('history');
  return (
    <ul className={styles.speedLegend} aria-label={t('speedLegend')}>
      {[...SPEED_STEPS, undefined].map((upTo, index) => (
        <li key={upTo ?? 'above'}>
          <i style={{ background: `var(--speed-${index + 1})`, height: 3 + index }} />
          {upTo === undefined ? t('above', { speed: SPEED_STEPS.at(-1) ?? 0 }) : t('upTo', { speed: upTo })}
        </li>
      ))}
    </ul>
  );
}

interface RouteOnMap {
  readonly stage: MapStage | undefined;
  readonly drawing: Parameters<InstanceType<MapStage['engine']['RouteLayer']>['update']>[0];
  readonly points: readonly RoutePoint[];
  readonly here: ReturnType<typeof momentAt>;
  readonly plate: string;
  readonly isFollowing: boolean;
  readonly onCursor: (timeMs: number) => void;
}

function useRouteOnMap({ stage, drawing, points, here, plate, isFollowing, onCursor }: RouteOnMap): void {
  const known = useRef(points);
  useEffect(() => {
    known.current = points;
  }, [points]);
  const [layer, setLayer] = useState<InstanceType<MapStage['engine']['RouteLayer']>>();
  useEffect(() => {
    if (!isAlive(stage)) return;
    const made = new stage.engine.RouteLayer(stage.map, stage.palette, ({ lat, lon }) => {
      const nearest = known.current.reduce<RoutePoint | undefined>(
        (best, point) =>
          best === undefined || Math.hypot(point.lat - lat, point.lon - lon) < Math.hypot(best.lat - lat, best.lon - lon) ? point : best,
        undefined,
      );
      if (nearest !== undefined) onCursor(nearest.timeMs);
    });
    made.add();
    setLayer(made);
    return () => {
      made.remove();
      setLayer(undefined);
    };
  }, [stage, onCursor]);
  useEffect(() => layer?.update(drawing), [layer, drawing]);

  const hasShown = useRef<MapStage>(undefined);
  useEffect(() => {
    if (!isAlive(stage) || points.length === 0 || hasShown.current !== undefined) return;
    hasShown.current = stage;
    stage.engine.showPoints(stage.map, points, MAP_PADDING, false);
  }, [stage, points]);

  const marker = useRef<InstanceType<MapStage['engine']['SelectedMarker']>>(undefined);
  useEffect(
    () => () => {
      marker.current?.remove();
      marker.current = undefined;
    },
    [stage],
  );
  useEffect(() => {
    if (!isAlive(stage) || here === undefined) return;
    const position = {
      vehicleId: 0,
      lat: here.lat,
      lon: here.lon,
      speedKmh: here.speedKmh,
      courseDeg: here.courseDeg,
      state: here.isGap ? ('silent' as const) : (here.speedKmh ?? 0) > 0 ? ('moving' as const) : ('parked' as const),
      fixTimeMs: here.timeMs,
      stateSinceMs: here.timeMs,
    };
    if (marker.current === undefined) marker.current = new stage.engine.SelectedMarker(stage.map, position, plate);
    else marker.current.update(position, plate);
    if (!isFollowing) return;
    // The map moves only when the vehicle is about to leave it.
    const { x, y } = stage.map.project([here.lon, here.lat]);
    const { clientWidth, clientHeight } = stage.map.getContainer();
    const isNearEdge = x < clientWidth * 0.12 || x > clientWidth * 0.88 || y < clientHeight * 0.15 || y > clientHeight * 0.85;
    if (isNearEdge && !stage.map.isMoving()) stage.map.panTo([here.lon, here.lat], { duration: 400 });
  }, [stage, here, plate, isFollowing]);
}
