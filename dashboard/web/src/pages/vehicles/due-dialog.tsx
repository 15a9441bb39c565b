import { useState } from 'react';
import { type DueKind, type VehicleSheet, putDue } from '../../api/registry';
import { isDay } from '../../format/days';
import { useMessages } from '../../i18n/language';
import { TextField } from '../../ui';
import { FormDialog } from '../shared/form-dialog';
import { filled, useDialogWords, useRegistry } from './use-registry';

/** Until when a paper or a maintenance holds from now on. */
export function DueDialog({ sheet, kind, onClose }: { readonly sheet: VehicleSheet; readonly kind: DueKind; readonly onClose: () => void }) {
  const t = useMessages('vehicles');
  const [on, setOn] = useState('');
  const [note, setNote] = useState('');
  const [isAsked, setAsked] = useState(false);
  const sending = useRegistry((_: void, key) => {
    const words = filled(note);
    return putDue(sheet.id, { kind, on, ...(words === undefined ? {} : { note: words }) }, key);
  }, onClose);
  return (
    <FormDialog
      title={t(`due.${kind}`)}
      words={useDialogWords()}
      isBusy={sending.isPending}
      error={sending.error}
      onSubmit={() => {
        setAsked(true);
        if (isDay(on)) sending.mutate();
      }}
      onClose={onClose}
    >
      <TextField
        type="date"
        label={t('dueDate')}
        value={on}
        error={isAsked && !isDay(on) ? t('needDay') : undefined}
        onChange={(event) => setOn(event.currentTarget.value)}
      />
      <TextField label={t('note')} maxLength={200} value={note} onChange={(event) => setNote(event.currentTarget.value)} />
    </FormDialog>
  );
}
