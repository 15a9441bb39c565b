import { useEffect, useRef } from 'react';
import { useLiveStore } from '../../live/live';
import { type MapStage, isAlive } from '../../map/map-canvas';

interface FirstView {
  readonly stage: MapStage | undefined;
  readonly selected: number | undefined;
  readonly padding: { readonly top: number; readonly right: number; readonly bottom: number; readonly left: number };
}

/** A few strays do not decide what is shown: this share of the vehicles on each side may lie outside. */
const STRAY_SHARE = 0.02;
const FEWEST = 3;
const CLOSEST_ZOOM = 12.4;

/** Once, when the first positions are there: shows where the vehicles are, or the chosen one. After that live data never moves the map. */
export function useFirstView({ stage, selected, padding }: FirstView): void {
  const store = useLiveStore();
  const isDone = useRef(false);
  useEffect(() => {
    if (!isAlive(stage) || isDone.current) return;
    const { map, engine } = stage;
    const show = () => {
      const chosen = selected === undefined ? undefined : store.fleet.get(selected);
      if (chosen !== undefined) {
        isDone.current = true;
        map.jumpTo({ center: [chosen.lon, chosen.lat], zoom: CLOSEST_ZOOM });
        // Into the middle of what cards and sheet leave free.
        map.panBy([(padding.right - padding.left) / 2, (padding.bottom - padding.top) / 2], { animate: false });
      } else if (store.fleet.size >= FEWEST) {
        isDone.current = true;
        engine.showPoints(map, withoutStrays([...store.fleet.values()]), padding, false);
      }
    };
    show();
    if (isDone.current) return;
    const unsubscribe = store.subscribe(() => {
      if (!isDone.current) show();
    });
    const stop = () => {
      isDone.current = true;
    };
    map.once('dragstart', stop);
    return () => {
      unsubscribe();
      map.off('dragstart', stop);
    };
  }, [stage, store, selected, padding]);
}

export function withoutStrays<P extends { readonly lat: number; readonly lon: number }>(positions: readonly P[]): readonly P[] {
  const cut = Math.floor(positions.length * STRAY_SHARE);
  const between = (values: readonly number[]) => {
    const sorted = values.toSorted((a, b) => a - b);
    return [sorted[cut] ?? -Infinity, sorted[sorted.length - 1 - cut] ?? Infinity] as const;
  };
  const [south, north] = between(positions.map(({ lat }) => lat));
  const [west, east] = between(positions.map(({ lon }) => lon));
  return positions.filter(({ lat, lon }) => lat >= south && lat <= north && lon >= west && lon <= east);
}
