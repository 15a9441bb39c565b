import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useLocation, useSearchParams } from 'wouter';
import { opdsQuery } from '../../api/opds';
import { fetchPast, fetchVehicles } from '../../api/vehicles';
import { LoadProblem } from '../../app/problem-text';
import { useFormats, useRegion } from '../../app/region';
import { useNow } from '../../app/server-clock';
import { addDays, dayOf, startOfDayMs } from '../../format/days';
import { useMessages } from '../../i18n/language';
import { type Position, type VehicleState, countStates } from '../../live/fleet';
import { MapCanvas, type MapStage, isAlive } from '../../map/map-canvas';
import { MapFrame, MapList } from '../../map/map-frame';
import { Button, IconButton, LinkButton, TextField } from '../../ui';
import { isMatch, rowsOf, sortRows } from '../map/attention';
import { CrowdList } from '../map/crowd-list';
import { StateFilter } from '../map/state-filter';
import { withoutStrays } from '../map/use-first-view';
import { VehicleList } from '../map/vehicle-list';
import { type Minute, clockOf, minuteOf, notAfter, shifted, textOf } from './moment';
import styles from './past-page.module.css';

const PADDING = { top: 60, right: 60, bottom: 70, left: 60 };
/** While the slider moves nobody asks for every minute it passes. */
const ASK_AFTER_MS = 250;
const STEPS = [-60, -5, 5, 60] as const;
const NO_FLEET: ReadonlyMap<number, Position> = new Map();

/** Where everyone was at a moment in the past. The moment is in the address; a vehicle opens its day at that minute. */
export function PastPage() {
  const t = useMessages('past');
  const map = useMessages('map');
  const formats = useFormats();
  const { timeZone } = useRegion();
  const [, navigate] = useLocation();
  const [params, setParams] = useSearchParams();
  const nowMs = useNow(60_000);
  const latest = minuteIn(nowMs, timeZone);
  const wanted = notAfter(minuteOf(params.get('saat')) ?? shifted(latest, -60), latest);
  const choose = (minute: Minute) => setParams({ saat: textOf(notAfter(minute, latest)) }, { replace: true });
  const asked = useSettled(textOf(wanted));
  const shown = minuteOf(asked) ?? wanted;
  const momentMs = startOfDayMs(shown.day, timeZone) + shown.minute * 60_000;

  const [states, setStates] = useState<ReadonlySet<VehicleState>>(new Set());
  const [words, setWords] = useState('');
  const [crowd, setCrowd] = useState<readonly number[]>();
  const vehicles = useQuery({ queryKey: ['vehicles'], queryFn: ({ signal }) => fetchVehicles(signal), staleTime: 300_000 });
  const past = useQuery({
    queryKey: ['past', momentMs],
    queryFn: ({ signal }) => fetchPast(momentMs, signal),
    staleTime: 60_000,
    placeholderData: keepPreviousData,
  });
  const { data: agencies } = useQuery(opdsQuery());
  const shortNames = useMemo(() => new Map(agencies?.map(({ id, shortName }) => [id, shortName])), [agencies]);
  const places = useMemo(() => new Map(past.data?.flatMap(({ vehicleId, place }) => (place === undefined ? [] : [[vehicleId, place] as const]))), [past.data]);
  const fleet = useMemo(() => (past.data === undefined ? NO_FLEET : new Map(past.data.map((position) => [position.vehicleId, position]))), [past.data]);
  const all = useMemo(() => rowsOf(vehicles.data ?? [], fleet, momentMs).filter(({ position }) => position !== undefined), [vehicles.data, fleet, momentMs]);
  const rows = useMemo(() => sortRows(all.filter((row) => isMatch(row, { states, opdId: undefined, words })), 'plate'), [all, states, words]);
  const counts = useMemo(() => countStates(all.flatMap(({ position }) => position ?? [])), [all]);
  const open = useCallback((id: number) => navigate(`/riwayat/${id}/${shown.day}?t=${clockOf(shown.minute)}.00`), [navigate, shown.day, shown.minute]);
  const ids = useMemo(() => new Set(rows.map(({ vehicle }) => vehicle.id)), [rows]);
  const labels = useMemo(() => new Map(vehicles.data?.map(({ id, plate }) => [id, plate])), [vehicles.data]);
  const [stage, setStage] = useState<MapStage>();
  const onReady = useCallback((ready: MapStage) => {
    setStage(ready);
    return () => setStage(undefined);
  }, []);
  usePastOnMap({ stage, fleet, ids, labels, onPick: open, onCrowd: setCrowd });
  const toggle = (state: VehicleState) => {
    const next = new Set(states);
    if (!next.delete(state)) next.add(state);
    setStates(next);
  };
  const failed = past.isError ? past : vehicles.isError ? vehicles : undefined;
  return (
    <MapFrame
      label={t('list')}
      phone="flow"
      side={
        <>
          <header className={styles.when}>
            <div className={styles.title}>
              <h2>{formats.time(startOfDayMs(wanted.day, timeZone) + wanted.minute * 60_000)}</h2>
              <LinkButton href="/peta" size="s" icon="map">
                {t('toLive')}
              </LinkButton>
            </div>
            <div className={styles.days}>
              <IconButton icon="chevron-left" label={t('dayBefore')} onClick={() => choose({ ...wanted, day: addDays(wanted.day, -1) })} />
              <label>
                <span>{formats.date(wanted.day)}</span>
                <input
                  type="date"
                  aria-label={t('day')}
                  value={wanted.day}
                  max={latest.day}
                  onChange={(event) => event.currentTarget.value !== '' && choose({ ...wanted, day: event.currentTarget.value })}
                />
              </label>
              <IconButton
                icon="chevron-right"
                label={t('dayAfter')}
                disabled={wanted.day >= latest.day}
                onClick={() => choose({ ...wanted, day: addDays(wanted.day, 1) })}
              />
            </div>
            <input
              type="range"
              className={styles.slider}
              aria-label={t('time')}
              aria-valuetext={clockOf(wanted.minute)}
              min={0}
              max={1435}
              step={5}
              value={wanted.minute}
              onChange={(event) => choose({ ...wanted, minute: Number(event.currentTarget.value) })}
            />
            <div className={styles.steps} role="group" aria-label={t('steps')}>
              {STEPS.map((step) => (
                <Button key={step} size="s" onClick={() => choose(shifted(wanted, step))}>
                  {t(`step.${step}`)}
                </Button>
              ))}
            </div>
          </header>
          <div className={styles.filter}>
            <StateFilter counts={counts} chosen={states} isStale={false} onToggle={toggle} />
            <TextField
              label={map('findVehicle')}
              hideLabel
              type="search"
              placeholder={map('findVehicle')}
              value={words}
              onChange={(event) => setWords(event.currentTarget.value)}
            />
          </div>
          <MapList label={t('list')} isBusy={past.isFetching}>
            {failed !== undefined && (
              <div className={styles.problem}>
                <LoadProblem error={failed.error} onRetry={() => void failed.refetch()} />
              </div>
            )}
            {past.data !== undefined && vehicles.data !== undefined && (
              <VehicleList
                rows={rows}
                places={places}
                shortNames={shortNames}
                selected={undefined}
                nowMs={momentMs}
                isStale={false}
                withAges={false}
                nobody={{ title: t('nobodyTitle'), text: t('nobodyText') }}
                isFiltered={states.size > 0 || words !== ''}
                onPick={open}
                onClear={() => {
                  setStates(new Set());
                  setWords('');
                }}
              />
            )}
            <p className={styles.about}>{t('about')}</p>
          </MapList>
        </>
      }
    >
      <MapCanvas label={t('mapLabel')} onReady={onReady} padding={PADDING}>
        <p className={styles.banner}>{t('banner', { moment: formats.moment(momentMs, nowMs) })}</p>
        {crowd !== undefined && (
          <div className={styles.crowd}>
            <CrowdList rows={all.filter((row) => crowd.includes(row.vehicle.id))} onPick={open} onClose={() => setCrowd(undefined)} />
          </div>
        )}
      </MapCanvas>
    </MapFrame>
  );
}

