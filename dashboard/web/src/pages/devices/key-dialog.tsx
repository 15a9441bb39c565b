import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type ForeignWish, type NewKey, addForeignTracker, renewKey, revokeKey } from '../../api/foreign-trackers';
import { useErrorText } from '../../app/problem-text';
import { useMessages } from '../../i18n/language';
import { Button, Dialog, Notice } from '../../ui';
import styles from './code-dialog.module.css';
import { addressesOf } from './foreign-addresses';
import { VehicleWish } from './vehicle-wish';

interface KeyDialogProps {
  /** The tracker that gets another key; undefined for a new one. */
  readonly deviceId?: string | undefined;
  readonly onClose: () => void;
}

/** Makes a key, then shows where it is used: once, because it is kept nowhere. */
export function KeyDialog({ deviceId, onClose }: KeyDialogProps) {
  const t = useMessages('devices');
  const app = useMessages('app');
  const errorText = useErrorText();
  const queries = useQueryClient();
  const [vehicle, setVehicle] = useState('');
  const [name, setName] = useState('');
  const make = useMutation({
    mutationFn: (wish: ForeignWish) => (deviceId === undefined ? addForeignTracker(wish) : renewKey(deviceId)),
    onSuccess: () => void queries.invalidateQueries({ queryKey: ['foreign-trackers'] }),
  });
  const isEmpty = deviceId === undefined && vehicle === '' && name.trim() === '';
  const send = () =>
    make.mutate({
      ...(vehicle === '' ? {} : { vehicleId: Number(vehicle) }),
      ...(name.trim() === '' ? {} : { deviceId: name.trim() }),
    });
  if (make.data !== undefined) {
    return (
      <Dialog open onClose={onClose} closeLabel={app('close')} title={t('keyFor', { device: make.data.deviceId })}>
        <Shown made={make.data} onClose={onClose} />
      </Dialog>
    );
  }
  return (
    <Dialog open onClose={onClose} closeLabel={app('close')} title={deviceId === undefined ? t('newForeign') : t('renewTitle', { device: deviceId })}>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (!make.isPending) send();
        }}
      >
        {deviceId === undefined ? (
          <VehicleWish vehicle={vehicle} onVehicle={setVehicle} name={name} onName={setName} />
        ) : (
          <p className={styles.note}>{t('renewText')}</p>
        )}
        {make.isError && (
          <Notice tone="bad" role="alert">
            {errorText(make.error)}
          </Notice>
        )}
        <Button type="submit" kind="primary" size="l" wide busy={make.isPending} disabled={isEmpty}>
          {t('makeKey')}
        </Button>
      </form>
    </Dialog>
  );
}

function Shown({ made, onClose }: { readonly made: NewKey; readonly onClose: () => void }) {
  const t = useMessages('devices');
  const app = useMessages('app');
  const addresses = addressesOf(made, window.location.origin);
  return (
    <div className={styles.shown}>
      <p className={styles.note} data-focus-first tabIndex={-1}>
        {t('keyNote')}
      </p>
      <Address label={t('forTraccar')} text={addresses.traccar} />
      <Address label={t('forOwnTracks')} text={addresses.ownTracks} />
      <Address label={t('forOsmAnd')} text={addresses.osmAnd} />
      <div className={styles.buttons}>
        <Button kind="primary" onClick={onClose}>
          {app('close')}
        </Button>
      </div>
    </div>
  );
}

function Address({ label, text }: { readonly label: string; readonly text: string }) {
  const t = useMessages('devices');
  const [isCopied, setCopied] = useState(false);
  const copy = () => void navigator.clipboard.writeText(text).then(() => setCopied(true), () => setCopied(false));
  return (
    <div className={styles.form}>
      <p className={styles.note}>{label}</p>
      <p className={styles.line}>
        <code>{text}</code>
      </p>
      <div className={styles.buttons}>
        <Button size="s" icon="link" onClick={copy}>
          {isCopied ? t('copied') : t('copyAddress')}
        </Button>
      </div>
    </div>
  );
}

/** Asks once, because the telephone is silent from then on. */
export function EndKeyDialog({ deviceId, onClose }: { readonly deviceId: string; readonly onClose: () => void }) {
  const t = useMessages('devices');
  const app = useMessages('app');
  const errorText = useErrorText();
  const queries = useQueryClient();
  const end = useMutation({
    mutationFn: () => revokeKey(deviceId),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: ['foreign-trackers'] });
      onClose();
    },
  });
  return (
    <Dialog open onClose={onClose} closeLabel={app('close')} title={t('endKeyTitle', { device: deviceId })}>
      <div className={styles.form}>
        <p className={styles.note}>{t('endKeyText')}</p>
        {end.isError && (
          <Notice tone="bad" role="alert">
            {errorText(end.error)}
          </Notice>
        )}
        <Button kind="danger" size="l" wide busy={end.isPending} onClick={() => end.mutate()}>
          {t('endKey')}
        </Button>
      </div>
    </Dialog>
  );
}
