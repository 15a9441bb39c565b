import type { ReactNode } from 'react';
import styles from './badge.module.css';
import { classes } from './classes';

export type Tone = 'ok' | 'warn' | 'bad' | 'mute' | 'accent';

interface BadgeProps {
  readonly tone?: Tone;
  readonly children: ReactNode;
}

/** A short word on a tinted ground. The word says it; the colour only helps. */
export function Badge({ tone = 'mute', children }: BadgeProps) {
  return <span className={classes(styles.badge, styles[tone])}>{children}</span>;
}
