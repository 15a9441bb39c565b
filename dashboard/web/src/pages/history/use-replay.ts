import { useEffect, useRef, useState } from 'react';

export const REPLAY_SPEEDS = [1, 5, 20, 60, 300] as const;
export type ReplaySpeed = (typeof REPLAY_SPEEDS)[number];

interface ReplayOptions {
  readonly cursorMs: number;
  readonly endMs: number;
  readonly onCursor: (timeMs: number) => void;
  /** Where to go on from a moment: jumps over stops when the reader wants that. */
  readonly skip: (timeMs: number) => number;
}

export interface Replay {
  readonly isPlaying: boolean;
  readonly speed: ReplaySpeed;
  setSpeed(speed: ReplaySpeed): void;
  toggle(): void;
  pause(): void;
}

/** After a tab was hidden the clock does not leap. */
const LONGEST_FRAME_MS = 100;

/** Moves the cursor through the day, frame by frame. */
export function useReplay({ cursorMs, endMs, onCursor, skip }: ReplayOptions): Replay {
  const [isPlaying, setPlaying] = useState(false);
  const [speed, setSpeed] = useState<ReplaySpeed>(60);
  const state = useRef({ cursorMs, endMs, onCursor, skip, speed });
  useEffect(() => {
    state.current = { cursorMs, endMs, onCursor, skip, speed };
  });
  useEffect(() => {
    if (!isPlaying) return;
    let frame = 0;
    let lastMs = performance.now();
    let at = state.current.cursorMs;
    let shown = at;
    const step = (nowMs: number) => {
      const now = state.current;
      // The reader may have moved the cursor by hand.
      if (now.cursorMs !== shown) at = now.cursorMs;
      at = now.skip(at + Math.min(LONGEST_FRAME_MS, nowMs - lastMs) * now.speed);
      lastMs = nowMs;
      const isOver = at >= now.endMs;
      if (isOver) at = now.endMs;
      shown = at;
      now.onCursor(at);
      if (isOver) setPlaying(false);
      else frame = requestAnimationFrame(step);
    };
    frame = requestAnimationFrame(step);
    return () => cancelAnimationFrame(frame);
  }, [isPlaying]);
  return {
    isPlaying,
    speed,
    setSpeed,
    toggle: () => setPlaying(!isPlaying),
    pause: () => setPlaying(false),
  };
}
