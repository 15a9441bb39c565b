import { useState } from 'react';
import { PERMITS_KEY, type Permit, cancelPermit } from '../../api/permits';
import { useMessages } from '../../i18n/language';
import { FormDialog } from '../shared/form-dialog';
import { ReasonField, isReason } from '../shared/reason-field';
import { useSending } from '../shared/use-sending';

export function CancelDialog({ permit, onClose }: { readonly permit: Permit; readonly onClose: () => void }) {
  const t = useMessages('permits');
  const [reason, setReason] = useState('');
  const [isAsked, setAsked] = useState(false);
  const sending = useSending({
    send: (_: void, key) => cancelPermit(permit.id, reason.trim(), key),
    done: () => t('cancelDone'),
    stale: PERMITS_KEY,
    onClose,
  });
  return (
    <FormDialog
      title={t('cancelTitle')}
      words={{ close: t('close'), cancel: t('back'), submit: t('cancel') }}
      kind="danger"
      isBusy={sending.isPending}
      error={sending.error}
      onSubmit={() => {
        setAsked(true);
        if (isReason(reason)) sending.mutate();
      }}
      onClose={onClose}
    >
      <p>{t('cancelText')}</p>
      <ReasonField label={t('reason')} error={isAsked && !isReason(reason) ? t('needText') : undefined} value={reason} onChange={setReason} />
    </FormDialog>
  );
}
