import { type KeyboardEvent, type PointerEvent, useRef, useState } from 'react';
import { useFormats } from '../../app/region';
import { useMessages } from '../../i18n/language';
import { Unseen } from '../../ui';
import type { Span } from './day-model';
import styles from './day-bar.module.css';

interface DayBarProps {
  readonly startMs: number;
  readonly endMs: number;
  readonly spans: readonly Span[];
  readonly window: readonly [fromMs: number, toMs: number];
  readonly cursorMs: number;
  readonly onCursor: (timeMs: number) => void;
  readonly onWindow: (window: readonly [number, number]) => void;
}

const HOURS = [0, 3, 6, 9, 12, 15, 18, 21, 24];
/** A press that moves over less of the bar is a press, not a drag. */
const DRAG_FROM = 0.005;
const SHORTEST_WINDOW_MS = 5 * 60_000;

/** Twenty-four hours in the colours of the states. Press to go there, drag to look closer, arrow keys by the minute. */
export function DayBar({ startMs, endMs, spans, window, cursorMs, onCursor, onWindow }: DayBarProps) {
  const t = useMessages('history');
  const formats = useFormats();
  const bar = useRef<HTMLDivElement>(null);
  const [drag, setDrag] = useState<{ readonly from: number; readonly to: number }>();
  const lengthMs = endMs - startMs;
  const at = (timeMs: number) => `${(((timeMs - startMs) / lengthMs) * 100).toFixed(3)}%`;
  const wide = (fromMs: number, toMs: number) => `${(((toMs - fromMs) / lengthMs) * 100).toFixed(3)}%`;
  const timeOf = (event: PointerEvent) => {
    const box = bar.current?.getBoundingClientRect();
    if (box === undefined) return startMs;
    return startMs + Math.max(0, Math.min(1, (event.clientX - box.left) / box.width)) * lengthMs;
  };
  const isDrag = drag !== undefined && Math.abs(drag.to - drag.from) / lengthMs > DRAG_FROM;
  const release = () => {
    if (drag === undefined) return;
    const [from, to] = [Math.min(drag.from, drag.to), Math.max(drag.from, drag.to)];
    if (isDrag) onWindow([from, Math.max(to, from + SHORTEST_WINDOW_MS)]);
    else onCursor(drag.to);
    setDrag(undefined);
  };
  const step = (event: KeyboardEvent) => {
    const minutes = { ArrowLeft: -1, ArrowRight: 1, PageDown: -15, PageUp: 15 }[event.key];
    const target = event.key === 'Home' ? startMs : event.key === 'End' ? endMs : minutes === undefined ? undefined : cursorMs + minutes * 60_000;
    if (target === undefined) return;
    event.preventDefault();
    onCursor(Math.max(startMs, Math.min(endMs, target)));
  };
  const shownWindow = isDrag && drag !== undefined ? ([Math.min(drag.from, drag.to), Math.max(drag.from, drag.to)] as const) : window;
  return (
    <div className={styles.frame}>
      <div
        ref={bar}
        className={styles.bar}
        role="slider"
        tabIndex={0}
        aria-label={t('dayBar')}
        aria-valuemin={0}
        aria-valuemax={Math.round(lengthMs / 1000)}
        aria-valuenow={Math.round((cursorMs - startMs) / 1000)}
        aria-valuetext={formats.time(cursorMs)}
        onKeyDown={step}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          setDrag({ from: timeOf(event), to: timeOf(event) });
        }}
        onPointerMove={(event) => drag !== undefined && setDrag({ ...drag, to: timeOf(event) })}
        onPointerUp={release}
        onPointerCancel={() => setDrag(undefined)}
      >
        {spans.map((span) => (
          <i
            key={`${span.kind}-${span.fromMs}`}
            className={styles.span}
            data-kind={span.kind}
            style={{ left: at(span.fromMs), width: wide(span.fromMs, span.toMs) }}
          />
        ))}
        <span className={styles.shade} style={{ left: 0, width: wide(startMs, shownWindow[0]) }} />
        <span className={styles.shade} style={{ left: at(shownWindow[1]), right: 0 }} />
        <span className={styles.cursor} style={{ left: at(cursorMs) }} />
      </div>
      <div className={styles.hours} aria-hidden="true">
        {HOURS.map((hour) => (
          <span key={hour} style={{ left: `${(hour / 24) * 100}%` }}>
            {String(hour).padStart(2, '0')}
          </span>
        ))}
      </div>
      <Unseen>{t('dayBarHelp')}</Unseen>
    </div>
  );
}
