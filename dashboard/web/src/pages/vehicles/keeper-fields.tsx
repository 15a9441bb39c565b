import { useQuery } from '@tanstack/react-query';
import { opdsQuery } from '../../api/opds';
import { useMessages } from '../../i18n/language';
import { SelectField, TextField } from '../../ui';
import { filled } from './use-registry';

export interface KeeperForm {
  /** '' while nothing is chosen. */
  readonly opdId: string;
  readonly holder: string;
}

export function keeperOf({ opdId, holder }: KeeperForm) {
  const role = filled(holder);
  return { opdId: Number(opdId), ...(role === undefined ? {} : { holder: role }) };
}

interface KeeperFieldsProps {
  readonly form: KeeperForm;
  readonly isAsked: boolean;
  readonly onChange: (change: Partial<KeeperForm>) => void;
}

/** Whose it is. */
export function KeeperFields({ form, isAsked, onChange }: KeeperFieldsProps) {
  const t = useMessages('vehicles');
  const opds = useQuery(opdsQuery());
  return (
    <>
      <SelectField
        label={t('keeper')}
        placeholder={t('pick')}
        value={form.opdId}
        error={isAsked && form.opdId === '' ? t('needed') : undefined}
        onPick={(opdId) => onChange({ opdId })}
        options={(opds.data ?? []).map((opd) => ({ value: String(opd.id), label: opd.name }))}
      />
      <TextField
        label={t('holder')}
        hint={t('holderHint')}
        maxLength={120}
        value={form.holder}
        onChange={(event) => onChange({ holder: event.currentTarget.value })}
      />
    </>
  );
}