function minuteIn(momentMs: number, timeZone: string): Minute {
  const day = dayOf(momentMs, timeZone);
  return { day, minute: Math.floor((momentMs - startOfDayMs(day, timeZone)) / 60_000) };
}

/** The value once it has rested. */
function useSettled(value: string): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = globalThis.setTimeout(() => setSettled(value), ASK_AFTER_MS);
    return () => globalThis.clearTimeout(timer);
  }, [value]);
  return settled;
}

interface PastOnMap {
  readonly stage: MapStage | undefined;
  readonly fleet: ReadonlyMap<number, Position>;
  /** Those that the filter leaves. */
  readonly ids: ReadonlySet<number>;
  readonly labels: ReadonlyMap<number, string>;
  readonly onPick: (vehicleId: number) => void;
  readonly onCrowd: (vehicleIds: readonly number[]) => void;
}

function usePastOnMap({ stage, fleet, ids, labels, onPick, onCrowd }: PastOnMap): void {
  const layer = useRef<InstanceType<MapStage['engine']['VehicleLayer']>>(undefined);
  // What a press does changes with the moment; the layer need not be made anew for it.
  const pick = useRef(onPick);
  useEffect(() => {
    pick.current = onPick;
  }, [onPick]);
  useEffect(() => {
    if (!isAlive(stage)) return;
    const made = new stage.engine.VehicleLayer(stage.map, {
      palette: stage.palette,
      labelOf: (id) => labels.get(id) ?? '',
      onPick: (id) => pick.current(id),
      onCrowd,
    });
    made.add();
    layer.current = made;
    return () => {
      made.remove();
      layer.current = undefined;
    };
  }, [stage, labels, onCrowd]);
  // Also after the layer was made anew, for whatever reason.
  useEffect(() => {
    layer.current?.update({ fleet, isShown: ({ vehicleId }) => ids.has(vehicleId), selected: undefined, isStale: false });
  }, [stage, labels, onCrowd, fleet, ids]);
  // Where they are when the page opens; after that the moment changes and the map stays.
  const shownOn = useRef<MapStage>(undefined);
  useEffect(() => {
    if (!isAlive(stage) || shownOn.current === stage || fleet.size === 0) return;
    shownOn.current = stage;
    stage.engine.showPoints(stage.map, withoutStrays([...fleet.values()]), PADDING, false);
  }, [stage, fleet]);
}
