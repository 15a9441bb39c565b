import { useState } from 'react';
import { type VehicleSheet, retireVehicle } from '../../api/registry';
import { useMessages } from '../../i18n/language';
import { FormDialog } from '../shared/form-dialog';
import { ReasonField, isReason } from '../shared/reason-field';
import { useDialogWords, useRegistry } from './use-registry';

/** A vehicle that leaves the fleet. */
export function RetireDialog({ sheet, onClose }: { readonly sheet: VehicleSheet; readonly onClose: () => void }) {
  const t = useMessages('vehicles');
  const [reason, setReason] = useState('');
  const [isAsked, setAsked] = useState(false);
  const sending = useRegistry((_: void, key) => retireVehicle(sheet.id, reason.trim(), key), onClose);
  return (
    <FormDialog
      title={t('retireTitle')}
      words={useDialogWords(t('retire'))}
      kind="danger"
      isBusy={sending.isPending}
      error={sending.error}
      onSubmit={() => {
        setAsked(true);
        if (isReason(reason)) sending.mutate();
      }}
      onClose={onClose}
    >
      <p>{t('retireText')}</p>
      <ReasonField label={t('reason')} error={isAsked && !isReason(reason) ? t('needed') : undefined} value={reason} onChange={setReason} />
    </FormDialog>
  );
}
