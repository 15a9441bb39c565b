import { type KeyboardEvent, useEffect, useMemo, useReducer, useRef, useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import { AREAS_KEY, type Area, type AreaDraft, type AreaSheet, DRAWN_KINDS, type Outline, areaQuery, changeArea, drawArea } from '../../api/areas';
import { ErrorText } from '../../app/problem-text';
import { useFormats } from '../../app/region';
import { useMessages } from '../../i18n/language';
import { type MapStage, isAlive } from '../../map/map-canvas';
import { Button, IconButton, Notice, Segments, SelectField, Skeleton, TextField } from '../../ui';
import { Loaded } from '../shared/loaded';
import { useSending } from '../shared/use-sending';
import { type AreaForm, MOST_BUFFER_M, MOST_RADIUS_M, formOf, wholeMetres } from './area-form';
import styles from './areas-page.module.css';
import { sizeWords } from './size-words';
import { EMPTY, FEWEST_CORNERS, MOST_CORNERS, type Sketch, type Stroke, cornersOf, crossesItself, polygonOf, sizeM2, sketchOf, stroke } from './sketch';

interface DrawPanelProps {
  readonly stage: MapStage | undefined;
  /** The area that is changed; undefined while one is drawn that is not there yet. */
  readonly area: Area | undefined;
  readonly onDone: (picked?: number) => void;
}

/** Draws an area on the map, or changes one: its corners, name, kind and buffer. */
export function DrawPanel({ stage, area, onDone }: DrawPanelProps) {
  return area === undefined ? <Drawing stage={stage} sheet={undefined} onDone={onDone} /> : <Changing stage={stage} area={area} onDone={onDone} />;
}

/** The outline of the list is coarse: corners are moved where they really are. */
function Changing({ stage, area, onDone }: DrawPanelProps & { readonly area: Area }) {
  // Not what was read an hour ago, or somebody else's change would be refused only at the end.
  const query = useQuery({ ...areaQuery(area.id), staleTime: 0, refetchOnMount: 'always', refetchOnWindowFocus: false });
  return query.isFetching && query.data === undefined ? (
    <Skeleton height="44px" lines={4} />
  ) : (
    <Loaded query={query} skeleton={<Skeleton height="44px" lines={4} />}>
      {(sheet) => <Drawing stage={stage} sheet={sheet} onDone={onDone} />}
    </Loaded>
  );
}

interface DrawingProps {
  readonly stage: MapStage | undefined;
  readonly sheet: AreaSheet | undefined;
  readonly onDone: (picked?: number) => void;
}

function Drawing({ stage, sheet, onDone }: DrawingProps) {
  const t = useMessages('areas');
  // As it was when the drawing began: what came since has not been looked at.
  const [before] = useState(sheet);
  const first = useMemo(() => (before?.outline === undefined ? undefined : sketchOf(before.outline)), [before]);
  const [sketch, draw] = useReducer(stroke, first ?? EMPTY);
  const [form, setForm] = useState<AreaForm>(() => formOf(before));
  const [isAsked, setAsked] = useState(false);
  const [chosen, setChosen] = useState<number>();
  // By undoing it may be gone.
  const corner = sketch.shape === 'corners' && chosen !== undefined && chosen < sketch.points.length ? chosen : undefined;
  const isTouched = sketch.past.length > 0 || (before === undefined && sketch.points.length > 0);
  const polygon = useMemo(() => polygonOf(sketch), [sketch]);
  const bufferM = wholeMetres(form.buffer, 0, MOST_BUFFER_M);
  const needsOutline = before === undefined || isTouched;
  const outline = needsOutline ? polygon : (before?.outline ?? polygon);
  const pen = usePen(stage, { sketch, outline, bufferM: bufferM ?? 0, chosen: corner }, { draw, onChoose: setChosen }, t);
  useNearCircle(stage, sketch);
  const isCrossed = useMemo(() => sketch.isClosed && sketch.shape === 'corners' && crossesItself(sketch.points), [sketch]);
  const isWrong = form.name.trim() === '' || bufferM === undefined || isCrossed || (needsOutline && polygon === undefined);
  const sending = useSending({
    send: (draft: AreaDraft, key): Promise<AreaSheet> => (before === undefined ? drawArea(draft, key) : changeArea(before.id, before.version, draft)),
    done: (saved) => {
      onDone(saved.id);
      return t('saved', { name: saved.name });
    },
    stale: AREAS_KEY,
    onClose: () => undefined,
  });
  const save = () => {
    setAsked(true);
    if (isWrong) return;
    if (!sketch.isClosed) draw({ kind: 'close' });
    sending.mutate({ kind: form.kind, name: form.name.trim(), bufferM, ...(needsOutline && polygon !== undefined ? { geometry: polygon } : {}) });
  };
  const isOfficial = before !== undefined && !DRAWN_KINDS.some((kind) => kind === before.kind);
  const undoByKey = (event: KeyboardEvent) => {
    const isField = event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement;
    if (event.key === 'z' && (event.ctrlKey || event.metaKey) && !isField) {
      event.preventDefault();
      draw({ kind: 'undo' });
    }
  };
  return (
    // Ctrl+Z anywhere in the panel is what everybody tries first; the button beside it does the same.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div className={styles.panel} onKeyDown={undoByKey}>
      <div className={styles.panelHead}>
        <IconButton icon="arrow-left" label={t('cancel')} onClick={() => onDone(before?.id)} />
        <h2>{before === undefined ? t('drawTitle') : t('changeTitle', { name: before.name })}</h2>
      </div>
      {first === undefined && before?.outline !== undefined && !isTouched && <Notice>{t('tooFine', { count: MOST_CORNERS })}</Notice>}
      <div className={styles.pen}>
        <Segments
          label={t('shape')}
          options={[
            { key: 'corners', label: t('shapeCorners') },
            { key: 'circle', label: t('shapeCircle') },
          ]}
          selected={sketch.shape}
          onSelect={(shape) => draw({ kind: 'shape', shape })}
        />
        <p className={styles.tip} role="status">
          <Tip sketch={sketch} isCrossed={isCrossed} isNew={needsOutline} />
        </p>
        <div className={styles.buttons}>
          <Button icon="target" disabled={sketch.shape === 'corners' && sketch.isClosed} onClick={() => pen.current?.tapMiddle()}>
            {t('tapMiddle')}
          </Button>
          <Button icon="undo" disabled={sketch.past.length === 0} onClick={() => draw({ kind: 'undo' })}>
            {t('undo')}
          </Button>
          {sketch.shape === 'corners' && !sketch.isClosed && (
            <Button icon="check" disabled={sketch.points.length < FEWEST_CORNERS} onClick={() => draw({ kind: 'close' })}>
              {t('finish')}
            </Button>
          )}
          {corner !== undefined && (
            <Button
              icon="trash"
              disabled={sketch.isClosed && sketch.points.length <= FEWEST_CORNERS}
              onClick={() => {
                draw({ kind: 'drop', index: corner });
                setChosen(undefined);
              }}
            >
              {t('dropCorner', { number: corner + 1 })}
            </Button>
          )}
        </div>
        {sketch.shape === 'circle' && <Radius sketch={sketch} onRadius={(radiusM) => draw({ kind: 'radius', radiusM })} />}
      </div>
      <TextField
        label={t('name')}
        maxLength={200}
        value={form.name}
        readOnly={isOfficial && before.kind !== 'office'}
        error={isAsked && form.name.trim() === '' ? t('needName') : undefined}
        onChange={(event) => {
          const name = event.currentTarget.value;
          setForm((old) => ({ ...old, name }));
        }}
      />
      {!isOfficial && (
        <SelectField
          label={t('kindLabel')}
          hint={t(`use.${form.kind}`)}
          value={form.kind}
          options={DRAWN_KINDS.map((kind) => ({ value: kind, label: t(`kind.${kind}`) }))}
          onPick={(word) => setForm((old) => ({ ...old, kind: DRAWN_KINDS.find((kind) => kind === word) ?? old.kind }))}
        />
      )}
      <TextField
        label={t('buffer')}
        hint={t('bufferHint')}
        inputMode="numeric"
        after="m"
        value={form.buffer}
        error={bufferM === undefined ? t('needMetres', { least: 0, most: MOST_BUFFER_M }) : undefined}
        onChange={(event) => {
          const buffer = event.currentTarget.value;
          setForm((old) => ({ ...old, buffer }));
        }}
      />
      {isAsked && needsOutline && polygon === undefined && <Notice tone="bad">{t('needOutline')}</Notice>}
      {sending.error !== null && (
        <Notice tone="bad" role="alert">
          <ErrorText error={sending.error} />
        </Notice>
      )}
      <div className={styles.buttons}>
        <Button kind="primary" busy={sending.isPending} onClick={save}>
          {t('save')}
        </Button>
        <Button onClick={() => onDone(before?.id)}>{t('cancel')}</Button>
      </div>
    </div>
  );
}

/** What to do next, and how large it has become. */
function Tip({ sketch, isCrossed, isNew }: { readonly sketch: Sketch; readonly isCrossed: boolean; readonly isNew: boolean }) {
  const t = useMessages('areas');
  const formats = useFormats();
  const outline = polygonOf(sketch);
  const size = outline === undefined ? '' : sizeWords(sizeM2(outline), formats, t);
  if (isCrossed) return <b className={styles.bad}>{t('tipCrossed')}</b>;
  if (sketch.shape === 'circle') return sketch.points.length === 0 ? t('tipMiddle') : t('tipCircle', { size });
  if (sketch.isClosed) return t('tipMove', { count: cornersOf(sketch).length, size });
  if (sketch.points.length >= MOST_CORNERS) return t('tipFull', { count: MOST_CORNERS });
  if (sketch.points.length === 0) return t(isNew ? 'tipFirst' : 'tipAnew');
  return sketch.points.length < FEWEST_CORNERS ? t('tipMore', { count: FEWEST_CORNERS - sketch.points.length }) : t('tipFinish', { count: sketch.points.length, size });
}

function Radius({ sketch, onRadius }: { readonly sketch: Sketch; readonly onRadius: (radiusM: number) => void }) {
  const t = useMessages('areas');
  const [typed, setTyped] = useState(String(sketch.radiusM));
  return (
    <TextField
      label={t('radius')}
      inputMode="numeric"
      after="m"
      value={typed}
      error={wholeMetres(typed, 1, MOST_RADIUS_M) === undefined ? t('needMetres', { least: 1, most: MOST_RADIUS_M }) : undefined}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        const radiusM = wholeMetres(event.currentTarget.value, 1, MOST_RADIUS_M);
        if (radiusM !== undefined) onRadius(radiusM);
      }}
    />
  );
}

