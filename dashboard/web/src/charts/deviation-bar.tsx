import styles from './deviation-bar.module.css';

export type Band = 'on-track' | 'watch' | 'critical';

interface DeviationBarProps {
  readonly actualPct: number;
  /** Absent for money, where no plan mark is drawn. */
  readonly plannedPct?: number | undefined;
  readonly band: Band | 'plain';
  readonly label: string;
}

/** Actual progress as a bar, the plan as a mark on it: the white between the two is what is missing. */
export function DeviationBar({ actualPct, plannedPct, band, label }: DeviationBarProps) {
  return (
    <div className={styles.bar} role="img" aria-label={label}>
      <b data-band={band} style={{ width: `${clamp(actualPct)}%` }} />
      {plannedPct !== undefined && <u style={{ left: `${clamp(plannedPct)}%` }} />}
    </div>
  );
}

function clamp(pct: number): number {
  return Math.min(100, Math.max(0, pct));
}
