import { useState } from 'react';
import { FormDialog, type FormWords } from './form-dialog';
import { ReasonField, isReason } from './reason-field';

interface ReasonDialogProps {
  readonly title: string;
  /** What follows from it. */
  readonly text: string;
  readonly words: FormWords;
  readonly label: string;
  /** What is said while there is no reason. */
  readonly needed: string;
  readonly sending: { readonly isPending: boolean; readonly error: Error | null; readonly mutate: (reason: string) => void };
  readonly onClose: () => void;
}

/** Asks why before something ends that cannot be begun again. */
export function ReasonDialog({ title, text, words, label, needed, sending, onClose }: ReasonDialogProps) {
  const [reason, setReason] = useState('');
  const [isAsked, setAsked] = useState(false);
  return (
    <FormDialog
      title={title}
      words={words}
      kind="danger"
      isBusy={sending.isPending}
      error={sending.error}
      onSubmit={() => {
        setAsked(true);
        if (isReason(reason)) sending.mutate(reason.trim());
      }}
      onClose={onClose}
    >
      <p>{text}</p>
      <ReasonField label={label} error={isAsked && !isReason(reason) ? needed : undefined} value={reason} onChange={setReason} />
    </FormDialog>
  );
}
