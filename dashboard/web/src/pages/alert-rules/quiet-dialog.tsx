import { useState } from 'react';
import { type QuietHours, RULES_KEY, decideQuiet } from '../../api/alert-rules';
import { useFormats } from '../../app/region';
import { useMessages } from '../../i18n/language';
import { TextField } from '../../ui';
import { FormDialog } from '../shared/form-dialog';
import { ReasonField, isReason } from '../shared/reason-field';
import { useSending } from '../shared/use-sending';
import styles from './rules-page.module.css';

export function QuietDialog({ hours, onClose }: { readonly hours: QuietHours; readonly onClose: () => void }) {
  const t = useMessages('rules');
  const { zone } = useFormats();
  const [from, setFrom] = useState(hours.from);
  const [until, setUntil] = useState(hours.until);
  const [reason, setReason] = useState('');
  const [isAsked, setAsked] = useState(false);
  const sending = useSending({
    send: (_: void, key) => decideQuiet({ from, until, reason: reason.trim(), basedOn: hours.version }, key),
    done: () => t('quietSaved'),
    stale: RULES_KEY,
    onClose,
  });
  return (
    <FormDialog
      title={t('quietTitle')}
      words={{ close: t('close'), cancel: t('cancel'), submit: t('quietSave') }}
      isBusy={sending.isPending}
      error={sending.error}
      onSubmit={() => {
        setAsked(true);
        if (isReason(reason)) sending.mutate();
      }}
      onClose={onClose}
    >
      <div className={styles.pair}>
        <TextField type="time" label={t('quietFrom')} value={from} after={zone.zoneAbbreviation} onChange={(event) => setFrom(event.currentTarget.value)} />
        <TextField type="time" label={t('quietUntil')} value={until} after={zone.zoneAbbreviation} onChange={(event) => setUntil(event.currentTarget.value)} />
      </div>
      <ReasonField
        label={t('reason')}
        hint={t('reasonHint')}
        error={isAsked && !isReason(reason) ? t('needReason') : undefined}
        value={reason}
        onChange={setReason}
      />
    </FormDialog>
  );
}
