import { useId } from 'react';
import { contours } from './contours';
import styles from './relief.module.css';

/** A quiet picture for the brand side: the contour lines of an invented volcano, and a road that climbs it. */
export function Relief() {
  const fade = useId();
  return (
    <svg className={styles.relief} viewBox="0 0 800 900" preserveAspectRatio="xMidYMid slice" aria-hidden="true">
      <defs>
        <linearGradient id={fade} x1="0" x2="0" y1="0" y2="1">
          <stop offset="0" stopColor="#fff" stopOpacity="0.25" />
          <stop offset="0.45" stopColor="#fff" />
          <stop offset="1" stopColor="#fff" />
        </linearGradient>
        <mask id={`${fade}-mask`}>
          <rect width="800" height="900" fill={`url(#${fade})`} />
        </mask>
      </defs>
      <g mask={`url(#${fade}-mask)`}>
        {contours().map((ring, index) => (
          <path key={ring} d={ring} className={index % 4 === 0 ? styles.bold : styles.line} />
        ))}
        <path className={styles.road} d="M-20 812C120 780 190 842 300 786S420 640 520 640 640 566 830 598" />
        <path className={styles.route} d="M88 788C160 776 214 826 300 786S420 640 520 640" />
        <circle className={styles.halo} cx="520" cy="640" r="20" />
        <circle className={styles.vehicle} cx="520" cy="640" r="7.500" />
      </g>
    </svg>
  );
}
