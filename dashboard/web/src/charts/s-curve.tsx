import { useId, useState } from 'react';
import { type Day, addDays, daysBetween } from '../format/days';
import type { Formats } from '../format/formats';
import { type Curve, lastValueAt, monthTicks, rowAt, spanOf, tableOf } from './curve';
import { gapPieces } from './gap';
import styles from './s-curve.module.css';
import { useWidth } from './use-width';

export interface SCurveWords {
  readonly actual: string;
  readonly plan: string;
  readonly deviation: string;
  readonly day: string;
  readonly table: string;
}

interface SCurveProps {
  readonly curve: Curve;
  readonly today: Day;
  readonly formats: Formats;
  readonly words: SCurveWords;
  /** The sentence that says what the drawing shows; read aloud in its place. */
  readonly sentence: string;
  readonly height?: number;
  /** Where the room is small the table is left to the page that the chart links to. */
  readonly withTable?: boolean;
  /** False where the figures of today stand above already: the line then tells only what the pointer asks for. */
  readonly withFigures?: boolean;
}

const LEFT = 30;
const RIGHT = 14;
const TOP = 12;
const BOTTOM = 24;
const GRID = [0, 25, 50, 75, 100];

/** Plan and actual progress over the year. The line above the drawing is legend and reading at once: it follows the pointer. */
export function SCurve({ curve, today, formats, words, sentence, height = 220, withTable = true, withFigures = true }: SCurveProps) {
  const [box, width] = useWidth<HTMLDivElement>();
  const [pointed, setPointed] = useState<Day>();
  const span = spanOf(curve);
  const day = pointed ?? today;
  const row = rowAt(curve, day, today);
  const isTold = withFigures || pointed !== undefined;
  return (
    <figure className={styles.figure}>
      <figcaption className={styles.reading}>
        <span className={styles.actual}>
          {words.actual} {isTold && <b>{percentOrDash(row.actual, formats)}</b>}
        </span>
        <span className={styles.plan}>
          {words.plan} {isTold && <b>{percentOrDash(row.plan, formats)}</b>}
        </span>
        {isTold && <span className={styles.day}>{formats.dateMedium(day)}</span>}
      </figcaption>
      <div ref={box} className={styles.box} style={{ height }}>
        {width > 0 && span !== undefined && (
          <Drawing {...{ curve, today, formats, sentence, width, height, span, pointed }} onPoint={setPointed} />
        )}
      </div>
      {withTable && (
        <details className={styles.details}>
          <summary>{words.table}</summary>
          <CurveTable {...{ curve, today, formats, words }} />
        </details>
      )}
    </figure>
  );
}

interface DrawingProps {
  readonly curve: Curve;
  readonly today: Day;
  readonly formats: Formats;
  readonly sentence: string;
  readonly width: number;
  readonly height: number;
  readonly span: readonly [Day, Day];
  readonly pointed: Day | undefined;
  readonly onPoint: (day: Day | undefined) => void;
}

function Drawing({ curve, today, formats, sentence, width, height, span, pointed, onPoint }: DrawingProps) {
  const clip = useId();
  const [from, to] = span;
  const days = Math.max(1, daysBetween(from, to));
  const xOf = (day: Day) => LEFT + (daysBetween(from, day) / days) * (width - LEFT - RIGHT);
  const yOf = (pct: number) => TOP + (1 - pct / 100) * (height - TOP - BOTTOM);
  const line = (points: readonly { readonly date: Day; readonly pct: number }[]) =>
    points.map(({ date, pct }, index) => `${index === 0 ? 'M' : 'L'}${xOf(date).toFixed(1)} ${yOf(pct).toFixed(1)}`).join('');
  const reported = curve.actual.filter((point) => point.date <= today);
  const latest = lastValueAt(reported, today);
  const marked = pointed ?? today;
  const { plan, actual } = rowAt(curve, marked, today);
  const dayAt = (x: number) => addDays(from, Math.round(((x - LEFT) / (width - LEFT - RIGHT)) * days));

  return (
    <svg
      role="img"
      aria-label={sentence}
      width={width}
      height={height}
      className={styles.svg}
      onPointerMove={(event) => {
        const day = dayAt(event.clientX - event.currentTarget.getBoundingClientRect().left);
        onPoint(day < from ? from : day > to ? to : day);
      }}
      onPointerLeave={() => onPoint(undefined)}
    >
      <clipPath id={clip}>
        <rect x={LEFT} y={0} width={Math.max(0, width - LEFT - RIGHT)} height={height - BOTTOM + 1} />
      </clipPath>
      {GRID.map((pct) => (
        <g key={pct}>
          <line className={pct === 0 ? styles.base : styles.grid} x1={LEFT} x2={width - RIGHT} y1={yOf(pct)} y2={yOf(pct)} />
          {pct % 50 === 0 && (
            <text className={styles.tick} x={LEFT - 7} y={yOf(pct) + 4} textAnchor="end">
              {pct}
            </text>
          )}
        </g>
      ))}
      {monthTicks(from, to, Math.max(2, Math.floor((width - LEFT - RIGHT) / 42))).map((month) => (
        <text key={month} className={styles.tick} x={xOf(month)} y={height - 6} textAnchor="start">
          {formats.monthShort(month)}
        </text>
      ))}
      <g clipPath={`url(#${clip})`}>
        {gapPieces(curve, today, xOf).map(({ behind, corners }) => (
          <path
            key={`${corners[0]?.[0]}`}
            className={behind ? styles.behind : styles.ahead}
            d={`M${corners.map(([x, pct]) => `${x.toFixed(1)} ${yOf(pct).toFixed(1)}`).join('L')}Z`}
          />
        ))}
      </g>
      <path className={styles.planLine} d={line(curve.plan)} />
      <path
        className={styles.actualLine}
        d={line(latest === undefined ? reported : [...reported, { date: today, pct: latest }])}
      />
      <line className={styles.cursor} x1={xOf(marked)} x2={xOf(marked)} y1={TOP - 4} y2={height - BOTTOM} />
      {plan !== undefined && <circle className={styles.planDot} cx={xOf(marked)} cy={yOf(plan)} r={4} />}
      {actual !== undefined && <circle className={styles.actualDot} cx={xOf(marked)} cy={yOf(actual)} r={5.5} />}
    </svg>
  );
}

function CurveTable({ curve, today, formats, words }: Pick<SCurveProps, 'curve' | 'today' | 'formats' | 'words'>) {
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">{words.day}</th>
          <th scope="col">{words.plan}</th>
          <th scope="col">{words.actual}</th>
          <th scope="col">{words.deviation}</th>
        </tr>
      </thead>
      <tbody>
        {tableOf(curve, today).map(({ date, plan, actual }) => (
          <tr key={date} data-today={date === today || undefined}>
            <th scope="row">{formats.dateMedium(date)}</th>
            <td>{percentOrDash(plan, formats)}</td>
            <td>{percentOrDash(actual, formats)}</td>
            <td>{plan === undefined || actual === undefined ? '–' : formats.points(actual - plan)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function percentOrDash(value: number | undefined, formats: Formats): string {
  return value === undefined ? '–' : formats.percent(value);
}