/** A circle that is smaller than the finger that set it is brought nearer. */
function useNearCircle(stage: MapStage | undefined, sketch: Sketch): void {
  useEffect(() => {
    const [middle] = sketch.points;
    if (!isAlive(stage) || sketch.shape !== 'circle' || middle === undefined) return;
    const corners = cornersOf(sketch);
    const edge = corners[0] ?? middle;
    const radiusPx = stage.map.project([edge.lon, edge.lat]).x - stage.map.project([middle.lon, middle.lat]).x;
    if (radiusPx < LEAST_RADIUS_PX) stage.engine.showPoints(stage.map, corners, CIRCLE_PADDING_PX);
  }, [stage, sketch]);
}

const LEAST_RADIUS_PX = 24;
const CIRCLE_PADDING_PX = 120;

interface Drawn {
  readonly sketch: Sketch;
  readonly outline: Outline | undefined;
  readonly bufferM: number;
  readonly chosen: number | undefined;
}

/** What the pen is told to do; must not change between draws. */
interface Hand {
  readonly draw: (what: Stroke) => void;
  readonly onChoose: (index: number) => void;
}

/** Puts the pen on the map for as long as somebody draws. */
function usePen(stage: MapStage | undefined, { sketch, outline, bufferM, chosen }: Drawn, { draw, onChoose }: Hand, t: ReturnType<typeof useMessages<'areas'>>) {
  const pen = useRef<InstanceType<MapStage['engine']['AreaPen']>>(undefined);
  const names = useRef(t);
  useEffect(() => {
    names.current = t;
  });
  useEffect(() => {
    if (!isAlive(stage)) return;
    const made = new stage.engine.AreaPen(stage.map, stage.palette, {
      onTap: (at) => draw({ kind: 'tap', at }),
      onMove: (index, at) => draw({ kind: 'move', index, at }),
      onInsert: (after, at) => draw({ kind: 'insert', after, at }),
      onChoose,
      onDrop: (index) => draw({ kind: 'drop', index }),
      onClose: () => draw({ kind: 'close' }),
      onUndo: () => draw({ kind: 'undo' }),
      nameOf: (index) => names.current('corner', { number: index + 1 }),
    });
    made.add();
    pen.current = made;
    return () => {
      pen.current = undefined;
      if (isAlive(stage)) made.remove();
    };
  }, [stage, draw, onChoose]);
  useEffect(() => {
    pen.current?.update({
      points: sketch.points,
      outline,
      bufferM,
      isClosed: sketch.isClosed,
      chosen,
      mayInsert: sketch.shape === 'corners' && sketch.points.length < MOST_CORNERS,
    });
  }, [stage, sketch, outline, bufferM, chosen]);
  return pen;
}
