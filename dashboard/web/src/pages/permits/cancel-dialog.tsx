import { PERMITS_KEY, type Permit, cancelPermit } from '../../api/permits';
import { useMessages } from '../../i18n/language';
import { ReasonDialog } from '../shared/reason-dialog';
import { useSending } from '../shared/use-sending';

export function CancelDialog({ permit, onClose }: { readonly permit: Permit; readonly onClose: () => void }) {
  const t = useMessages('permits');
  const sending = useSending({
    send: (reason: string, key) => cancelPermit(permit.id, reason, key),
    done: () => t('cancelDone'),
    stale: PERMITS_KEY,
    onClose,
  });
  return (
    <ReasonDialog
      title={t('cancelTitle')}
      text={t('cancelText')}
      words={{ close: t('close'), cancel: t('back'), submit: t('cancel') }}
      label={t('reason')}
      needed={t('needText')}
      sending={sending}
      onClose={onClose}
    />
  );
}
