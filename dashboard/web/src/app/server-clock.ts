import { useEffect, useState } from 'react';

/**
 * The collector's time. A wall PC or a phone may be minutes off; "2 seconds ago" and "since 09.12" must not be.
 * The offset is the best guess of the last heartbeat; without one the browser's own clock counts.
 */
let offsetMs = 0;
let exactUntilMs = -Infinity;
/** A heartbeat is exact; the date of an ordinary answer is not, and may come out of a cache. */
const EXACT_FOR_MS = 60_000;
const WORTH_SETTING_MS = 3_000;

export function noteServerTime(serverTimeMs: number): void {
  offsetMs = serverTimeMs - Date.now();
  exactUntilMs = Date.now() + EXACT_FOR_MS;
}

/** For pages without the live stream: the date of an answer, when this browser's clock is plainly off. */
export function noteServerDate(serverTimeMs: number): void {
  if (Date.now() > exactUntilMs && Math.abs(serverTimeMs - serverNowMs()) > WORTH_SETTING_MS) offsetMs = serverTimeMs - Date.now();
}

export function serverNowMs(): number {
  return Date.now() + offsetMs;
}

/** Now, redrawn at each full period (1 s unless told). */
export function useNow(everyMs = 1000): number {
  const [now, setNow] = useState(serverNowMs);
  useEffect(() => {
    let timer = 0;
    const tick = () => {
      const current = serverNowMs();
      setNow(current);
      timer = window.setTimeout(tick, everyMs - (current % everyMs));
    };
    tick();
    return () => window.clearTimeout(timer);
  }, [everyMs]);
  return now;
}
