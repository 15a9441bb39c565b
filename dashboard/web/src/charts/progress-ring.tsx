import styles from './progress-ring.module.css';

interface ProgressRingProps {
  readonly done: number;
  readonly total: number;
  readonly label: string;
  readonly size?: number;
  readonly children?: React.ReactNode;
}

/** How much of today's duty is done. Full and green only when nothing is left. */
export function ProgressRing({ done, total, label, size = 76, children }: ProgressRingProps) {
  const stroke = size / 9;
  const radius = (size - stroke) / 2;
  const round = 2 * Math.PI * radius;
  const share = total === 0 ? 1 : Math.min(1, done / total);
  return (
    <div
      className={styles.ring}
      role="img"
      aria-label={label}
      data-full={share === 1 || undefined}
      style={{ width: size, height: size }}
    >
      <svg width={size} height={size} aria-hidden="true">
        <circle className={styles.track} cx={size / 2} cy={size / 2} r={radius} strokeWidth={stroke} />
        <circle
          className={styles.arc}
          cx={size / 2}
          cy={size / 2}
          r={radius}
          strokeWidth={stroke}
          strokeDasharray={`${round * share} ${round}`}
          strokeLinecap={share === 0 ? 'butt' : 'round'}
        />
      </svg>
      <span className={styles.inside}>{children}</span>
    </div>
  );
}
