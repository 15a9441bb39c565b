import { useState } from 'react';
import { type VehicleSheet, setPrivateMode } from '../../api/registry';
import { useMessages } from '../../i18n/language';
import { FormDialog } from '../shared/form-dialog';
import { ReasonField, isReason } from '../shared/reason-field';
import { useDialogWords, useRegistry, useSeen } from './use-registry';

/** Whether its driver may hide it outside working hours: a decision, with a reason. */
export function PrivateDialog({ sheet, onClose }: { readonly sheet: VehicleSheet; readonly onClose: () => void }) {
  const t = useMessages('vehicles');
  const [reason, setReason] = useState('');
  const [isAsked, setAsked] = useState(false);
  const [allows] = useState(!sheet.mayBePrivate);
  const seen = useSeen(sheet);
  const sending = useRegistry((_: void, key) => setPrivateMode(seen, allows, reason.trim(), key), onClose);
  return (
    <FormDialog
      title={t(allows ? 'privateAllowTitle' : 'privateForbidTitle')}
      words={useDialogWords(t(allows ? 'privateAllow' : 'privateForbid'))}
      isBusy={sending.isPending}
      error={sending.error}
      onSubmit={() => {
        setAsked(true);
        if (isReason(reason)) sending.mutate();
      }}
      onClose={onClose}
    >
      <p>{t(allows ? 'privateAllowText' : 'privateForbidText')}</p>
      <ReasonField label={t('reason')} error={isAsked && !isReason(reason) ? t('needed') : undefined} value={reason} onChange={setReason} />
    </FormDialog>
  );
}
