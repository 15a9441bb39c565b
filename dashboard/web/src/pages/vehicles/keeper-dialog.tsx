import { useState } from 'react';
import { type VehicleSheet, giveVehicle } from '../../api/registry';
import { useMessages } from '../../i18n/language';
import { FormDialog } from '../shared/form-dialog';
import { type KeeperForm, KeeperFields, keeperOf } from './keeper-fields';
import { useDialogWords, useRegistry, useSeen } from './use-registry';

/** Another agency or holder from now on. */
export function KeeperDialog({ sheet, onClose }: { readonly sheet: VehicleSheet; readonly onClose: () => void }) {
  const t = useMessages('vehicles');
  const [form, setForm] = useState<KeeperForm>({ opdId: '', holder: '' });
  const [isAsked, setAsked] = useState(false);
  const seen = useSeen(sheet);
  const sending = useRegistry((_: void, key) => giveVehicle(seen, keeperOf(form), key), onClose);
  return (
    <FormDialog
      title={t('giveTitle')}
      words={useDialogWords()}
      isBusy={sending.isPending}
      error={sending.error}
      onSubmit={() => {
        setAsked(true);
        if (form.opdId !== '') sending.mutate();
      }}
      onClose={onClose}
    >
      <p>{t('giveText')}</p>
      <KeeperFields form={form} isAsked={isAsked} onChange={(some) => setForm((before) => ({ ...before, ...some }))} />
    </FormDialog>
  );
}
