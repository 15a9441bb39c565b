import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type NewCode, makeCode } from '../../api/trackers';
import { useErrorText } from '../../app/problem-text';
import { useFormats } from '../../app/region';
import { useNow } from '../../app/server-clock';
import { useMessages } from '../../i18n/language';
import { Button, Checkbox, Dialog, Notice, SelectField } from '../../ui';
import styles from './code-dialog.module.css';
import { commandOf } from './tracker-standing';
import { VehicleWish } from './vehicle-wish';

const HOURS = [4, 24, 72] as const;

interface CodeDialogProps {
  /** The tracker that is enrolled once more; undefined for a new one. */
  readonly deviceId?: string | undefined;
  readonly onClose: () => void;
}

/** Makes a code, then shows it: large, because it is read out over the telephone. */
export function CodeDialog({ deviceId, onClose }: CodeDialogProps) {
  const t = useMessages('devices');
  const app = useMessages('app');
  const queries = useQueryClient();
  const make = useMutation({ mutationFn: makeCode, onSuccess: () => void queries.invalidateQueries({ queryKey: ['trackers'] }) });
  return (
    <Dialog
      open
      onClose={onClose}
      closeLabel={app('close')}
      title={make.data === undefined ? (deviceId === undefined ? t('newTracker') : t('againTitle', { device: deviceId })) : t('codeFor', { device: make.data.deviceId })}
    >
      {make.data === undefined ? (
        <Wish deviceId={deviceId} busy={make.isPending} error={make.error} onMake={make.mutate} />
      ) : (
        <Shown code={make.data} onClose={onClose} />
      )}
    </Dialog>
  );
}

interface WishProps {
  readonly deviceId: string | undefined;
  readonly busy: boolean;
  readonly error: unknown;
  readonly onMake: (wish: Parameters<typeof makeCode>[0]) => void;
}

function Wish({ deviceId, busy, error, onMake }: WishProps) {
  const t = useMessages('devices');
  const errorText = useErrorText();
  const [vehicle, setVehicle] = useState('');
  const [name, setName] = useState('');
  const [hours, setHours] = useState('24');
  const [isSame, setSame] = useState(false);
  const isNew = deviceId === undefined;
  const send = () =>
    onMake({
      hours: Number(hours),
      ...(vehicle === '' ? {} : { vehicleId: Number(vehicle) }),
      ...(isNew ? (name.trim() === '' ? {} : { deviceId: name.trim() }) : { deviceId, again: isSame }),
    });
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) send();
      }}
    >
      {isNew ? (
        <VehicleWish vehicle={vehicle} onVehicle={setVehicle} name={name} onName={setName} />
      ) : (
        <Checkbox label={t('sameTracker')} checked={isSame} onChange={(event) => setSame(event.currentTarget.checked)} />
      )}
      <SelectField label={t('validFor')} value={hours} onPick={setHours} options={HOURS.map((each) => ({ value: String(each), label: t('hours', { count: each }) }))} />
      {error !== null && error !== undefined && (
        <Notice tone="bad" role="alert">
          {errorText(error)}
        </Notice>
      )}
      <Button type="submit" kind="primary" size="l" wide busy={busy} disabled={isNew && vehicle === '' && name.trim() === ''}>
        {t('makeCode')}
      </Button>
    </form>
  );
}

function Shown({ code, onClose }: { readonly code: NewCode; readonly onClose: () => void }) {
  const t = useMessages('devices');
  const app = useMessages('app');
  const formats = useFormats();
  const now = useNow(60_000);
  const [isCopied, setCopied] = useState(false);
  const command = commandOf(code);
  const copy = () => void navigator.clipboard.writeText(command).then(() => setCopied(true), () => setCopied(false));
  return (
    <div className={styles.shown}>
      <p className={styles.code} data-focus-first tabIndex={-1} aria-label={code.code.split('').join(' ')}>
        {code.code}
      </p>
      <p className={styles.note}>{t('codeNote', { time: formats.moment(code.expiresMs, now) })}</p>
      <ol className={styles.steps}>
        <li>{t('stepType')}</li>
        <li className={styles.line}>
          <code>{`sudo pantau-agent enrol ${code.code}`}</code>
        </li>
        <li>{t('stepFull')}</li>
        <li className={styles.line}>
          <code>{command}</code>
        </li>
      </ol>
      <div className={styles.buttons}>
        <Button icon="link" onClick={copy}>
          {isCopied ? t('copied') : t('copy')}
        </Button>
        <Button kind="primary" onClick={onClose}>
          {app('close')}
        </Button>
      </div>
    </div>
  );
}
