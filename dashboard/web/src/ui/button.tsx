import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react';
import { Link } from 'wouter';
import styles from './button.module.css';
import { classes } from './classes';
import { Icon, type IconName } from './icon';

export type ButtonKind = 'primary' | 'secondary' | 'quiet' | 'danger';
export type ButtonSize = 's' | 'm' | 'l';

interface Look {
  readonly kind?: ButtonKind;
  /** s 30 px, m 38 px (44 on a phone), l 50 px. */
  readonly size?: ButtonSize;
  readonly icon?: IconName;
  /** As wide as its box. */
  readonly wide?: boolean;
  readonly children: ReactNode;
}

interface ButtonProps extends Look, Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'children'> {
  /** Something is under way: shows it and takes no further press. */
  readonly busy?: boolean;
  readonly ref?: Ref<HTMLButtonElement>;
}

export function Button({ kind = 'secondary', size = 'm', icon, wide, busy = false, children, className, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      aria-disabled={busy || rest['aria-disabled']}
      aria-busy={busy || undefined}
      onClick={busy ? (event) => event.preventDefault() : rest.onClick}
      className={classes(styles.button, styles[kind], styles[size], wide === true && styles.wide, className)}
    >
      {busy ? <span className={styles.spinner} aria-hidden="true" /> : icon !== undefined && <Icon name={icon} size={18} />}
      {children}
    </button>
  );
}

interface LinkButtonProps extends Look {
  readonly href: string;
  readonly onClick?: () => void;
}

/** Looks like a button, goes to a page. */
export function LinkButton({ kind = 'secondary', size = 'm', icon, wide, children, href, onClick }: LinkButtonProps) {
  return (
    <Link
      href={href}
      {...(onClick === undefined ? {} : { onClick })}
      className={classes(styles.button, styles[kind], styles[size], wide === true && styles.wide)}
    >
      {icon !== undefined && <Icon name={icon} size={18} />}
      {children}
    </Link>
  );
}

interface IconButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'children'> {
  readonly icon: IconName;
  /** What it does; read aloud and shown on hover. */
  readonly label: string;
  readonly size?: ButtonSize;
  readonly ref?: Ref<HTMLButtonElement>;
}

export function IconButton({ icon, label, size = 'm', className, ...rest }: IconButtonProps) {
  return (
    <button type="button" title={label} {...rest} aria-label={label} className={classes(styles.icon, styles[size], className)}>
      <Icon name={icon} size={size === 's' ? 16 : 20} />
    </button>
  );
}
