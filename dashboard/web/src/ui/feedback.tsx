import type { ReactNode } from 'react';
import { classes } from './classes';
import styles from './feedback.module.css';
import { Icon, type IconName } from './icon';

interface EmptyStateProps {
  readonly icon?: IconName;
  readonly title: ReactNode;
  readonly text?: ReactNode;
  /** The next step. */
  readonly action?: ReactNode;
}

/** Nothing is here: says why, and what to do. */
export function EmptyState({ icon = 'info', title, text, action }: EmptyStateProps) {
  return (
    <div className={styles.empty}>
      <span className={styles.disc}>
        <Icon name={icon} size={26} />
      </span>
      {/* No heading: it stands in sections of every depth, and is the start of none. */}
      <p className={styles.title}>{title}</p>
      {text !== undefined && <p>{text}</p>}
      {action}
    </div>
  );
}

interface SkeletonProps {
  /** CSS lengths. */
  readonly width?: string;
  readonly height?: string;
  readonly lines?: number;
}

/** Holds the place of what is loading. */
export function Skeleton({ width = '100%', height = '1em', lines = 1 }: SkeletonProps) {
  return (
    <span className={styles.skeletons} aria-hidden="true">
      {Array.from({ length: lines }, (_, index) => (
        <span
          key={index}
          className={styles.skeleton}
          style={{ width: index === lines - 1 && lines > 1 ? '62%' : width, height }}
        />
      ))}
    </span>
  );
}

export type NoticeTone = 'info' | 'ok' | 'warn' | 'bad';
const NOTICE_ICONS: Readonly<Record<NoticeTone, IconName>> = { info: 'info', ok: 'check', warn: 'warning', bad: 'warning' };

interface NoticeProps {
  readonly tone?: NoticeTone;
  readonly children: ReactNode;
  readonly action?: ReactNode;
  /** alert: read aloud at once; for what went wrong just now. */
  readonly role?: 'alert' | 'status';
}

/** A sentence in a tinted box, in the flow of the page. */
export function Notice({ tone = 'info', children, action, role }: NoticeProps) {
  return (
    <div className={classes(styles.notice, styles[tone])} role={role}>
      <Icon name={NOTICE_ICONS[tone]} size={18} />
      <div>{children}</div>
      {action}
    </div>
  );
}

export function Spinner({ label }: { readonly label: string }) {
  return <span className={styles.spinner} role="status" aria-label={label} />;
}

/** For the ear only. */
export function Unseen({ children }: { readonly children: ReactNode }) {
  return <span className={styles.unseen}>{children}</span>;
}

/** The initials of a name on a disc. */
export function Avatar({ name, size = 40 }: { readonly name: string; readonly size?: number }) {
  const words = name.split(/\s+/).filter((word) => word !== '');
  const initials = words.length > 1 ? `${words[0]?.[0] ?? ''}${words.at(-1)?.[0] ?? ''}` : (words[0]?.slice(0, 2) ?? '');
  return (
    <span className={styles.avatar} style={{ width: size, height: size, fontSize: size * 0.36 }} aria-hidden="true">
      {initials.toUpperCase()}
    </span>
  );
}
