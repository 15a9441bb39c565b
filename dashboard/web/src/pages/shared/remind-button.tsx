import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { sendReminders } from '../../api/compliance';
import { useFormats } from '../../app/region';
import { serverNowMs } from '../../app/server-clock';
import { useMessages } from '../../i18n/language';
import { Button, Icon } from '../../ui';
import styles from './remind-button.module.css';

/** "Ingatkan 6 OPD": one press, then the word that it is done. The key makes a second press of an impatient thumb the same reminder. */
export function RemindButton({ opdIds }: { readonly opdIds: readonly number[] }) {
  const t = useMessages('home');
  const formats = useFormats();
  const [key] = useState(() => crypto.randomUUID());
  const remind = useMutation({
    mutationFn: async () => ({ count: await sendReminders(opdIds, key), atMs: serverNowMs() }),
  });
  if (remind.data !== undefined) {
    return (
      <p className={styles.reminded} role="status">
        <Icon name="check" size={18} />
        {t('missing.reminded', { count: remind.data.count, time: formats.time(remind.data.atMs) })}
      </p>
    );
  }
  return (
    <div>
      <Button kind="primary" size="l" icon="bell" wide busy={remind.isPending} onClick={() => remind.mutate()}>
        {remind.isPending ? t('missing.reminding') : t('missing.remind', { count: opdIds.length })}
      </Button>
      {remind.isError && (
        <p className={styles.problem} role="alert">
          {t('missing.remindFailed')}
        </p>
      )}
    </div>
  );
}
