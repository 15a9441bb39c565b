import { type VehicleSheet, retireVehicle } from '../../api/registry';
import { useMessages } from '../../i18n/language';
import { ReasonDialog } from '../shared/reason-dialog';
import { useDialogWords, useRegistry, useSeen } from './use-registry';

/** A vehicle that leaves the fleet. */
export function RetireDialog({ sheet, onClose }: { readonly sheet: VehicleSheet; readonly onClose: () => void }) {
  const t = useMessages('vehicles');
  const seen = useSeen(sheet);
  const sending = useRegistry((reason: string, key) => retireVehicle(seen, reason, key), onClose);
  return (
    <ReasonDialog
      title={t('retireTitle')}
      text={t('retireText')}
      words={useDialogWords(t('retire'))}
      label={t('reason')}
      needed={t('needed')}
      sending={sending}
      onClose={onClose}
    />
  );
}
