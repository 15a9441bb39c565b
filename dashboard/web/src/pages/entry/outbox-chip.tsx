import { useFormats } from '../../app/region';
import { useMessages } from '../../i18n/language';
import { type Parcel, packagesOf } from '../../outbox/task';
import { useIsOnline } from '../../outbox/use-online';
import { Icon, type IconName } from '../../ui';
import { useDeviceWord } from './device-word';
import styles from './outbox-chip.module.css';

interface OutboxChipProps {
  readonly parcels: readonly Parcel[];
  readonly isSending: boolean;
  readonly storedAtMs: number | undefined;
  readonly hasReports: boolean;
}

/** Tersimpan di HP → Terkirim: where the reports are, in one line that is read aloud when it changes. */
export function OutboxChip(props: OutboxChipProps) {
  const isOnline = useIsOnline();
  const chip = useChip(props, isOnline);
  return (
    <div role="status">
      {chip !== undefined && (
        <p className={styles.chip} data-tone={chip.tone}>
          <Icon name={chip.icon} size={18} />
          {chip.text}
        </p>
      )}
    </div>
  );
}

interface Chip {
  readonly icon: IconName;
  readonly tone: 'ok' | 'warn' | 'bad' | 'plain';
  readonly text: string;
}

/** Nothing to say as long as nothing was reported and the network is there. */
function useChip({ parcels, isSending, storedAtMs, hasReports }: OutboxChipProps, isOnline: boolean): Chip | undefined {
  const t = useMessages('entry');
  const formats = useFormats();
  const device = useDeviceWord();
  const attention = parcels.filter(({ phase }) => phase.kind !== 'waiting').length;
  const waiting = parcels.filter(({ phase }) => phase.kind === 'waiting');
  const count = waiting.reduce((sum, { task }) => sum + packagesOf(task).length, 0);
  if (attention > 0) return { icon: 'warning', tone: 'bad', text: t('chip.attention', { count: attention }) };
  if (!isOnline && count === 0) return { icon: 'offline', tone: 'warn', text: t('chip.offline', { device }) };
  const hasFailed = waiting.some(({ phase }) => phase.kind === 'waiting' && phase.attempts > 0);
  if (count > 0 && (!isOnline || hasFailed)) return { icon: 'offline', tone: 'warn', text: t('chip.waiting', { count }) };
  if (isSending && count > 0) return { icon: 'upload', tone: 'plain', text: t('chip.sending') };
  if (count > 0) return { icon: 'device', tone: 'plain', text: t('chip.queued', { count, device }) };
  if (storedAtMs === undefined && !hasReports) return undefined;
  if (storedAtMs === undefined) return { icon: 'check', tone: 'plain', text: t('chip.sent') };
  return { icon: 'check', tone: 'ok', text: t('chip.sentAt', { time: formats.time(storedAtMs) }) };
}
