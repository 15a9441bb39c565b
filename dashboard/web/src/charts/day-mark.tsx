import styles from './day-mark.module.css';

/** How an agency reported on one day. */
export type DayState = 'complete' | 'late' | 'partial' | 'missing' | 'holiday' | 'not-due';

export const DAY_STATES: readonly DayState[] = ['complete', 'late', 'partial', 'missing', 'holiday', 'not-due'];

interface DayMarkProps {
  readonly state: DayState;
  /** Read aloud and shown on hover; absent where a text beside it says the same. */
  readonly label?: string;
}

/** One day as a mark: shape and colour both tell the state, so that it can be read without seeing colours. */
export function DayMark({ state, label }: DayMarkProps) {
  return label === undefined ? (
    <span className={styles.mark} data-state={state} aria-hidden="true" />
  ) : (
    <span className={styles.mark} data-state={state} role="img" aria-label={label} title={label} />
  );
}

interface StripProps {
  readonly states: readonly DayState[];
  readonly label: string;
}

/** The last days of one agency in a row of marks, oldest left. */
export function DayStrip({ states, label }: StripProps) {
  return (
    <span className={styles.strip} role="img" aria-label={label} title={label}>
      {states.map((state, index) => (
        // The position is the identity: a strip always shows the same number of days.
        <span key={index} className={styles.mark} data-state={state} />
      ))}
    </span>
  );
}

interface LegendProps {
  readonly names: Readonly<Record<DayState, string>>;
}

export function DayLegend({ names }: LegendProps) {
  return (
    <ul className={styles.legend}>
      {DAY_STATES.map((state) => (
        <li key={state}>
          <span className={styles.mark} data-state={state} aria-hidden="true" />
          {names[state]}
        </li>
      ))}
    </ul>
  );
}
