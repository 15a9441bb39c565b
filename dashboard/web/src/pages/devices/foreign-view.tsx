import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type ForeignTracker, foreignTrackersQuery } from '../../api/foreign-trackers';
import { PageLoading } from '../../app/page-states';
import { LoadProblem } from '../../app/problem-text';
import { useFormats } from '../../app/region';
import { useNow } from '../../app/server-clock';
import { useMessages } from '../../i18n/language';
import { Badge, Button, EmptyState } from '../../ui';
import styles from './enrolment-view.module.css';
import { EndKeyDialog, KeyDialog } from './key-dialog';

type Open = { readonly kind: 'new' } | { readonly kind: 'renew' | 'end'; readonly deviceId: string };

/** Telephones and trackers of other makers, and their keys. */
export function ForeignView() {
  const t = useMessages('devices');
  const [open, setOpen] = useState<Open | undefined>(undefined);
  const now = useNow(30_000);
  const query = useQuery(foreignTrackersQuery());
  if (query.isError && query.data === undefined) return <LoadProblem error={query.error} onRetry={() => void query.refetch()} />;
  if (query.data === undefined) return <PageLoading />;
  const close = () => setOpen(undefined);
  return (
    <div className={styles.view}>
      <div className={styles.head}>
        <p className={styles.intro}>{t('foreignIntro')}</p>
        <Button kind="primary" size="l" icon="plus" onClick={() => setOpen({ kind: 'new' })}>
          {t('newForeign')}
        </Button>
      </div>
      {query.data.length === 0 ? (
        <EmptyState icon="device" title={t('noForeignTitle')} text={t('noForeignText')} />
      ) : (
        <ul className={styles.list}>
          {query.data.map((tracker) => (
            <ForeignItem key={tracker.deviceId} tracker={tracker} now={now} onOpen={setOpen} />
          ))}
        </ul>
      )}
      {open?.kind === 'new' && <KeyDialog onClose={close} />}
      {open?.kind === 'renew' && <KeyDialog deviceId={open.deviceId} onClose={close} />}
      {open?.kind === 'end' && <EndKeyDialog deviceId={open.deviceId} onClose={close} />}
    </div>
  );
}

interface ForeignItemProps {
  readonly tracker: ForeignTracker;
  readonly now: number;
  readonly onOpen: (open: Open) => void;
}

function ForeignItem({ tracker, now, onOpen }: ForeignItemProps) {
  const t = useMessages('devices');
  const formats = useFormats();
  const hasKey = tracker.revokedMs === undefined;
  const seen = tracker.lastSeenMs === undefined ? t('never') : formats.age((now - tracker.lastSeenMs) / 1000);
  return (
    <li className={styles.item}>
      <div className={styles.name}>
        <b>{tracker.deviceId}</b>
        <Badge tone={hasKey ? 'ok' : 'bad'}>{hasKey ? t('hasKey') : t('hasNoKey')}</Badge>
      </div>
      <p className={styles.vehicle}>{tracker.vehicleName === undefined ? t('unassigned') : `${tracker.plate ?? ''} · ${tracker.vehicleName}`}</p>
      <p className={styles.note}>
        {t('lastSeen')}: {seen}
        {tracker.batteryPct !== undefined && ` · ${t(tracker.charging === true ? 'batteryCharging' : 'battery', { percent: tracker.batteryPct })}`}
      </p>
      <div className={styles.actions}>
        <Button size="s" onClick={() => onOpen({ kind: 'renew', deviceId: tracker.deviceId })}>
          {t('renewKey')}
        </Button>
        {hasKey && (
          <Button size="s" kind="quiet" icon="blocked" onClick={() => onOpen({ kind: 'end', deviceId: tracker.deviceId })}>
            {t('endKey')}
          </Button>
        )}
      </div>
    </li>
  );
}
