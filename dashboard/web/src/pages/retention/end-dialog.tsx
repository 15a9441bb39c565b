import { type Hold, RETENTION_KEY, endHold } from '../../api/retention';
import { useMessages } from '../../i18n/language';
import { FormDialog } from '../shared/form-dialog';
import { useSending } from '../shared/use-sending';

interface EndDialogProps {
  readonly hold: Hold;
  /** Which days, in words. */
  readonly days: string;
  readonly onClose: () => void;
}

/** These days age again. */
export function EndDialog({ hold, days, onClose }: EndDialogProps) {
  const t = useMessages('retention');
  const sending = useSending({ send: () => endHold(hold.id), done: () => t('endDone'), stale: RETENTION_KEY, onClose });
  return (
    <FormDialog
      title={t('endTitle')}
      words={{ close: t('close'), cancel: t('cancel'), submit: t('end') }}
      kind="danger"
      isBusy={sending.isPending}
      error={sending.error}
      onSubmit={() => sending.mutate()}
      onClose={onClose}
    >
      <p>{t('endText', { days })}</p>
    </FormDialog>
  );
}
