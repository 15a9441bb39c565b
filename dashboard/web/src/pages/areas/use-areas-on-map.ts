import { useEffect, useRef } from 'react';
import type { Outline } from '../../api/areas';
import type { ShownArea } from '../../map/area-layer';
import { type MapStage, isAlive } from '../../map/map-canvas';

interface AreasOnMap {
  readonly stage: MapStage | undefined;
  readonly shown: readonly ShownArea[];
  readonly chosen: number | undefined;
  /** A press is a corner of what is being drawn, not a choice. */
  readonly isDeaf: boolean;
  /** What is shown was just read from a file, and may lie anywhere. */
  readonly isFile: boolean;
  readonly onPick: (id: number) => void;
}

const PADDING_PX = 56;

/** Keeps the outlines on the map as the list has them, and brings what is chosen into view. */
export function useAreasOnMap({ stage, shown, chosen, isDeaf, isFile, onPick }: AreasOnMap): void {
  const layer = useRef<InstanceType<MapStage['engine']['AreaLayer']>>(undefined);
  useEffect(() => {
    if (!isAlive(stage)) return;
    const made = new stage.engine.AreaLayer(stage.map, stage.palette, onPick);
    made.add();
    layer.current = made;
    return () => {
      layer.current = undefined;
      if (isAlive(stage)) made.remove();
    };
  }, [stage, onPick]);
  useEffect(() => layer.current?.setDeaf(isDeaf), [stage, isDeaf]);
  useEffect(() => layer.current?.update(shown, chosen), [stage, shown, chosen]);

  const latest = useRef(shown);
  useEffect(() => {
    latest.current = shown;
  });
  useEffect(() => {
    if (!isAlive(stage)) return;
    const wanted = isFile ? latest.current : latest.current.filter(({ id }) => id === chosen);
    const points = wanted.flatMap((area) => (area.outline === undefined ? [area] : cornersOf(area.outline)));
    stage.engine.showPoints(stage.map, points, PADDING_PX);
  }, [stage, chosen, isFile]);
}

function cornersOf(outline: Outline): readonly { readonly lat: number; readonly lon: number }[] {
  const parts = outline.type === 'Polygon' ? [outline.coordinates] : outline.coordinates;
  return parts.flatMap((part) => (part[0] ?? []).map(([lon = 0, lat = 0]) => ({ lat, lon })));
}
