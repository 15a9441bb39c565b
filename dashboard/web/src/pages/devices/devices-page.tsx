import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useSearchParams } from 'wouter';
import { devicesQuery } from '../../api/devices';
import { PageLoading } from '../../app/page-states';
import { LoadProblem } from '../../app/problem-text';
import { useFormats } from '../../app/region';
import { useNow } from '../../app/server-clock';
import { useUser } from '../../app/session';
import { useMessages } from '../../i18n/language';
import { Badge, Card, EmptyState, Table, Tabs, TextField, cell } from '../../ui';
import { troublesOf } from './device-troubles';
import styles from './devices-page.module.css';
import { EnrolmentView } from './enrolment-view';
import { ForeignView } from './foreign-view';

const TABS = ['health', 'enrolment', 'foreign'] as const;

/** How the trackers are and, for those who install them, who may speak as one. */
export function DevicesPage() {
  const t = useMessages('devices');
  const user = useUser();
  const [params, setParams] = useSearchParams();
  const tab = TABS.find((each) => each === params.get('tampil')) ?? 'health';
  if (user.role !== 'technician' && user.role !== 'admin') return <HealthView />;
  return (
    <div className={styles.page}>
      <Tabs
        id="devices"
        label={t('tabs')}
        tabs={[
          { key: 'health', label: t('tabHealth') },
          { key: 'enrolment', label: t('tabEnrolment') },
          { key: 'foreign', label: t('tabForeign') },
        ]}
        selected={tab}
        onSelect={(key) => setParams(key === 'health' ? {} : { tampil: key }, { replace: true })}
      >
        {tab === 'health' && <HealthView />}
        {tab === 'enrolment' && <EnrolmentView />}
        {tab === 'foreign' && <ForeignView />}
      </Tabs>
    </div>
  );
}

/** The health of all trackers, the troubled first. */
function HealthView() {
  const t = useMessages('devices');
  const app = useMessages('app');
  const formats = useFormats();
  const now = useNow(5000);
  const [words, setWords] = useState('');
  const query = useQuery(devicesQuery());
  if (query.isError && query.data === undefined) return <LoadProblem error={query.error} onRetry={() => void query.refetch()} />;
  if (query.data === undefined) return <PageLoading />;
  if (query.data.length === 0) return <EmptyState icon="device" title={t('emptyTitle')} text={t('emptyText')} />;
  const rows = query.data
    .filter(({ deviceId, vehicleName }) => `${deviceId} ${vehicleName ?? ''}`.toLowerCase().includes(words.trim().toLowerCase()))
    .map((device) => ({ device, troubles: troublesOf(device, now) }))
    .toSorted((a, b) => b.troubles.length - a.troubles.length || a.device.deviceId.localeCompare(b.device.deviceId));
  const troubled = rows.filter(({ troubles }) => troubles.length > 0).length;
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <div>
          <p className={styles.sum}>
            <b>{t('needLook', { count: troubled })}</b> {t('of', { count: query.data.length })}
          </p>
          <p className={styles.intro}>{t('intro')}</p>
        </div>
        <TextField label={t('find')} hideLabel type="search" placeholder={t('find')} value={words} onChange={(event) => setWords(event.currentTarget.value)} />
      </header>
      <Card flush>
        <Table caption={app('titleDevices')}>
          <thead>
            <tr>
              <th scope="col">{t('device')}</th>
              <th scope="col">{t('vehicle')}</th>
              <th scope="col">{t('lastSeen')}</th>
              <th scope="col">{t('satellites')}</th>
              <th scope="col" className={cell.number}>
                {t('queue')}
              </th>
              <th scope="col" className={cell.number}>
                {t('temperature')}
              </th>
              <th scope="col">{t('version')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ device, troubles }) => (
              <tr key={device.deviceId}>
                <th scope="row" className={cell.name}>
                  {device.deviceId}
                </th>
                <td>{device.vehicleName ?? <span className={cell.quiet}>{t('unassigned')}</span>}</td>
                <td className={styles.nowrap}>
                  {device.lastSeenMs === undefined ? t('never') : formats.age((now - device.lastSeenMs) / 1000)}{' '}
                  {troubles.includes('silent') && <Badge tone="bad">{t('stateSilent')}</Badge>}
                </td>
                <td className={styles.nowrap}>
                  {device.satellites ?? '–'}{' '}
                  {troubles.includes('lost') && <Badge tone="bad">{t('gnss-lost')}</Badge>}
                  {troubles.includes('clock') && <Badge tone="warn">{t('clockOff')}</Badge>}
                </td>
                <td className={cell.number}>
                  {troubles.includes('queue') && <Badge tone="warn">{t('stateQueue')}</Badge>} {device.journalDepth === undefined ? '–' : formats.count(device.journalDepth)}
                </td>
                <td className={cell.number}>
                  {troubles.includes('hot') && <Badge tone="warn">{t('stateHot')}</Badge>}{' '}
                  {device.cpuTemperatureC === undefined ? '–' : `${formats.count(device.cpuTemperatureC)} °C`}
                </td>
                <td>{device.agentVersion ?? '–'}</td>
              </tr>
            ))}
          </tbody>
        </Table>
      </Card>
    </div>
  );
}
