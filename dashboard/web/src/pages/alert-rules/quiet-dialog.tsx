import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type QuietHours, RULES_KEY, decideQuiet } from '../../api/alert-rules';
import { useErrorText } from '../../app/problem-text';
import { useFormats } from '../../app/region';
import { useMessages } from '../../i18n/language';
import { Button, Dialog, Notice, TextAreaField, TextField, useToast } from '../../ui';
import styles from './rules-page.module.css';

const REASON_MIN = 3;
const REASON_MAX = 500;

export function QuietDialog({ hours, onClose }: { readonly hours: QuietHours; readonly onClose: () => void }) {
  const t = useMessages('rules');
  const { zone } = useFormats();
  const errorText = useErrorText();
  const toast = useToast();
  const client = useQueryClient();
  const [from, setFrom] = useState(hours.from);
  const [until, setUntil] = useState(hours.until);
  const [reason, setReason] = useState('');
  const [isAsked, setAsked] = useState(false);
  const [key] = useState(() => crypto.randomUUID());
  const isShort = reason.trim().length < REASON_MIN;
  const send = useMutation({
    mutationFn: () => decideQuiet({ from, until, reason: reason.trim(), basedOn: hours.version }, key),
    onSuccess: async () => {
      toast.show({ text: t('quietSaved'), tone: 'ok' });
      onClose();
      await client.invalidateQueries({ queryKey: RULES_KEY });
    },
  });
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('quietTitle')}
      closeLabel={t('close')}
      footer={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button
            kind="primary"
            busy={send.isPending}
            onClick={() => {
              setAsked(true);
              if (!isShort) send.mutate();
            }}
          >
            {t('quietSave')}
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        <div className={styles.pair}>
          <TextField type="time" label={t('quietFrom')} value={from} after={zone.zoneAbbreviation} onChange={(event) => setFrom(event.currentTarget.value)} />
          <TextField type="time" label={t('quietUntil')} value={until} after={zone.zoneAbbreviation} onChange={(event) => setUntil(event.currentTarget.value)} />
        </div>
        <TextAreaField
          label={t('reason')}
          hint={t('reasonHint')}
          error={isAsked && isShort ? t('needReason') : undefined}
          maxLength={REASON_MAX}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        {send.isError && (
          <Notice tone="bad" role="alert">
            {errorText(send.error)}
          </Notice>
        )}
      </div>
    </Dialog>
  );
}
