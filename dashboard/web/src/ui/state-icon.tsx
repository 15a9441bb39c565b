import type { VehicleState } from '../live/fleet';
import { classes } from './classes';
import styles from './state-icon.module.css';

interface StateIconProps {
  readonly state: VehicleState;
  readonly size?: number;
  /** The line is cut: only the shape speaks. */
  readonly isStale?: boolean;
}

/** The same shapes as on the map. Decoration: a word stands beside it. */
export function StateIcon({ state, size = 20, isStale = false }: StateIconProps) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 20 20"
      className={classes(styles.icon, isStale ? styles.stale : styles[state])}
      aria-hidden="true"
      focusable="false"
    >
      <Shape state={state} />
    </svg>
  );
}

function Shape({ state }: { readonly state: VehicleState }) {
  switch (state) {
    case 'moving':
      return <path d="M10 1.500 16.500 18 10 14.600 3.500 18Z" fill="currentColor" />;
    case 'idle':
      return (
        <>
          <circle cx="10" cy="10" r="8" fill="currentColor" />
          <path d="M7.600 6.500v7M12.400 6.500v7" stroke="var(--panel)" strokeWidth="2.2" />
        </>
      );
    case 'parked':
      return (
        <>
          <rect x="2.500" y="2.500" width="15" height="15" rx="4" fill="currentColor" />
          <path d="M8 14V6h3a2.400 2.400 0 0 1 0 5H8" fill="none" stroke="var(--panel)" strokeWidth="2" />
        </>
      );
    case 'silent':
      return (
        <>
          <circle cx="10" cy="10" r="7.200" fill="none" stroke="currentColor" strokeWidth="2.4" />
          <path d="m5 15 10-10" stroke="currentColor" strokeWidth="2.4" />
        </>
      );
    case 'private':
      return (
        <>
          <rect x="3.500" y="8.500" width="13" height="9.500" rx="2.500" fill="currentColor" />
          <path d="M6.500 9V6.500a3.500 3.500 0 0 1 7 0V9" fill="none" stroke="currentColor" strokeWidth="2.2" />
        </>
      );
    default:
      return state satisfies never;
  }
}
