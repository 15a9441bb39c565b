import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useLocation, useParams } from 'wouter';
import { type Area, type AreaPreview, areasQuery } from '../../api/areas';
import { PageLoading } from '../../app/page-states';
import { LoadProblem } from '../../app/problem-text';
import { useMessages } from '../../i18n/language';
import type { ShownArea } from '../../map/area-layer';
import { MapCanvas, type MapStage } from '../../map/map-canvas';
import { MapFrame } from '../../map/map-frame';
import { classes } from '../../ui';
import { type AreaGroup, findAreas } from './area-groups';
import { AreaList } from './area-list';
import { AreaPanel } from './area-panel';
import styles from './areas-page.module.css';
import { DrawPanel } from './draw-panel';
import { ImportPanel } from './import-panel';
import { useAreasOnMap } from './use-areas-on-map';

/** What the panel beside the map is for. */
export type Task = 'look' | 'draw' | 'change' | 'import';

/** Areas on a map and in a list: everybody finds them, the administrator draws, loads and removes them. */
export function AreasPage() {
  const query = useQuery(areasQuery());
  if (query.isError && query.data === undefined) {
    return (
      <div className={styles.problem}>
        <LoadProblem error={query.error} onRetry={() => void query.refetch()} />
      </div>
    );
  }
  return query.data === undefined ? <PageLoading /> : <Areas areas={query.data} />;
}

function Areas({ areas }: { readonly areas: readonly Area[] }) {
  const t = useMessages('areas');
  const { id } = useParams<{ id?: string }>();
  const [, goTo] = useLocation();
  const [stage, setStage] = useState<MapStage>();
  const [task, setTask] = useState<Task>('look');
  const [group, setGroup] = useState<AreaGroup>();
  const [words, setWords] = useState('');
  const [previews, setPreviews] = useState<readonly AreaPreview[]>();
  const found = useMemo(() => findAreas(areas, group, words), [areas, group, words]);
  const chosen = areas.find((area) => String(area.id) === id);
  const [onReady] = useState(() => (ready: MapStage) => {
    setStage(ready);
    return () => setStage(undefined);
  });
  const [onPick] = useState(() => (picked: number) => goTo(`/wilayah/${picked}`));
  const isDrawing = task === 'draw' || task === 'change';
  const shown = useMemo(() => {
    if (previews !== undefined) return shownOfFile(previews);
    // What is being changed is drawn by the pen.
    return task === 'change' ? found.filter((area) => area !== chosen) : shownOf(found, chosen);
  }, [previews, found, chosen, task]);
  useAreasOnMap({ stage, shown, chosen: task === 'look' ? chosen?.id : undefined, isDeaf: task !== 'look', isFile: previews !== undefined, onPick });
  const backToLooking = (picked?: number) => {
    setTask('look');
    setPreviews(undefined);
    if (picked !== undefined) goTo(`/wilayah/${picked}`);
  };
  return (
    <MapFrame
      label={t('panel')}
      phone="split"
      className={classes(styles.page, isDrawing && styles.drawing)}
      side={
        <>
          {task === 'look' && chosen === undefined && (
            <AreaList
              areas={areas}
              found={found}
              group={group}
              words={words}
              isUnknown={id !== undefined}
              onGroup={setGroup}
              onWords={setWords}
              onPick={onPick}
              onTask={setTask}
            />
          )}
          {task === 'look' && chosen !== undefined && (
            <AreaPanel key={chosen.id} area={chosen} areas={areas} onBack={() => goTo('/wilayah')} onChange={() => setTask('change')} />
          )}
          {isDrawing && <DrawPanel key={task} stage={stage} area={task === 'change' ? chosen : undefined} onDone={backToLooking} />}
          {task === 'import' && <ImportPanel previews={previews} onPreviews={setPreviews} onDone={backToLooking} />}
        </>
      }
    >
      <MapCanvas label={t('map')} onReady={onReady} />
    </MapFrame>
  );
}

/** The chosen one also when words or group leave it out: somebody looks at it. */
function shownOf(found: readonly Area[], chosen: Area | undefined): readonly ShownArea[] {
  return chosen === undefined || found.includes(chosen) ? found : [...found, chosen];
}

function shownOfFile(previews: readonly AreaPreview[]): readonly ShownArea[] {
  return previews.map(({ kind, name, outline }, index) => {
    const ring = (outline.type === 'Polygon' ? outline.coordinates[0] : outline.coordinates[0]?.[0]) ?? [];
    // Good enough for a name that stands there for a minute. Not Math.min(...ring): a ring may have more places than a call has arguments.
    const middle = (axis: 0 | 1) => {
      const values = ring.map((place) => place[axis] ?? 0);
      return (values.reduce((a, b) => Math.min(a, b), Infinity) + values.reduce((a, b) => Math.max(a, b), -Infinity)) / 2;
    };
    return { id: -1 - index, kind, name, outline, bufferM: 0, lat: middle(1), lon: middle(0) };
  });
}
