import { useEffect, useRef } from 'react';
import type { Vehicle } from '../../api/vehicles';
import { useLiveStore } from '../../live/live';
import type { Position } from '../../live/fleet';
import { type MapStage, isAlive } from '../../map/map-canvas';
import type { TrackPoint } from './use-track';

interface FleetOnMap {
  readonly stage: MapStage | undefined;
  readonly vehicles: ReadonlyMap<number, Vehicle>;
  readonly isShown: (position: Position) => boolean;
  readonly selected: number | undefined;
  readonly track: readonly TrackPoint[] | undefined;
  readonly isStale: boolean;
  readonly isFollowing: boolean;
  readonly scale?: number;
  readonly onPick: (vehicleId: number) => void;
  readonly onCrowd: (vehicleIds: readonly number[], at: { readonly lat: number; readonly lon: number }) => void;
}

/** Ties the live store to the map without React in between: a fix is on the map before a list is redrawn. */
export function useFleetOnMap({
  stage,
  vehicles,
  isShown,
  selected,
  track,
  isStale,
  isFollowing,
  scale = 1,
  onPick,
  onCrowd,
}: FleetOnMap): void {
  const store = useLiveStore();

  useEffect(() => {
    if (!isAlive(stage)) return;
    const { map, palette, engine } = stage;
    const labelOf = (id: number) => vehicles.get(id)?.plate ?? '';
    const layer = new engine.VehicleLayer(map, { palette, labelOf, onPick, onCrowd, scale });
    layer.add();
    const update = () => layer.update({ fleet: store.fleet, isShown, selected, isStale });
    update();
    const unsubscribe = store.subscribe(update);
    return () => {
      unsubscribe();
      layer.remove();
    };
  }, [stage, store, vehicles, isShown, selected, isStale, scale, onPick, onCrowd]);

  useEffect(() => {
    if (!isAlive(stage) || selected === undefined) return;
    const { map, engine } = stage;
    const plate = vehicles.get(selected)?.plate ?? '';
    const first = store.fleet.get(selected);
    if (first === undefined) return;
    const marker = new engine.SelectedMarker(map, first, plate);
    const unsubscribe = store.subscribe(() => {
      const position = store.fleet.get(selected);
      if (position === undefined) return;
      marker.update(position, plate);
      if (isFollowing) map.easeTo({ center: [position.lon, position.lat], duration: 600, essential: true });
    });
    return () => {
      unsubscribe();
      marker.remove();
    };
  }, [stage, store, vehicles, selected, isFollowing]);

  const trail = useRef<InstanceType<MapStage['engine']['TrailLayer']>>(undefined);
  const hasTrack = track !== undefined;
  useEffect(() => {
    if (!isAlive(stage) || !hasTrack) return;
    const layer = new stage.engine.TrailLayer(stage.map, stage.palette);
    layer.add(stage.map.getLayer('vehicle-clusters') === undefined ? undefined : 'vehicle-clusters');
    trail.current = layer;
    return () => {
      layer.remove();
      trail.current = undefined;
    };
  }, [stage, hasTrack]);
  useEffect(() => {
    if (track !== undefined) trail.current?.update(track);
  }, [stage, hasTrack, track]);
}
