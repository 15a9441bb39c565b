import { useState } from 'react';
import { type VehicleSheet, addReading } from '../../api/registry';
import { isDay } from '../../format/days';
import { useMessages } from '../../i18n/language';
import { TextField } from '../../ui';
import { FormDialog } from '../shared/form-dialog';
import { useToday } from '../shared/use-today';
import { useDialogWords, useRegistry } from './use-registry';

/** What the odometer says. */
export function ReadingDialog({ sheet, onClose }: { readonly sheet: VehicleSheet; readonly onClose: () => void }) {
  const t = useMessages('vehicles');
  const [km, setKm] = useState('');
  const [on, setOn] = useState(useToday());
  const [isAsked, setAsked] = useState(false);
  // People write thousands with a dot.
  const whole = km.trim().replaceAll(/[.\s]/gu, '');
  const isKm = /^\d{1,7}$/u.test(whole);
  const sending = useRegistry((_: void, key) => addReading(sheet.id, Number(whole), on, key), onClose);
  return (
    <FormDialog
      title={t('read')}
      words={useDialogWords()}
      isBusy={sending.isPending}
      error={sending.error}
      onSubmit={() => {
        setAsked(true);
        if (isKm && isDay(on)) sending.mutate();
      }}
      onClose={onClose}
    >
      <TextField
        label={t('km')}
        inputMode="numeric"
        after="km"
        value={km}
        error={isAsked && !isKm ? t('needKm') : undefined}
        onChange={(event) => setKm(event.currentTarget.value)}
      />
      <TextField
        type="date"
        label={t('readOn')}
        value={on}
        error={isAsked && !isDay(on) ? t('needDay') : undefined}
        onChange={(event) => setOn(event.currentTarget.value)}
      />
    </FormDialog>
  );
}
