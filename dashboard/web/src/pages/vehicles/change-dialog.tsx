import { useState } from 'react';
import { type VehicleSheet, changeVehicle } from '../../api/registry';
import { useMessages } from '../../i18n/language';
import { FormDialog } from '../shared/form-dialog';
import { useDialogWords, useRegistry, useSeen } from './use-registry';
import { VehicleFields, type VehicleForm, draftOf, isComplete } from './vehicle-fields';

/** Corrects what a vehicle is. */
export function ChangeDialog({ sheet, onClose }: { readonly sheet: VehicleSheet; readonly onClose: () => void }) {
  const t = useMessages('vehicles');
  const [form, setForm] = useState<VehicleForm>({ name: sheet.name, kind: sheet.kind, use: sheet.use, assetNumber: sheet.assetNumber ?? '' });
  const [isAsked, setAsked] = useState(false);
  const seen = useSeen(sheet);
  const sending = useRegistry(() => changeVehicle(seen, draftOf(form)), onClose);
  return (
    <FormDialog
      title={t('changeTitle')}
      words={useDialogWords()}
      isBusy={sending.isPending}
      error={sending.error}
      onSubmit={() => {
        setAsked(true);
        if (isComplete(form)) sending.mutate();
      }}
      onClose={onClose}
    >
      <VehicleFields form={form} isAsked={isAsked} onChange={(some) => setForm((before) => ({ ...before, ...some }))} />
    </FormDialog>
  );
}
