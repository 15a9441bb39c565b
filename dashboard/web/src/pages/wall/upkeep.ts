import { useEffect, useState } from 'react';
import { serverNowMs } from '../../app/server-clock';

/** What keeps a screen alive that nobody touches for months. */
const DESIGN_WIDTH = 1920;
const DESIGN_HEIGHT = 1080;
const SHIFT_EVERY_MS = 90_000;
const SHIFTS: readonly (readonly [x: number, y: number])[] = [
  [0, 0],
  [3, 1],
  [5, 4],
  [2, 6],
  [-2, 5],
  [-5, 2],
  [-4, -3],
  [0, -5],
  [4, -3],
];
const RELOAD_HOUR = 3;
/** Ten walls must not come back in the same second. */
const RELOAD_JITTER_MS = 20 * 60_000;

/** All sizes are drawn for 1920×1080; other panels and `?skala=` stretch them. */
export function useScale(search: string): number {
  const wanted = Number(new URLSearchParams(search).get('skala') ?? '1');
  const factor = wanted >= 0.5 && wanted <= 3 ? wanted : 1;
  const [fit, setFit] = useState(fitOf);
  useEffect(() => {
    const update = () => setFit(fitOf());
    window.addEventListener('resize', update);
    return () => window.removeEventListener('resize', update);
  }, []);
  return fit * factor;
}

function fitOf(): number {
  return Math.min(window.innerWidth / DESIGN_WIDTH, window.innerHeight / DESIGN_HEIGHT);
}

/** Which of `count` is shown now. */
export function useRotation(count: number, everyMs: number): number {
  const [index, setIndex] = useState(0);
  useEffect(() => {
    const timer = window.setInterval(() => setIndex((shown) => (shown + 1) % count), everyMs);
    return () => window.clearInterval(timer);
  }, [count, everyMs]);
  return index;
}

/** A few pixels to and fro, so that no line burns into the panel. */
export function useBurnInShift(): readonly [x: number, y: number] {
  return SHIFTS[useRotation(SHIFTS.length, SHIFT_EVERY_MS)] ?? [0, 0];
}

/** The screen does not go to sleep while the page is shown. */
export function useWakeLock(): void {
  useEffect(() => {
    if (!('wakeLock' in navigator)) return;
    let lock: WakeLockSentinel | undefined;
    let isGone = false;
    const take = async () => {
      if (document.visibilityState !== 'visible') return;
      try {
        const taken = await navigator.wakeLock.request('screen');
        if (isGone) await taken.release();
        else lock = taken;
      } catch {
        // Refused on battery saving or plain HTTP: the panel's own settings have to keep it awake then.
        lock = undefined;
      }
    };
    const onVisible = () => void take();
    void take();
    document.addEventListener('visibilitychange', onVisible);
    return () => {
      isGone = true;
      document.removeEventListener('visibilitychange', onVisible);
      void lock?.release();
    };
  }, []);
}

/** A fresh page each night: new versions arrive, and whatever leaked is gone. Only when the collector answers. */
export function useNightlyReload(timeZone: string): void {
  useEffect(() => {
    const timer = window.setTimeout(
      () => void reloadIfReachable(),
      untilHour(RELOAD_HOUR, serverNowMs(), timeZone) + Math.random() * RELOAD_JITTER_MS,
    );
    const reloadIfReachable = async () => {
      const response = await fetch(location.href, { cache: 'no-store' }).catch(() => undefined);
      if (response?.ok === true) location.reload();
    };
    return () => window.clearTimeout(timer);
  }, [timeZone]);
}

/** Milliseconds until the clock of the zone next shows the full hour. */
export function untilHour(hour: number, nowMs: number, timeZone: string): number {
  const clock = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' });
  const [h = 0, m = 0, s = 0] = clock.format(nowMs).split(':').map(Number);
  const seconds = (hour - h) * 3600 - m * 60 - s;
  return (seconds <= 0 ? seconds + 86_400 : seconds) * 1000;
}
