import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { revoke } from '../../api/trackers';
import { useErrorText } from '../../app/problem-text';
import { useMessages } from '../../i18n/language';
import { Button, Dialog, Notice, TextAreaField } from '../../ui';
import styles from './code-dialog.module.css';

const MIN_REASON = 3;

/** Asks for the reason, and says what was seen of the broker. */
export function RevokeDialog({ deviceId, onClose }: { readonly deviceId: string; readonly onClose: () => void }) {
  const t = useMessages('devices');
  const app = useMessages('app');
  const errorText = useErrorText();
  const queries = useQueryClient();
  const [reason, setReason] = useState('');
  const act = useMutation({ mutationFn: () => revoke(deviceId, reason), onSuccess: () => void queries.invalidateQueries({ queryKey: ['trackers'] }) });
  return (
    <Dialog open onClose={onClose} closeLabel={app('close')} title={t('revokeTitle', { device: deviceId })}>
      {act.data === undefined ? (
        <div className={styles.form}>
          <p className={styles.note}>{t('revokeText')}</p>
          <TextAreaField label={t('reason')} hint={t('reasonHint')} value={reason} maxLength={500} onChange={(event) => setReason(event.currentTarget.value)} />
          {act.isError && (
            <Notice tone="bad" role="alert">
              {errorText(act.error)}
            </Notice>
          )}
          <Button kind="danger" size="l" wide busy={act.isPending} disabled={reason.trim().length < MIN_REASON} onClick={() => act.mutate()}>
            {act.isPending ? t('revoking') : t('revoke')}
          </Button>
        </div>
      ) : (
        <div className={styles.form}>
          <Notice tone={act.data.brokerRefuses ? 'ok' : 'warn'} role="status">
            {act.data.brokerRefuses ? t('revokedSeen') : t('revokedUnseen')}
          </Notice>
          <Button kind="primary" size="l" wide onClick={onClose}>
            {app('close')}
          </Button>
        </div>
      )}
    </Dialog>
  );
}
