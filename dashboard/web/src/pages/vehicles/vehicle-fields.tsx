import { VEHICLE_KINDS, VEHICLE_USES } from '../../api/vehicles';
import { useMessages } from '../../i18n/language';
import { SelectField, TextField } from '../../ui';
import { filled } from './use-registry';

export interface VehicleForm {
  readonly name: string;
  readonly kind: string;
  readonly use: string;
  readonly assetNumber: string;
}

export const isComplete = (form: VehicleForm): boolean => form.name.trim().length >= 2 && form.kind !== '' && form.use !== '';

export function draftOf({ name, kind, use, assetNumber }: VehicleForm) {
  const asset = filled(assetNumber);
  return { name: name.trim(), kind, use, ...(asset === undefined ? {} : { assetNumber: asset }) };
}

interface VehicleFieldsProps {
  readonly form: VehicleForm;
  readonly isAsked: boolean;
  readonly onChange: (change: Partial<VehicleForm>) => void;
}

/** What a vehicle is. */
export function VehicleFields({ form, isAsked, onChange }: VehicleFieldsProps) {
  const t = useMessages('vehicles');
  const common = useMessages('common');
  return (
    <>
      <TextField
        label={t('name')}
        hint={t('nameHint')}
        maxLength={80}
        value={form.name}
        error={isAsked && form.name.trim().length < 2 ? t('needed') : undefined}
        onChange={(event) => onChange({ name: event.currentTarget.value })}
      />
      <SelectField
        label={t('kind')}
        placeholder={t('pick')}
        value={form.kind}
        error={isAsked && form.kind === '' ? t('needed') : undefined}
        onPick={(kind) => onChange({ kind })}
        options={VEHICLE_KINDS.map((kind) => ({ value: kind, label: common(`kind.${kind}`) }))}
      />
      <SelectField
        label={t('useLabel')}
        placeholder={t('pick')}
        value={form.use}
        error={isAsked && form.use === '' ? t('needed') : undefined}
        onPick={(use) => onChange({ use })}
        options={VEHICLE_USES.map((use) => ({ value: use, label: t(`use.${use}`) }))}
      />
      <TextField
        label={t('asset')}
        hint={t('assetHint')}
        maxLength={60}
        value={form.assetNumber}
        onChange={(event) => onChange({ assetNumber: event.currentTarget.value })}
      />
    </>
  );
}
