import { useState } from 'react';
import { type VehicleSheet, putTracker, takeOutTracker } from '../../api/registry';
import { useMessages } from '../../i18n/language';
import { TextField } from '../../ui';
import { FormDialog } from '../shared/form-dialog';
import { useDialogWords, useRegistry } from './use-registry';

interface TrackerDialogProps {
  readonly sheet: VehicleSheet;
  readonly isOut: boolean;
  readonly onClose: () => void;
}

/** A known tracker that is put into this vehicle, or the one in it that is taken out. */
export function TrackerDialog({ sheet, isOut, onClose }: TrackerDialogProps) {
  const t = useMessages('vehicles');
  const [name, setName] = useState('');
  const [isAsked, setAsked] = useState(false);
  const sending = useRegistry(() => (isOut ? takeOutTracker(sheet.id) : putTracker(sheet.id, name.trim())), onClose);
  return (
    <FormDialog
      title={isOut ? t('outTitle') : t('trackerTitle')}
      words={useDialogWords(isOut ? t('trackerOut') : undefined)}
      kind={isOut ? 'danger' : 'primary'}
      isBusy={sending.isPending}
      error={sending.error}
      onSubmit={() => {
        setAsked(true);
        if (isOut || name.trim() !== '') sending.mutate();
      }}
      onClose={onClose}
    >
      <p>{isOut ? t('outText') : t('trackerText')}</p>
      {!isOut && (
        <TextField
          label={t('trackerName')}
          maxLength={32}
          autoCapitalize="none"
          autoComplete="off"
          spellCheck={false}
          value={name}
          error={isAsked && name.trim() === '' ? t('needed') : undefined}
          onChange={(event) => setName(event.currentTarget.value)}
        />
      )}
    </FormDialog>
  );
}
