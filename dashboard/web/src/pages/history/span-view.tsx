import { useQueries, useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { Link, useLocation } from 'wouter';
import { type DaySummary, type Vehicle, fetchMonth, fetchRoutes, routeTilesUrl } from '../../api/vehicles';
import { LoadProblem } from '../../app/problem-text';
import { useFormats } from '../../app/region';
import type { Day } from '../../format/days';
import { useMessages } from '../../i18n/language';
import { MapCanvas, type MapStage, isAlive } from '../../map/map-canvas';
import { EmptyState, IconButton } from '../../ui';
import styles from './history-page.module.css';
import { SpanChoice } from './span-choice';
import spanStyles from './span-view.module.css';
import { type LongSpan, addressOf, daysOf, listDays, stepFrom } from './span';
import { TakeSpanAway } from './take-away';

interface SpanViewProps {
  readonly vehicle: Vehicle;
  readonly date: Day;
  readonly today: Day;
  readonly span: LongSpan;
}

const MAP_PADDING = { top: 40, right: 60, bottom: 50, left: 40 };
/** Today's route grows while one looks at it. */
const REFRESH_TODAY_MS = 60_000;
/** The collector draws some days at each asking. */
const DRAW_ON_MS = 300;

/** A week or a month of a vehicle: all its ways on one map, and what each day was. */
export function SpanView({ vehicle, date, today, span }: SpanViewProps) {
  const t = useMessages('history');
  const formats = useFormats();
  const [, navigate] = useLocation();
  const [from, last] = daysOf(span, date);
  const to = last > today ? today : last;
  const isGrowing = last >= today;
  const staleTime = isGrowing ? REFRESH_TODAY_MS : 600_000;
  const months = useQueries({
    queries: [...new Set([from.slice(0, 7), to.slice(0, 7)])].map((month) => ({
      queryKey: ['vehicle-month', vehicle.id, month],
      queryFn: ({ signal }: { signal: AbortSignal }) => fetchMonth(vehicle.id, month, signal),
      staleTime,
    })),
  });
  const routes = useQuery({
    queryKey: ['vehicle-routes', vehicle.id, from, to],
    queryFn: ({ signal }) => fetchRoutes(vehicle.id, from, to, signal),
    staleTime,
    refetchInterval: (query) => ((query.state.data?.undrawnCount ?? 0) > 0 ? DRAW_ON_MS : isGrowing ? REFRESH_TODAY_MS : false),
  });
  const failed = [...months, routes].find(({ isError }) => isError);
  const summaries = new Map(months.flatMap(({ data }) => data ?? []).map((summary) => [summary.date, summary]));
  const days = listDays(from, to);
  const [chosen, setChosen] = useState<Day>();
  const open = useCallback((day: Day) => navigate(addressOf(vehicle.id, day, 'day')), [navigate, vehicle.id]);
  const isEmpty = routes.data !== undefined && routes.data.dayCount === 0;
  const name = span === 'month' ? formats.month(from) : `${formats.dayMonth(from)} – ${formats.dateMedium(last)}`;
  return (
    <div className={`${styles.page} ${spanStyles.page}`}>
      <section className={styles.side} aria-label={t('spanList')}>
        <header className={styles.vehicle}>
          <span className={styles.plate}>{vehicle.plate}</span>
          <h2>
            {vehicle.name}
            <span>{vehicle.opdName}</span>
          </h2>
          <Link href={`/riwayat?d=${date}`}>{t('change')}</Link>
        </header>
        <SpanChoice vehicleId={vehicle.id} date={date} span={span} />
        <div className={styles.days}>
          <IconButton icon="chevron-left" label={t(`before.${span}`)} onClick={() => navigate(addressOf(vehicle.id, stepFrom(span, date, -1), span))} />
          <span className={spanStyles.name}>{name}</span>
          <IconButton
            icon="chevron-right"
            label={t(`after.${span}`)}
            disabled={isGrowing}
            onClick={() => navigate(addressOf(vehicle.id, stepFrom(span, date, 1), span))}
          />
        </div>
        {failed !== undefined && (
          <div className={styles.problem}>
            <LoadProblem error={failed.error} onRetry={() => void failed.refetch()} />
          </div>
        )}
        <Sums days={days} summaries={summaries} />
        {!isEmpty && <TakeSpanAway vehicleId={vehicle.id} from={from} to={to} />}
        {isEmpty ? (
          <EmptyState icon="history" title={t('spanEmpty')} text={t('spanEmptyText', { name })} />
        ) : (
          <DayRows {...{ days, summaries, today, chosen, vehicleId: vehicle.id }} onChoose={setChosen} />
        )}
      </section>
      <div className={styles.map}>
        <RoutesMap
          label={t('spanMapLabel', { plate: vehicle.plate, name })}
          tilesUrl={routes.data === undefined ? undefined : routeTilesUrl(vehicle.id, from, to, routes.data.version)}
          bounds={routes.data?.bounds}
          chosen={chosen}
          onChoose={setChosen}
          onOpen={open}
        />
      </div>
    </div>
  );
}

interface DaysProps {
  readonly days: readonly Day[];
  readonly summaries: ReadonlyMap<Day, DaySummary>;
}

function Sums({ days, summaries }: DaysProps) {
  const t = useMessages('history');
  const formats = useFormats();
  const driven = days.flatMap((day) => summaries.get(day) ?? []).filter(({ tripCount }) => tripCount > 0);
  const distanceM = driven.reduce((sum, day) => sum + day.distanceM, 0);
  return (
    <dl className={styles.sums}>
      <div>
        <dt>{t('distance')}</dt>
        <dd>{formats.distance(distanceM)}</dd>
      </div>
      <div>
        <dt>{t('tripsTotal')}</dt>
        <dd>{formats.count(driven.reduce((sum, day) => sum + day.tripCount, 0))}</dd>
      </div>
      <div>
        <dt>{t('drivenDays')}</dt>
        <dd>
          {formats.count(driven.length)}
          <small>{t('ofDays', { count: days.length })}</small>
        </dd>
      </div>
    </dl>
  );
}

interface DayRowsProps extends DaysProps {
  readonly vehicleId: number;
  readonly today: Day;
  readonly chosen: Day | undefined;
  readonly onChoose: (day: Day | undefined) => void;
}

/** The days, newest first; the one that is pointed at stands out on the map, a press opens it. */
function DayRows({ days, summaries, vehicleId, today, chosen, onChoose }: DayRowsProps) {
  const t = useMessages('history');
  const formats = useFormats();
  const longestM = Math.max(1, ...days.map((day) => summaries.get(day)?.distanceM ?? 0));
  return (
    <ul className={spanStyles.rows} onPointerLeave={() => onChoose(undefined)}>
      {days.toReversed().map((day) => {
        const summary = summaries.get(day);
        const isStill = summary === undefined || summary.tripCount === 0;
        return (
          <li key={day} data-chosen={day === chosen || undefined} data-still={isStill || undefined}>
            <Link href={addressOf(vehicleId, day, 'day')} onPointerEnter={() => onChoose(day)} onFocus={() => onChoose(day)} onBlur={() => onChoose(undefined)}>
              <span>{day === today ? t('today') : formats.dateShort(day)}</span>
              <i style={{ inlineSize: `${((summary?.distanceM ?? 0) / longestM) * 100}%` }} aria-hidden="true" />
              <b>{isStill ? t('still') : formats.distance(summary.distanceM)}</b>
              <small>{isStill ? '' : t('trips', { count: summary.tripCount })}</small>
            </Link>
          </li>
        );
      })}
    </ul>
  );
}

interface RoutesMapProps {
  readonly label: string;
  readonly tilesUrl: string | undefined;
  readonly bounds: readonly [west: number, south: number, east: number, north: number] | undefined;
  readonly chosen: Day | undefined;
  readonly onChoose: (day: Day | undefined) => void;
  readonly onOpen: (day: Day) => void;
}

function RoutesMap({ label, tilesUrl, bounds, chosen, onChoose, onOpen }: RoutesMapProps) {
  const [stage, setStage] = useState<MapStage>();
  const onReady = useCallback((ready: MapStage) => {
    setStage(ready);
    return () => setStage(undefined);
  }, []);
  const [layer, setLayer] = useState<InstanceType<MapStage['engine']['SpanRouteLayer']>>();
  const firstUrl = useRef(tilesUrl);
  useEffect(() => {
    firstUrl.current = tilesUrl;
  }, [tilesUrl]);
  const hasTiles = tilesUrl !== undefined;
  useEffect(() => {
    const url = firstUrl.current;
    if (!isAlive(stage) || !hasTiles || url === undefined) return;
    const made = new stage.engine.SpanRouteLayer(stage.map, stage.palette, (day, isPressed) => {
      if (isPressed && day !== undefined) onOpen(day);
      else onChoose(day);
    });
    made.add(url);
    setLayer(made);
    return () => {
      if (!stage.gone.aborted) made.remove();
      setLayer(undefined);
    };
  }, [stage, hasTiles, onChoose, onOpen]);
  useEffect(() => {
    if (tilesUrl !== undefined) layer?.setTiles(tilesUrl);
  }, [layer, tilesUrl]);
  useEffect(() => layer?.choose(chosen), [layer, chosen]);

  // The camera moves when another span is shown, not when today's grows.
  const hasShown = useRef<MapStage>(undefined);
  useEffect(() => {
    if (!isAlive(stage) || bounds === undefined || hasShown.current === stage) return;
    hasShown.current = stage;
    const [west, south, east, north] = bounds;
    stage.engine.showPoints(stage.map, [{ lat: south, lon: west }, { lat: north, lon: east }], MAP_PADDING, false);
  }, [stage, bounds]);
  return <MapCanvas label={label} onReady={onReady} padding={MAP_PADDING} />;
}
