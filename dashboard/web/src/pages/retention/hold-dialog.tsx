import { useState } from 'react';
import { RETENTION_KEY, holdDays } from '../../api/retention';
import { type Day, isDay } from '../../format/days';
import { useMessages } from '../../i18n/language';
import { TextField } from '../../ui';
import { FormDialog } from '../shared/form-dialog';
import { ReasonField, isReason } from '../shared/reason-field';
import { useSending } from '../shared/use-sending';
import { useToday } from '../shared/use-today';
import styles from './retention-page.module.css';

/** From now on nothing is deleted of these days. */
export function HoldDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useMessages('retention');
  const today = useToday();
  const [fromDay, setFrom] = useState<string>(today);
  const [toDay, setTo] = useState<string>(today);
  const [reason, setReason] = useState('');
  const [isAsked, setAsked] = useState(false);
  const sending = useSending({
    send: (wish: { readonly fromDay: Day; readonly toDay: Day }, key) => holdDays({ ...wish, reason: reason.trim() }, key),
    done: () => t('holdDone'),
    stale: RETENTION_KEY,
    onClose,
  });
  const isOrdered = isDay(fromDay) && isDay(toDay) && fromDay <= toDay;
  return (
    <FormDialog
      title={t('holdTitle')}
      words={{ close: t('close'), cancel: t('cancel'), submit: t('hold') }}
      isBusy={sending.isPending}
      error={sending.error}
      onSubmit={() => {
        setAsked(true);
        if (isReason(reason) && isDay(fromDay) && isDay(toDay) && fromDay <= toDay) sending.mutate({ fromDay, toDay });
      }}
      onClose={onClose}
    >
      <p>{t('holdText')}</p>
      <div className={styles.pair}>
        <TextField label={t('from')} type="date" value={fromDay} onChange={(event) => setFrom(event.currentTarget.value)} />
        <TextField
          label={t('to')}
          type="date"
          value={toDay}
          error={isAsked && !isOrdered ? t('needOrder') : undefined}
          onChange={(event) => setTo(event.currentTarget.value)}
        />
      </div>
      <ReasonField label={t('reason')} error={isAsked && !isReason(reason) ? t('needReason') : undefined} value={reason} onChange={setReason} />
    </FormDialog>
  );
}
