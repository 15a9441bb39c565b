import type { ReactNode } from 'react';
import { ApiProblem, type FieldError } from '../../api/http';
import { ErrorText } from '../../app/problem-text';
import { Button, Dialog, Notice } from '../../ui';
import styles from './form-dialog.module.css';

/** Nobody reads more at once. */
const MOST_SAID = 20;

const inItsWords = ({ message }: FieldError): string => message;

/** What its buttons are called; the cross in the corner is the closing one. */
export interface FormWords {
  readonly close: string;
  readonly cancel: string;
  readonly submit: string;
}

interface FormDialogProps {
  readonly title: string;
  readonly words: FormWords;
  readonly kind?: 'primary' | 'danger';
  readonly wide?: boolean;
  readonly isBusy: boolean;
  /** Why the collector did not take it; null = nothing went wrong. */
  readonly error: Error | null;
  /** What is said of a field; without it the collector's words alone. */
  readonly wordsOf?: (wrong: FieldError) => string;
  readonly onSubmit: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** Asks for something and sends it; what went wrong is said below the fields, which stay as they are. */
export function FormDialog({ title, words, kind = 'primary', wide = false, isBusy, error, wordsOf = inItsWords, onSubmit, onClose, children }: FormDialogProps) {
  return (
    <Dialog
      open
      wide={wide}
      onClose={onClose}
      title={title}
      closeLabel={words.close}
      footer={
        <>
          <Button onClick={onClose}>{words.cancel}</Button>
          <Button kind={kind} busy={isBusy} onClick={onSubmit}>
            {words.submit}
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        {children}
        {error !== null && (
          <Notice tone="bad" role="alert">
            <ErrorText error={error} />
            {error instanceof ApiProblem && error.fieldErrors.length > 0 && (
              <ul className={styles.wrong}>
                {error.fieldErrors.slice(0, MOST_SAID).map((wrong) => (
                  <li key={wrong.field}>{wordsOf(wrong)}</li>
                ))}
              </ul>
            )}
          </Notice>
        )}
      </div>
    </Dialog>
  );
}
