import { useState } from 'react';
import { useFormats } from '../../app/region';
import styles from './money.module.css';

/** Rp 1,25 miliar; a tap shows the full figure, another tap the short one. */
export function Money({ rupiah }: { readonly rupiah: number }) {
  const formats = useFormats();
  const [isFull, setIsFull] = useState(false);
  const full = formats.rupiahFull(rupiah);
  return (
    <button
      type="button"
      className={styles.money}
      title={full}
      aria-expanded={isFull}
      onClick={() => setIsFull(!isFull)}
    >
      {isFull ? full : formats.rupiah(rupiah)}
    </button>
  );
}
