import type { ReactNode } from 'react';
import { classes } from '../ui';
import styles from './map-frame.module.css';

interface MapFrameProps {
  /** What the panel is, for who cannot see it. */
  readonly label: string;
  readonly side: ReactNode;
  /** split: the map above, the panel below it. flow: one long page, of the panel the first part above the map. */
  readonly phone: 'split' | 'flow';
  /** At the right of the map. */
  readonly after?: ReactNode;
  readonly className?: string | undefined;
  /** The map. */
  readonly children: ReactNode;
}

/** A page of a map and a panel beside it. */
export function MapFrame({ label, side, phone, after, className, children }: MapFrameProps) {
  return (
    <div className={classes(styles.frame, styles[phone], className)}>
      <section className={styles.side} aria-label={label}>
        {side}
      </section>
      <div className={styles.map}>{children}</div>
      {after}
    </div>
  );
}

interface MapListProps {
  /** Absent where every row is a button: then the keyboard scrolls by them. */
  readonly label?: string;
  readonly isBusy?: boolean;
  readonly children: ReactNode;
}

/** In the panel, what the map shows: it takes the height that is left, and scrolls by itself. */
export function MapList({ label, isBusy, children }: MapListProps) {
  const reach = label === undefined ? { tabIndex: -1 } : { tabIndex: 0, role: 'group', 'aria-label': label };
  return (
    <div className={styles.list} {...reach} aria-busy={isBusy}>
      {children}
    </div>
  );
}
