import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type Tracker, cancelCode, trackersQuery } from '../../api/trackers';
import { PageLoading } from '../../app/page-states';
import { LoadProblem } from '../../app/problem-text';
import { useFormats, useRegion } from '../../app/region';
import { useNow } from '../../app/server-clock';
import { useUser } from '../../app/session';
import { dayOf } from '../../format/days';
import { useMessages } from '../../i18n/language';
import { Badge, Button, EmptyState, TextField, type Tone } from '../../ui';
import { CodeDialog } from './code-dialog';
import styles from './enrolment-view.module.css';
import { RevokeDialog } from './revoke-dialog';
import { type Standing, byUrgency, standingOf } from './tracker-standing';

const TONES: Readonly<Record<Standing, Tone>> = {
  waiting: 'accent',
  revoked: 'bad',
  expired: 'bad',
  ending: 'warn',
  active: 'ok',
  foreign: 'mute',
};

type Open = { readonly kind: 'new' } | { readonly kind: 'again' | 'revoke'; readonly deviceId: string };

/** Who may speak as a tracker: codes, certificates, revocation. */
export function EnrolmentView() {
  const t = useMessages('devices');
  const [words, setWords] = useState('');
  const [open, setOpen] = useState<Open | undefined>(undefined);
  const now = useNow(30_000);
  const query = useQuery(trackersQuery());
  if (query.isError && query.data === undefined) return <LoadProblem error={query.error} onRetry={() => void query.refetch()} />;
  if (query.data === undefined) return <PageLoading />;
  const wanted = words.trim().toLowerCase();
  const shown = byUrgency(query.data, now).filter(({ deviceId, vehicleName, plate }) =>
    `${deviceId} ${vehicleName ?? ''} ${plate ?? ''}`.toLowerCase().includes(wanted),
  );
  const close = () => setOpen(undefined);
  return (
    <div className={styles.view}>
      <div className={styles.head}>
        <Button kind="primary" size="l" icon="plus" onClick={() => setOpen({ kind: 'new' })}>
          {t('newTracker')}
        </Button>
        <TextField label={t('find')} hideLabel type="search" placeholder={t('find')} value={words} onChange={(event) => setWords(event.currentTarget.value)} />
      </div>
      {shown.length === 0 ? (
        <EmptyState icon="device" title={t('noTrackerTitle')} text={t('noTrackerText')} />
      ) : (
        <ul className={styles.list}>
          {shown.map((tracker) => (
            <TrackerItem key={tracker.deviceId} tracker={tracker} now={now} onOpen={setOpen} />
          ))}
        </ul>
      )}
      {open?.kind === 'new' && <CodeDialog onClose={close} />}
      {open?.kind === 'again' && <CodeDialog deviceId={open.deviceId} onClose={close} />}
      {open?.kind === 'revoke' && <RevokeDialog deviceId={open.deviceId} onClose={close} />}
    </div>
  );
}

interface TrackerItemProps {
  readonly tracker: Tracker;
  readonly now: number;
  readonly onOpen: (open: Open) => void;
}

function TrackerItem({ tracker, now, onOpen }: TrackerItemProps) {
  const t = useMessages('devices');
  const user = useUser();
  const queries = useQueryClient();
  const standing = standingOf(tracker, now);
  const cancel = useMutation({ mutationFn: cancelCode, onSettled: () => void queries.invalidateQueries({ queryKey: ['trackers'] }) });
  return (
    <li className={styles.item}>
      <div className={styles.name}>
        <b>{tracker.deviceId}</b>
        <Badge tone={TONES[standing]}>{t(`standing-${standing}`)}</Badge>
      </div>
      <p className={styles.vehicle}>{tracker.vehicleName === undefined ? t('unassigned') : `${tracker.plate ?? ''} · ${tracker.vehicleName}`}</p>
      <p className={styles.note}>
        <Note tracker={tracker} standing={standing} now={now} />
      </p>
      <div className={styles.actions}>
        {standing === 'waiting' ? (
          <Button size="s" busy={cancel.isPending} onClick={() => cancel.mutate(tracker.deviceId)}>
            {t('cancelCode')}
          </Button>
        ) : (
          <Button size="s" onClick={() => onOpen({ kind: 'again', deviceId: tracker.deviceId })}>
            {t('makeCode')}
          </Button>
        )}
        {user.role === 'admin' && (
          <Button size="s" kind="quiet" icon="blocked" onClick={() => onOpen({ kind: 'revoke', deviceId: tracker.deviceId })}>
            {standing === 'revoked' ? t('revokeAgain') : t('revoke')}
          </Button>
        )}
      </div>
    </li>
  );
}

function Note({ tracker, standing, now }: { readonly tracker: Tracker; readonly standing: Standing; readonly now: number }) {
  const t = useMessages('devices');
  const formats = useFormats();
  const { timeZone } = useRegion();
  const date = (momentMs: number) => formats.dateMedium(dayOf(momentMs, timeZone));
  if (standing === 'waiting') return t('noteWaiting', { time: formats.moment(tracker.codeUntilMs ?? now, now) });
  if (tracker.revocation !== undefined) return t('noteRevoked', { date: date(tracker.revocation.atMs), by: tracker.revocation.by, reason: tracker.revocation.reason });
  if (tracker.expiresMs === undefined) return t('noteForeign');
  return t(standing === 'expired' ? 'noteExpired' : 'noteUntil', { date: date(tracker.expiresMs) });
}
