import { type ReactNode, createContext, useCallback, useContext, useMemo, useRef, useState } from 'react';
import { classes } from './classes';
import styles from './toast.module.css';

export interface ToastContent {
  readonly text: string;
  readonly tone?: 'plain' | 'ok' | 'bad';
  /** One way back or onward; pressing it closes the toast. */
  readonly action?: { readonly label: string; readonly run: () => void };
}

interface Toaster {
  show(content: ToastContent): void;
}

interface Shown extends ToastContent {
  readonly id: number;
}

/** Long enough to read and to reach the button; a toast never carries what cannot be found elsewhere. */
const STAYS_MS = 6000;
const AT_MOST = 3;
const ToasterContext = createContext<Toaster | undefined>(undefined);

export function ToastProvider({ children }: { readonly children: ReactNode }) {
  const [shown, setShown] = useState<readonly Shown[]>([]);
  const nextId = useRef(1);
  const remove = useCallback((id: number) => setShown((all) => all.filter((toast) => toast.id !== id)), []);
  const toaster = useMemo<Toaster>(
    () => ({
      show: (content) => {
        const id = nextId.current++;
        setShown((all) => [...all.filter((toast) => toast.text !== content.text), { ...content, id }].slice(-AT_MOST));
        window.setTimeout(() => remove(id), STAYS_MS);
      },
    }),
    [remove],
  );
  return (
    <ToasterContext value={toaster}>
      {children}
      <div className={styles.stack} role="status" aria-live="polite">
        {shown.map((toast) => (
          <div key={toast.id} className={classes(styles.toast, styles[toast.tone ?? 'plain'])}>
            <span>{toast.text}</span>
            {toast.action !== undefined && (
              <button
                type="button"
                onClick={() => {
                  toast.action?.run();
                  remove(toast.id);
                }}
              >
                {toast.action.label}
              </button>
            )}
          </div>
        ))}
      </div>
    </ToasterContext>
  );
}

export function useToast(): Toaster {
  const toaster = useContext(ToasterContext);
  if (toaster === undefined) throw new Error('useToast needs a ToastProvider above it');
  return toaster;
}
