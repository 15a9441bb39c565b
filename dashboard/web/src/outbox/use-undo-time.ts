import { useEffect, useState } from 'react';
import type { Parcel } from './task';

/** How long a parcel can still be taken back, in milliseconds, redrawn as it runs out; 0 when it cannot. */
export function useUndoTime(parcel: Parcel | undefined): number {
  const phase = parcel?.phase;
  const untilMs = phase?.kind === 'waiting' && phase.attempts === 0 ? phase.notBeforeMs : 0;
  const [leftMs, setLeftMs] = useState(0);
  useEffect(() => {
    const look = () => setLeftMs(Math.max(0, untilMs - Date.now()));
    look();
    if (untilMs === 0) return;
    const timer = window.setInterval(look, 500);
    return () => window.clearInterval(timer);
  }, [untilMs]);
  return untilMs === 0 ? 0 : leftMs;
}
