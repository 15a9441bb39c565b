import styles from './opd-ticks.module.css';

/** Where an agency stands today. */
export type ReportState = 'complete' | 'partial' | 'none' | 'not-due';

export interface Tick {
  readonly id: number;
  readonly state: ReportState;
  /** Shown when the pointer rests on the tick. */
  readonly label: string;
}

interface OpdTicksProps {
  readonly ticks: readonly Tick[];
  readonly sentence: string;
  readonly columns?: number;
}

/**
 * One tick per agency, always in the same place, so that a leader learns where each one sits. Filled: all rows in; striped:
 * some; hollow: none; a thin line: nothing due today.
 */
export function OpdTicks({ ticks, sentence, columns = 20 }: OpdTicksProps) {
  return (
    <div
      className={styles.ticks}
      role="img"
      aria-label={sentence}
      style={{ gridTemplateColumns: `repeat(${columns}, 1fr)` }}
    >
      {ticks.map(({ id, state, label }) => (
        <i key={id} data-state={state} title={label} />
      ))}
    </div>
  );
}
