import { useState } from 'react';
import { type VehicleSheet, putPlate } from '../../api/registry';
import { useMessages } from '../../i18n/language';
import { TextField } from '../../ui';
import { FormDialog } from '../shared/form-dialog';
import { useDialogWords, useRegistry, useSeen } from './use-registry';

/** A new registration number from today on. */
export function PlateDialog({ sheet, onClose }: { readonly sheet: VehicleSheet; readonly onClose: () => void }) {
  const t = useMessages('vehicles');
  const [plate, setPlate] = useState('');
  const [isAsked, setAsked] = useState(false);
  const seen = useSeen(sheet);
  const sending = useRegistry((_: void, key) => putPlate(seen, plate, key), onClose);
  return (
    <FormDialog
      title={t('plateTitle')}
      words={useDialogWords()}
      isBusy={sending.isPending}
      error={sending.error}
      onSubmit={() => {
        setAsked(true);
        if (plate.trim() !== '') sending.mutate();
      }}
      onClose={onClose}
    >
      <p>{t('plateText')}</p>
      <TextField
        label={t('plate')}
        hint={t('plateHint')}
        maxLength={20}
        autoCapitalize="characters"
        value={plate}
        error={isAsked && plate.trim() === '' ? t('needed') : undefined}
        onChange={(event) => setPlate(event.currentTarget.value)}
      />
    </FormDialog>
  );
}
