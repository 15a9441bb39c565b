import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { fetchMapFeatures } from '../api/map-features';
import { useRegion } from '../app/region';
import { useTheme } from '../app/theme';
import { useMessages } from '../i18n/language';
import { Skeleton } from '../ui/feedback';
import { useToast } from '../ui/toast';
import type { Camera, MapLibreMap } from './engine';
import styles from './map-canvas.module.css';
import { MapControls } from './map-controls';
import { type Palette, readPalette } from './palette';

export interface MapStage {
  readonly map: MapLibreMap;
  readonly palette: Palette;
  /** The lazily loaded part: layer classes live there. */
  readonly engine: typeof import('./engine');
  /** Aborted when the map is removed. Those who draw on it hear of that one draw later. */
  readonly gone: AbortSignal;
}

/** Whether there is a map to draw on. Effects ask this: another of their reasons may come in the same moment as the map's end. */
export function isAlive(stage: MapStage | undefined): stage is MapStage {
  return stage !== undefined && !stage.gone.aborted;
}

interface MapCanvasProps {
  /** What a reader who cannot see the map is told it is. */
  readonly label: string;
  /** Called once a map stands (again after a change of theme); returns the removal. Must not change between draws. */
  readonly onReady: (stage: MapStage) => () => void;
  /** Room that cards take from the map when the whole region is shown. */
  readonly padding?: { readonly top: number; readonly right: number; readonly bottom: number; readonly left: number };
  readonly isStill?: boolean;
  readonly textScale?: number;
  readonly children?: ReactNode;
}

const NO_PADDING = { top: 24, right: 24, bottom: 24, left: 24 };

/** A map that fills its box. Loads the map library only now; children lie over it. */
export function MapCanvas({ label, onReady, padding = NO_PADDING, isStill = false, textScale = 1, children }: MapCanvasProps) {
  const t = useMessages('map');
  const region = useRegion();
  const toast = useToast();
  const { theme } = useTheme();
  const box = useRef<HTMLDivElement>(null);
  const camera = useRef<Camera>(undefined);
  const firstPadding = useRef(padding);
  const [stage, setStage] = useState<MapStage>();
  const [isDrawn, setDrawn] = useState(false);
  const [isBroken, setBroken] = useState(false);
  const { data: features, isError: hasNoFeatures } = useQuery({
    queryKey: ['map-features'],
    queryFn: ({ signal }) => fetchMapFeatures(signal),
    staleTime: Infinity,
    gcTime: Infinity,
  });
  // The map is worth drawing without names and roads: the coast is here.
  const shownFeatures = features ?? (hasNoFeatures ? NO_FEATURES : undefined);

  useEffect(() => {
    const container = box.current;
    if (container === null || shownFeatures === undefined) return;
    const gone = new AbortController();
    let made: MapLibreMap | undefined;
    let undo: (() => void) | undefined;
    const make = async () => {
      const engine = await import('./engine');
      if (gone.signal.aborted) return;
      // The theme's colours are on the root element by now.
      const palette = readPalette();
      const { map, isFallback } = await engine.createMap({
        container,
        region,
        features: shownFeatures,
        palette,
        padding: firstPadding.current,
        camera: camera.current,
        isStill,
        textScale,
      });
      made = map;
      if (gone.signal.aborted) {
        map.remove();
        return;
      }
      sayView(container, map);
      map.on('moveend', () => sayView(container, map));
      if (isFallback) toast.show({ text: t('baseFallback') });
      const ready = { map, palette, engine, gone: gone.signal };
      undo = onReady(ready);
      setStage(ready);
      container.dataset['ready'] = theme;
      // Before its land is drawn our map is an empty sea. Tiles from elsewhere may take long, and nobody waits for them to see vehicles.
      if (region.map.base === 'builtin' || isFallback) engine.onceLandIsDrawn(map, () => setDrawn(true));
      else setDrawn(true);
    };
    make().catch((error: unknown) => {
      // oxlint-disable-next-line no-console
      console.error(error);
      setBroken(true);
    });
    return () => {
      gone.abort();
      undo?.();
      setStage(undefined);
      setDrawn(false);
      delete container.dataset['ready'];
      delete container.dataset['view'];
      if (made === undefined) return;
      const { lng, lat } = made.getCenter();
      camera.current = { center: [lng, lat], zoom: made.getZoom() };
      made.remove();
    };
    // The map is made anew for another theme: its colours come from the tokens.
  }, [shownFeatures, region, theme, isStill, textScale, onReady, toast, t]);

  return (
    <div className={styles.frame} role="region" aria-label={label}>
      <div ref={box} className={styles.canvas} data-map />
      {!isDrawn && !isBroken && (
        <div className={styles.loading}>
          <Skeleton height="100%" />
        </div>
      )}
      {isBroken && <p className={styles.broken}>{t('mapBroken')}</p>}
      {stage !== undefined && !isStill && <MapControls map={stage.map} />}
      {children}
    </div>
  );
}

/** What is in the middle, and how near, for a program that looks at the page: these numbers say which place each pixel is. */
function sayView(container: HTMLElement, map: MapLibreMap): void {
  const { lat, lng } = map.getCenter();
  container.dataset['view'] = `${lat.toFixed(7)},${lng.toFixed(7)},${map.getZoom().toFixed(4)}`;
}

const NO_FEATURES = { type: 'FeatureCollection' as const, features: [] };
