import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Outline, PresencePlace } from '../../api/presence';
import { useFormats } from '../../app/region';
import { useMessages } from '../../i18n/language';
import { MapCanvas, type MapStage, isAlive } from '../../map/map-canvas';
import { useIsAtLeast } from '../shared/use-is-at-least';
import { type Measure, rangesOf, stepOf, stepsOf, valueOf } from './heat';
import styles from './heat-map.module.css';

interface HeatMapProps {
  readonly label: string;
  readonly places: readonly PresencePlace[];
  readonly outlines: readonly Outline[];
  readonly measure: Measure;
  readonly chosen: number | undefined;
  readonly onChoose: (areaId: number) => void;
}

const PADDING_PX = 28;
const PADDING = { top: PADDING_PX, right: PADDING_PX, bottom: PADDING_PX, left: PADDING_PX };

/** Places shaded by how much was there; the table beside it says the same in words. */
export function HeatMap({ label, places, outlines, measure, chosen, onChoose }: HeatMapProps) {
  const t = useMessages('presence');
  const formats = useFormats();
  const isWide = useIsAtLeast(1700);
  const [stage, setStage] = useState<MapStage>();
  const onReady = useCallback((ready: MapStage) => {
    setStage(ready);
    return () => setStage(undefined);
  }, []);
  const begins = useMemo(() => stepsOf(places.map((place) => valueOf(place, measure))), [places, measure]);
  const shown = useMemo(() => {
    const byId = new Map(places.map((place) => [place.areaId, place]));
    return outlines.flatMap(({ properties, geometry }) => {
      const place = byId.get(properties.areaId);
      if (place === undefined) return [];
      const value = valueOf(place, measure);
      // A part of an hour is not nothing.
      const count = value > 0 ? Math.max(1, Math.round(value)) : 0;
      const figure = count === 0 ? t('figure.none') : t(`figure.${measure}`, { count });
      return [{ areaId: place.areaId, name: place.name, figure, step: stepOf(value, begins), geometry }];
    });
  }, [places, outlines, measure, begins, t]);

  const [layer, setLayer] = useState<InstanceType<MapStage['engine']['HeatLayer']>>();
  const choose = useRef(onChoose);
  useEffect(() => {
    choose.current = onChoose;
  }, [onChoose]);
  useEffect(() => {
    if (!isAlive(stage)) return;
    const made = new stage.engine.HeatLayer(stage.map, stage.palette, isWide ? 1.15 : 1, (areaId) => choose.current(areaId));
    made.add();
    setLayer(made);
    return () => {
      if (!stage.gone.aborted) made.remove();
      setLayer(undefined);
    };
  }, [stage, isWide]);
  useEffect(() => layer?.update(shown), [layer, shown]);
  useEffect(() => layer?.choose(chosen), [layer, chosen]);

  // The camera moves when other places are shown, not when their figures change.
  const which = shown.map(({ areaId }) => areaId).join(' ');
  const latest = useRef(shown);
  useEffect(() => {
    latest.current = shown;
  });
  const hasShown = useRef(false);
  useEffect(() => {
    if (layer === undefined || which === '') return;
    layer.show(latest.current, PADDING_PX, hasShown.current);
    hasShown.current = true;
  }, [layer, which]);

  return (
    <>
      <div className={styles.map}>
        <MapCanvas label={label} onReady={onReady} padding={PADDING} />
      </div>
      <ul className={styles.legend} aria-label={t('legend')}>
        <li>
          <i data-step={0} />
          {t('legendNone')}
        </li>
        {rangesOf(begins).map(({ step, from, to }) => (
          <li key={step}>
            <i data-step={step} />
            {to === undefined
              ? t('legendFrom', { from: formats.count(from) })
              : from === to
                ? formats.count(from)
                : `${formats.count(from)}–${formats.count(to)}`}
          </li>
        ))}
      </ul>
    </>
  );
}
