import { skipToken, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { type RoutePoint, fetchRoute } from '../../api/vehicles';
import { useRegion } from '../../app/region';
import { dayOf } from '../../format/days';
import type { Position } from '../../live/fleet';
import { useLiveStore } from '../../live/live';
import { serverNowMs } from '../../app/server-clock';

export const TRACK_MS = 30 * 60_000;

export interface TrackPoint {
  readonly timeMs: number;
  readonly lat: number;
  readonly lon: number;
  readonly speedKmh: number | undefined;
}

/** The last half hour of one vehicle: what was stored before the page was opened, then what was seen live. */
export function useTrack(vehicleId: number | undefined, position: Position | undefined): readonly TrackPoint[] {
  const store = useLiveStore();
  const { timeZone } = useRegion();
  const today = dayOf(serverNowMs(), timeZone);
  const { data: stored } = useQuery({
    queryKey: ['route', vehicleId, today],
    queryFn: vehicleId === undefined ? skipToken : ({ signal }) => fetchRoute(vehicleId, today, signal),
    staleTime: 60_000,
  });
  return useMemo(
    () => joinTrack(stored ?? [], vehicleId === undefined ? [] : store.trackOf(vehicleId), serverNowMs() - TRACK_MS),
    // A new position is what makes the track longer.
    // oxlint-disable-next-line react/exhaustive-deps
    [stored, store, vehicleId, position],
  );
}

/** Stored points up to where the live ones begin, so that none counts twice. */
export function joinTrack(stored: readonly RoutePoint[], seen: readonly Position[], fromMs: number): readonly TrackPoint[] {
  const firstSeenMs = seen[0]?.fixTimeMs ?? Infinity;
  return [
    ...stored.filter((point) => point.timeMs >= fromMs && point.timeMs < firstSeenMs),
    ...seen.map(({ fixTimeMs, lat, lon, speedKmh }) => ({ timeMs: fixTimeMs, lat, lon, speedKmh })),
  ].filter((point) => point.timeMs >= fromMs);
}
