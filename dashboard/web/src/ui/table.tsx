import type { ReactNode } from 'react';
import { classes } from './classes';
import styles from './table.module.css';

interface TableProps {
  /** Read aloud; drawn only when `showCaption`. */
  readonly caption: string;
  readonly showCaption?: boolean;
  readonly children: ReactNode;
  readonly className?: string | undefined;
}

/** thead, tbody and cells are plain; numbers get className={cell.number}. Scrolls sideways inside its own box. */
export function Table({ caption, showCaption = false, children, className }: TableProps) {
  return (
    // Focusable, so that the keyboard can scroll it.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={classes(styles.scroll, className)} tabIndex={0} role="region" aria-label={caption}>
      <table className={styles.table}>
        <caption className={showCaption ? styles.caption : styles.unseen}>{caption}</caption>
        {children}
      </table>
    </div>
  );
}

/** Classes for cells: `cell.number` right-aligned figures, `cell.name` the bold first column, `cell.quiet` secondary words. */
export const cell = {
  number: styles.number,
  name: styles.name,
  quiet: styles.quiet,
} as const;

interface SortHeadProps {
  readonly children: ReactNode;
  /** undefined: not sorted by this column. */
  readonly direction: 'ascending' | 'descending' | undefined;
  readonly onSort: () => void;
  readonly number?: boolean;
}

/** A column head that sorts. */
export function SortHead({ children, direction, onSort, number = false }: SortHeadProps) {
  return (
    <th scope="col" aria-sort={direction ?? 'none'} className={number ? styles.number : undefined}>
      <button type="button" className={styles.sort} onClick={onSort}>
        {children}
        <span className={styles.arrow} aria-hidden="true" />
      </button>
    </th>
  );
}
