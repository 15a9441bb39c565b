import { type PointerEvent, type ReactNode, useRef, useState } from 'react';
import { useMessages } from '../../i18n/language';
import { Icon } from '../../ui';
import styles from './sheet.module.css';

export type SheetStop = 'low' | 'half' | 'full';
const STOPS: readonly SheetStop[] = ['low', 'half', 'full'];
/** A drag of this much moves to the next stop. */
const NEXT_STOP_PX = 60;

interface SheetProps {
  readonly label: string;
  readonly stop: SheetStop;
  readonly onStop: (stop: SheetStop) => void;
  /** Stays in sight at every stop. */
  readonly head?: ReactNode;
  readonly children: ReactNode;
}

/** The list on a phone: dragged or stepped through three heights over the map. */
export function Sheet({ label, stop, onStop, head, children }: SheetProps) {
  const t = useMessages('map');
  const start = useRef<number>(undefined);
  const [pulled, setPulled] = useState(0);
  const index = STOPS.indexOf(stop);
  const go = (step: number) => {
    const next = STOPS[Math.max(0, Math.min(STOPS.length - 1, index + step))];
    if (next !== undefined) onStop(next);
  };
  const grab = (event: PointerEvent<HTMLDivElement>) => {
    if (event.target instanceof Element && event.target.closest('button') !== null) return;
    start.current = event.clientY;
    event.currentTarget.setPointerCapture(event.pointerId);
  };
  const pull = (event: PointerEvent) => {
    if (start.current !== undefined) setPulled(start.current - event.clientY);
  };
  const drop = () => {
    if (start.current === undefined) return;
    start.current = undefined;
    setPulled(0);
    if (Math.abs(pulled) > NEXT_STOP_PX) go(Math.sign(pulled) * (Math.abs(pulled) > 280 ? 2 : 1));
  };
  return (
    <section
      className={styles.sheet}
      aria-label={label}
      data-stop={stop}
      data-pulled={pulled !== 0 || undefined}
      style={{ ['--pulled' as string]: `${pulled}px` }}
    >
      <div className={styles.handle} onPointerDown={grab} onPointerMove={pull} onPointerUp={drop} onPointerCancel={drop}>
        <i aria-hidden="true" />
        <button type="button" aria-label={t('sheetDown')} disabled={index === 0} onClick={() => go(-1)}>
          <Icon name="chevron-down" size={18} />
        </button>
        <button type="button" aria-label={t('sheetUp')} disabled={index === STOPS.length - 1} onClick={() => go(1)}>
          <Icon name="chevron-up" size={18} />
        </button>
      </div>
      {head !== undefined && <div className={styles.head}>{head}</div>}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className={styles.body} tabIndex={0} role="group" aria-label={label}>
        {children}
      </div>
    </section>
  );
}
