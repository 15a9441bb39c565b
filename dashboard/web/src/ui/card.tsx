import { type ReactNode, useId } from 'react';
import styles from './card.module.css';
import { classes } from './classes';

interface CardProps {
  readonly title?: ReactNode;
  /** A link or quiet button at the right of the title. */
  readonly action?: ReactNode;
  /** flush: the content reaches the sides (tables, maps). */
  readonly flush?: boolean;
  readonly className?: string | undefined;
  readonly children: ReactNode;
}

/** A block of one topic. With a title it is a region of its own. */
export function Card({ title, action, flush = false, className, children }: CardProps) {
  const heading = useId();
  return (
    <section
      className={classes(styles.card, flush && styles.flush, className)}
      {...(title === undefined ? {} : { 'aria-labelledby': heading })}
    >
      {title !== undefined && (
        <header className={styles.header}>
          <h2 id={heading}>{title}</h2>
          {action}
        </header>
      )}
      {children}
    </section>
  );
}
