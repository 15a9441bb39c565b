import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { VISITS_KEY, type Verdict, type Visit, sendDecision } from '../../api/visits';
import { useErrorText } from '../../app/problem-text';
import { useFormats } from '../../app/region';
import { useMessages } from '../../i18n/language';
import { Button, Dialog, TextAreaField, useToast } from '../../ui';
import { sentenceOf } from './visit-words';

const REASON_MIN = 3;
const REASON_MAX = 500;

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
  const errorText = useErrorText();
  const toast = useToast();
  const client = useQueryClient();
  const [reason, setReason] = useState('');
  const [isAsked, setAsked] = useState(false);
  const [key] = useState(() => crypto.randomUUID());
  const isNeeded = needsReason(visit, verdict);
  const said = reason.trim();
  const isShort = said.length < REASON_MIN && (isNeeded || said !== '');
  const send = useMutation({
    mutationFn: () => sendDecision(visit.id, verdict, said, key),
    onSuccess: async () => {
      toast.show({ text: t(verdict), tone: 'ok' });
      onClose();
      await client.invalidateQueries({ queryKey: VISITS_KEY });
    },
  });
  const submit = () => {
    setAsked(true);
    if (!isShort) send.mutate();
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={t(verdict === 'confirmed' ? 'confirmTitle' : 'rejectTitle')}
      closeLabel={t('close')}
      footer={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button kind="primary" busy={send.isPending} onClick={submit}>
            {t(verdict === 'confirmed' ? 'confirm' : 'reject')}
          </Button>
        </>
      }
    >
      <p>
        <b>{visit.packageName}</b>
      </p>
      <p>{sentenceOf(visit, t, formats)}</p>
      <TextAreaField
        label={t(isNeeded ? 'reasonLabel' : 'reasonOptional')}
        hint={t('reasonHint')}
        error={isAsked && isShort ? t('reasonNeeded') : send.isError ? errorText(send.error) : undefined}
        maxLength={REASON_MAX}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </Dialog>
  );
}
