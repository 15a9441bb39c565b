import { type PointerEvent, useId, useMemo, useState } from 'react';
import type { RoutePoint } from '../../api/vehicles';
import { useFormats } from '../../app/region';
import { useWidth } from '../../charts/use-width';
import { useMessages } from '../../i18n/language';
import { SPEED_LIMIT_KMH } from '../map/attention';
import { momentAt, speedLines } from './day-model';
import styles from './speed-graph.module.css';

interface SpeedGraphProps {
  readonly points: readonly RoutePoint[];
  readonly window: readonly [fromMs: number, toMs: number];
  readonly cursorMs: number;
  readonly onCursor: (timeMs: number) => void;
}

const HEIGHT = 108;
const TOP = 8;
const BASE = 88;
const LEFT = 30;
const GRID_KMH = [0, 30, 60, 90, 120];

/** Speed against time, with the cursor that also stands on the map and on the day bar. */
export function SpeedGraph({ points, window: [fromMs, toMs], cursorMs, onCursor }: SpeedGraphProps) {
  const t = useMessages('history');
  const formats = useFormats();
  const gradient = useId();
  const [box, width] = useWidth<HTMLDivElement>();
  const [isPressed, setPressed] = useState(false);
  const lines = useMemo(() => speedLines(points, fromMs, toMs, width), [points, fromMs, toMs, width]);
  const top = Math.max(SPEED_LIMIT_KMH + 15, ...lines.flat().map(({ speedKmh }) => speedKmh));
  const xOf = (timeMs: number) => LEFT + ((timeMs - fromMs) / (toMs - fromMs)) * (width - LEFT);
  const yOf = (speed: number) => BASE - (speed / top) * (BASE - TOP);
  const here = momentAt(points, cursorMs);
  const isInside = cursorMs >= fromMs && cursorMs <= toMs;
  const fastest = Math.max(0, ...lines.flat().map(({ speedKmh }) => speedKmh));
  const point = (event: PointerEvent<SVGSVGElement>) => {
    const { left } = event.currentTarget.getBoundingClientRect();
    const share = (event.clientX - left - LEFT) / (width - LEFT);
    onCursor(fromMs + Math.max(0, Math.min(1, share)) * (toMs - fromMs));
  };
  return (
    <div ref={box} className={styles.box}>
      {width > 0 && (
        <svg
          width={width}
          height={HEIGHT}
          role="img"
          aria-label={t('speedGraph', { from: formats.time(fromMs), to: formats.time(toMs), max: formats.speed(fastest) })}
          onPointerDown={(event) => {
            event.currentTarget.setPointerCapture(event.pointerId);
            setPressed(true);
            point(event);
          }}
          onPointerMove={(event) => isPressed && point(event)}
          onPointerUp={() => setPressed(false)}
          onPointerCancel={() => setPressed(false)}
        >
          <linearGradient id={gradient} x1="0" x2="0" y1="0" y2="1">
            <stop offset="0" stopColor="var(--accent)" stopOpacity="0.26" />
            <stop offset="1" stopColor="var(--accent)" stopOpacity="0.05" />
          </linearGradient>
          {GRID_KMH.filter((speed) => speed <= top).map((speed) => (
            <g key={speed}>
              <line className={speed === SPEED_LIMIT_KMH ? styles.limit : styles.grid} x1={LEFT} x2={width} y1={yOf(speed)} y2={yOf(speed)} />
              <text className={styles.tick} x={LEFT - 7} y={yOf(speed) + 4} textAnchor="end">
                {speed}
              </text>
            </g>
          ))}
          {ticksOf(fromMs, toMs, width - LEFT).map((timeMs) => (
            <text key={timeMs} className={styles.tick} x={xOf(timeMs)} y={HEIGHT - 4} textAnchor="middle">
              {formats.clock(timeMs)}
            </text>
          ))}
          {lines.map((line) => {
            const [first, last] = [line[0], line.at(-1)];
            if (first === undefined || last === undefined) return null;
            const path = line.map(({ timeMs, speedKmh }) => `${xOf(timeMs).toFixed(1)} ${yOf(speedKmh).toFixed(1)}`).join('L');
            return (
              <g key={first.timeMs}>
                <path d={`M${xOf(first.timeMs)} ${BASE}L${path}L${xOf(last.timeMs)} ${BASE}Z`} fill={`url(#${gradient})`} />
                <path className={styles.line} d={`M${path}`} />
              </g>
            );
          })}
          {isInside && (
            <>
              <line className={styles.cursor} x1={xOf(cursorMs)} x2={xOf(cursorMs)} y1={0} y2={BASE} />
              {here?.speedKmh !== undefined && !here.isGap && (
                <circle className={styles.dot} cx={xOf(cursorMs)} cy={yOf(here.speedKmh)} r={4.5} />
              )}
            </>
          )}
        </svg>
      )}
    </div>
  );
}

const NICE_MINUTES = [1, 2, 5, 10, 15, 30, 60, 120, 180, 240];
const TICK_EVERY_PX = 74;

function ticksOf(fromMs: number, toMs: number, width: number): readonly number[] {
  const minutes = (toMs - fromMs) / 60_000;
  const step = (NICE_MINUTES.find((each) => (each / minutes) * width >= TICK_EVERY_PX) ?? 360) * 60_000;
  const ticks: number[] = [];
  // Region zones are whole or half hours off UTC, so that round minutes in UTC are round there too.
  for (let at = Math.ceil(fromMs / step) * step; at < toMs; at += step) ticks.push(at);
  return ticks.filter((at) => ((at - fromMs) / (toMs - fromMs)) * width > 12);
}
