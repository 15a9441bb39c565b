import { useId } from 'react';
import { useFormats } from '../../app/region';
import { serverNowMs } from '../../app/server-clock';
import { useWidth } from '../../charts/use-width';
import { useMessages } from '../../i18n/language';
import { SPEED_LIMIT_KMH } from './attention';
import styles from './vehicle-card.module.css';
import { TRACK_MS, type TrackPoint } from './use-track';

const HEIGHT = 58;
const BASE = 50;
const TOP = 6;
/** Without a fix for this long the line is not drawn through. */
const BREAK_MS = 4 * 60_000;

/** Speed over the last half hour, newest at the right edge. */
export function SpeedSpark({ track }: { readonly track: readonly TrackPoint[] }) {
  const t = useMessages('map');
  const formats = useFormats();
  const gradient = useId();
  const [box, width] = useWidth<HTMLDivElement>();
  const now = serverNowMs();
  const speeds = track.map((point) => point.speedKmh ?? 0);
  const top = Math.max(SPEED_LIMIT_KMH + 12, ...speeds);
  const xOf = (timeMs: number) => Math.max(0, width - ((now - timeMs) / TRACK_MS) * width);
  const yOf = (speed: number) => BASE - (speed / top) * (BASE - TOP);
  const pieces = piecesOf(track);
  const last = track.at(-1);
  const summary = t('speed30Summary', { max: formats.speed(Math.max(0, ...speeds)), now: formats.speed(last?.speedKmh ?? 0) });
  return (
    <div className={styles.spark}>
      <div className={styles.sparkHead}>
        <b>{t('speed30')}</b>
        <span>{t('limit', { limit: formats.speed(SPEED_LIMIT_KMH) })}</span>
      </div>
      <div ref={box} className={styles.sparkBox}>
        {track.length < 2 && <p>{t('noTrack')}</p>}
        {width > 0 && track.length >= 2 && (
          <svg width={width} height={HEIGHT} role="img" aria-label={summary}>
            <linearGradient id={gradient} x1="0" x2="0" y1="0" y2="1">
              <stop offset="0" stopColor="var(--accent)" stopOpacity="0.24" />
              <stop offset="1" stopColor="var(--accent)" stopOpacity="0.06" />
            </linearGradient>
            <line className={styles.limit} x1={0} x2={width} y1={yOf(SPEED_LIMIT_KMH)} y2={yOf(SPEED_LIMIT_KMH)} />
            {pieces.map((piece) => {
              const line = piece.map(({ timeMs, speedKmh }) => `${xOf(timeMs).toFixed(1)} ${yOf(speedKmh ?? 0).toFixed(1)}`).join('L');
              const [from, to] = [piece[0], piece.at(-1)];
              if (from === undefined || to === undefined) return null;
              return (
                <g key={from.timeMs}>
                  <path d={`M${xOf(from.timeMs)} ${BASE}L${line}L${xOf(to.timeMs)} ${BASE}Z`} fill={`url(#${gradient})`} />
                  <path className={styles.sparkLine} d={`M${line}`} />
                </g>
              );
            })}
            <line className={styles.base} x1={0} x2={width} y1={BASE + 0.5} y2={BASE + 0.5} />
            {last !== undefined && (
              <circle cx={Math.min(width - 4, xOf(last.timeMs))} cy={yOf(last.speedKmh ?? 0)} r={4} fill="var(--accent)" />
            )}
          </svg>
        )}
      </div>
    </div>
  );
}

function piecesOf(track: readonly TrackPoint[]): readonly (readonly TrackPoint[])[] {
  const pieces: TrackPoint[][] = [];
  for (const point of track) {
    const current = pieces.at(-1);
    const before = current?.at(-1);
    if (current === undefined || before === undefined || point.timeMs - before.timeMs > BREAK_MS) pieces.push([point]);
    else current.push(point);
  }
  return pieces;
}
