import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { PERMITS_KEY, sendPermit } from '../../api/permits';
import { fetchVehicles } from '../../api/vehicles';
import { useFormats } from '../../app/region';
import { serverNowMs } from '../../app/server-clock';
import { type Day, dayOf, isDay, startOfDayMs } from '../../format/days';
import { useMessages } from '../../i18n/language';
import { Checkbox, Notice, Skeleton, TextField } from '../../ui';
import { FormDialog } from '../shared/form-dialog';
import { useSending } from '../shared/use-sending';
import styles from './permits-page.module.css';

const TEXT_MAX = 500;
const LETTER_MAX = 100;

/** Twenty seconds: which vehicles, from when to when, what for, which letter. */
export function PermitDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useMessages('permits');
  const formats = useFormats();
  const zone = formats.zone.timeZone;
  const today = dayOf(serverNowMs(), zone);
  const vehicles = useQuery({ queryKey: ['vehicles'], queryFn: ({ signal }) => fetchVehicles(signal) });
  const [chosen, setChosen] = useState<readonly number[]>([]);
  const [fields, setFields] = useState({ fromDay: today, fromTime: '16:00', untilDay: today, untilTime: '23:59', purpose: '', letter: '' });
  const [isAsked, setAsked] = useState(false);
  const from = momentOf(fields.fromDay, fields.fromTime, zone);
  const until = momentOf(fields.untilDay, fields.untilTime, zone);
  const isSpanWrong = from === undefined || until === undefined || until <= from || until <= serverNowMs();
  const isTextWrong = fields.purpose.trim().length < 3;
  const isLetterWrong = fields.letter.trim() === '';
  const sending = useSending({
    send: (_: void, key) =>
      sendPermit(
        {
          vehicleIds: chosen,
          from: new Date(from ?? 0).toISOString(),
          until: new Date(until ?? 0).toISOString(),
          purpose: fields.purpose.trim(),
          letter: fields.letter.trim(),
        },
        key,
      ),
    done: (permits) => t('saved', { count: permits.length }),
    stale: PERMITS_KEY,
    onClose,
  });
  const submit = () => {
    setAsked(true);
    if (chosen.length > 0 && !isSpanWrong && !isTextWrong && !isLetterWrong) sending.mutate();
  };
  const set = (name: keyof typeof fields) => (event: { currentTarget: { value: string } }) => {
    const { value } = event.currentTarget;
    setFields((before) => ({ ...before, [name]: value }));
  };
  return (
    <FormDialog
      wide
      title={t('newTitle')}
      words={{ close: t('close'), cancel: t('back'), submit: t('save') }}
      isBusy={sending.isPending}
      error={sending.error}
      onSubmit={submit}
      onClose={onClose}
    >
      <fieldset className={styles.vehicles}>
        <legend>{t('vehicles')}</legend>
        {vehicles.data === undefined ? (
          <Skeleton height="28px" lines={3} />
        ) : (
          vehicles.data.map((vehicle) => (
            <Checkbox
              key={vehicle.id}
              label={`${vehicle.name} · ${vehicle.plate}`}
              checked={chosen.includes(vehicle.id)}
              onChange={(event) => {
                const isOn = event.currentTarget.checked;
                setChosen((before) => (isOn ? [...before, vehicle.id] : before.filter((id) => id !== vehicle.id)));
              }}
            />
          ))
        )}
        {isAsked && chosen.length === 0 && <Notice tone="bad">{t('needVehicle')}</Notice>}
      </fieldset>
      <div className={styles.times}>
        <TextField type="date" label={t('fromDay')} value={fields.fromDay} onChange={set('fromDay')} />
        <TextField type="time" label={t('fromTime')} value={fields.fromTime} after={formats.zone.zoneAbbreviation} onChange={set('fromTime')} />
        <TextField
          type="date"
          label={t('untilDay')}
          value={fields.untilDay}
          error={isAsked && isSpanWrong ? t('needSpan') : undefined}
          onChange={set('untilDay')}
        />
        <TextField type="time" label={t('untilTime')} value={fields.untilTime} after={formats.zone.zoneAbbreviation} onChange={set('untilTime')} />
      </div>
      <TextField
        label={t('purpose')}
        hint={t('purposeHint')}
        error={isAsked && isTextWrong ? t('needText') : undefined}
        maxLength={TEXT_MAX}
        value={fields.purpose}
        onChange={set('purpose')}
      />
      <TextField
        label={t('letter')}
        error={isAsked && isLetterWrong ? t('needText') : undefined}
        maxLength={LETTER_MAX}
        value={fields.letter}
        onChange={set('letter')}
      />
    </FormDialog>
  );
}

/** The moment of a time of day in the region, whatever zone this browser is in. */
function momentOf(day: Day, time: string, timeZone: string): number | undefined {
  const parts = /^(\d{2}):(\d{2})/.exec(time);
  if (!isDay(day) || parts === null) return undefined;
  return startOfDayMs(day, timeZone) + (Number(parts[1]) * 60 + Number(parts[2])) * 60_000;
}
