import { useState } from 'react';
import { addVehicle } from '../../api/registry';
import { useMessages } from '../../i18n/language';
import { TextField } from '../../ui';
import { FormDialog } from '../shared/form-dialog';
import { type KeeperForm, KeeperFields, keeperOf } from './keeper-fields';
import { useDialogWords, useRegistry } from './use-registry';
import { VehicleFields, type VehicleForm, draftOf, isComplete } from './vehicle-fields';

/** A vehicle that comes into the fleet. */
export function AddDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useMessages('vehicles');
  const [form, setForm] = useState<VehicleForm & KeeperForm & { readonly plate: string }>({ plate: '', name: '', kind: '', use: '', assetNumber: '', opdId: '', holder: '' });
  const [isAsked, setAsked] = useState(false);
  const change = (some: Partial<typeof form>) => setForm((before) => ({ ...before, ...some }));
  const sending = useRegistry((_: void, key) => addVehicle({ plate: form.plate, ...draftOf(form), ...keeperOf(form) }, key), onClose);
  return (
    <FormDialog
      title={t('addTitle')}
      words={useDialogWords()}
      isBusy={sending.isPending}
      error={sending.error}
      onSubmit={() => {
        setAsked(true);
        if (isComplete(form) && form.plate.trim() !== '' && form.opdId !== '') sending.mutate();
      }}
      onClose={onClose}
    >
      <TextField
        label={t('plate')}
        hint={t('plateHint')}
        maxLength={20}
        autoCapitalize="characters"
        value={form.plate}
        error={isAsked && form.plate.trim() === '' ? t('needed') : undefined}
        onChange={(event) => change({ plate: event.currentTarget.value })}
      />
      <VehicleFields form={form} isAsked={isAsked} onChange={change} />
      <KeeperFields form={form} isAsked={isAsked} onChange={change} />
    </FormDialog>
  );
}
