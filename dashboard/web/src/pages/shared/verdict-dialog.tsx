import { useState } from 'react';
import { VISITS_KEY, type Verdict, type Visit, sendDecision } from '../../api/visits';
import { useFormats } from '../../app/region';
import { useMessages } from '../../i18n/language';
import { FormDialog } from './form-dialog';
import { ReasonField, isReason } from './reason-field';
import { useSending } from './use-sending';
import { sentenceOf } from './visit-words';

interface VerdictDialogProps {
  readonly visit: Visit;
  readonly verdict: Verdict;
  readonly onClose: () => void;
}

/** The same rule as the collector's: whoever says otherwise than the rules, or than somebody before, says why. */
function needsReason(visit: Visit, verdict: Verdict): boolean {
  return verdict === 'rejected' || visit.decision !== undefined || visit.level === 'weak' || visit.level === 'excluded';
}

export function VerdictDialog({ visit, verdict, onClose }: VerdictDialogProps) {
  const t = useMessages('visits');
  const formats = useFormats();
  const [reason, setReason] = useState('');
  const [isAsked, setAsked] = useState(false);
  const isNeeded = needsReason(visit, verdict);
  const said = reason.trim();
  const isShort = !isReason(said) && (isNeeded || said !== '');
  const sending = useSending({
    send: (_: void, key) => sendDecision(visit.id, verdict, said, key),
    done: () => t(verdict),
    stale: VISITS_KEY,
    onClose,
  });
  const submit = () => {
    setAsked(true);
    if (!isShort) sending.mutate();
  };
  return (
    <FormDialog
      title={t(verdict === 'confirmed' ? 'confirmTitle' : 'rejectTitle')}
      words={{ close: t('close'), cancel: t('cancel'), submit: t(verdict === 'confirmed' ? 'confirm' : 'reject') }}
      isBusy={sending.isPending}
      error={sending.error}
      onSubmit={submit}
      onClose={onClose}
    >
      <p>
        <b>{visit.packageName}</b>
      </p>
      <p>{sentenceOf(visit, t, formats)}</p>
      <ReasonField
        label={t(isNeeded ? 'reasonLabel' : 'reasonOptional')}
        hint={t('reasonHint')}
        error={isAsked && isShort ? t('reasonNeeded') : undefined}
        value={reason}
        onChange={setReason}
      />
    </FormDialog>
  );
}
