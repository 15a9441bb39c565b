import { useState } from 'react';
import { AREAS_KEY, type Area, removeArea } from '../../api/areas';
import { useMessages } from '../../i18n/language';
import { ReasonDialog } from '../shared/reason-dialog';
import { useSending } from '../shared/use-sending';

interface RemoveDialogProps {
  readonly area: Area;
  readonly onClose: () => void;
  readonly onRemoved: () => void;
}

/** Takes away what somebody drew, with a reason; what it was is kept. */
export function RemoveDialog({ area, onClose, onRemoved }: RemoveDialogProps) {
  const t = useMessages('areas');
  // As it was when the dialog opened: a later one has not been looked at.
  const [{ id, version }] = useState(area);
  const sending = useSending({
    send: (reason: string, key) => removeArea({ id, version }, reason, key),
    done: () => {
      onRemoved();
      return t('removed', { name: area.name });
    },
    stale: AREAS_KEY,
    onClose,
  });
  return (
    <ReasonDialog
      title={t('removeTitle', { name: area.name })}
      text={t('removeText')}
      words={{ close: t('close'), cancel: t('cancel'), submit: t('remove') }}
      label={t('reason')}
      needed={t('needReason')}
      sending={sending}
      onClose={onClose}
    />
  );
}
