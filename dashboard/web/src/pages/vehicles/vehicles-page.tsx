import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'wouter';
import { duesQuery } from '../../api/registry';
import { type Vehicle, fetchVehicles } from '../../api/vehicles';
import { useFormats } from '../../app/region';
import { useUser } from '../../app/session';
import { useMessages } from '../../i18n/language';
import { Button, Card, EmptyState, Skeleton, Table, TextField, cell, classes } from '../../ui';
import { Loaded } from '../shared/loaded';
import { AddDialog } from './add-dialog';
import { DueBadge } from './due-badge';
import { ImportDialog } from './import-dialog';
import styles from './vehicles-page.module.css';

/** More would push the fleet itself off the screen. */
const DUES_SHOWN = 6;

/** The register: what falls due, and every vehicle that this person may see. */
export function VehiclesPage() {
  const t = useMessages('vehicles');
  const { role } = useUser();
  const [words, setWords] = useState('');
  const [asked, setAsked] = useState<'add' | 'import'>();
  const vehicles = useQuery({ queryKey: ['vehicles'], queryFn: ({ signal }) => fetchVehicles(signal) });
  return (
    <div className={classes(styles.page, styles.list)}>
      <header className={styles.head}>
        <TextField label={t('find')} hideLabel type="search" placeholder={t('find')} value={words} onChange={(event) => setWords(event.currentTarget.value)} />
        {role === 'admin' && (
          <div className={styles.buttons}>
            <Button icon="upload" onClick={() => setAsked('import')}>
              {t('import')}
            </Button>
            <Button kind="primary" icon="plus" onClick={() => setAsked('add')}>
              {t('add')}
            </Button>
          </div>
        )}
      </header>
      <Dues />
      <div className={styles.fleet}>
        <Loaded query={vehicles} skeleton={<Skeleton height="44px" lines={8} />}>
          {(all) => <Fleet all={all} words={words} />}
        </Loaded>
      </div>
      {asked === 'add' && <AddDialog onClose={() => setAsked(undefined)} />}
      {asked === 'import' && <ImportDialog onClose={() => setAsked(undefined)} />}
    </div>
  );
}

function Dues() {
  const t = useMessages('vehicles');
  const [isWhole, setWhole] = useState(false);
  const formats = useFormats();
  const query = useQuery(duesQuery());
  return (
    <Card title={t('dueTitle')} className={styles.due}>
      <Loaded query={query} skeleton={<Skeleton height="28px" lines={3} />}>
        {(dues) =>
          dues.length === 0 ? (
            <p className={styles.quiet}>{t('dueNone')}</p>
          ) : (
            <>
              <ul className={styles.dues}>
                {dues.slice(0, isWhole ? undefined : DUES_SHOWN).map((due) => (
                  <li key={`${due.vehicleId} ${due.kind}`}>
                    <Link href={`/kendaraan/${due.vehicleId}`}>
                      <b>{due.vehicleName}</b> <span className={styles.nowrap}>{due.plate}</span>
                    </Link>
                    <span>
                      {t(`due.${due.kind}`)}, {formats.dateMedium(due.on)}
                    </span>
                    <DueBadge on={due.on} />
                  </li>
                ))}
              </ul>
              {!isWhole && dues.length > DUES_SHOWN && (
                <div className={styles.buttons}>
                  <Button size="s" onClick={() => setWhole(true)}>
                    {t('dueMore', { count: dues.length - DUES_SHOWN })}
                  </Button>
                </div>
              )}
            </>
          )
        }
      </Loaded>
    </Card>
  );
}

function Fleet({ all, words }: { readonly all: readonly Vehicle[]; readonly words: string }) {
  const t = useMessages('vehicles');
  const common = useMessages('common');
  const wanted = words.trim().toLowerCase();
  const shown = all.filter((vehicle) => textOf(vehicle).includes(wanted)).toSorted((a, b) => a.name.localeCompare(b.name, 'id', { numeric: true }));
  if (all.length === 0) return <EmptyState icon="car" title={t('emptyTitle')} text={t('emptyText')} />;
  if (shown.length === 0) return <EmptyState icon="search" title={t('none')} />;
  return (
    <>
      <p className={styles.quiet}>{t('count', { count: shown.length })}</p>
      <Card flush>
        <Table caption={t('caption')}>
          <thead>
            <tr>
              <th scope="col">{t('vehicle')}</th>
              <th scope="col">{t('kind')}</th>
              <th scope="col">{t('keeper')}</th>
              <th scope="col">{t('tracker')}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((vehicle) => (
              <tr key={vehicle.id}>
                <th scope="row" className={cell.name}>
                  <Link href={`/kendaraan/${vehicle.id}`} className={styles.name}>
                    {vehicle.name}
                    <small>{vehicle.plate}</small>
                  </Link>
                </th>
                <td>{common(`kind.${vehicle.kind}`)}</td>
                <td className={styles.keeper}>
                  {vehicle.opdName}
                  {vehicle.holder !== undefined && <small>{vehicle.holder}</small>}
                </td>
                <td className={styles.nowrap}>{vehicle.deviceId ?? <span className={cell.quiet}>{t('noTracker')}</span>}</td>
              </tr>
            ))}
          </tbody>
        </Table>
      </Card>
    </>
  );
}

function textOf(vehicle: Vehicle): string {
  return [vehicle.name, vehicle.plate, vehicle.plate.replaceAll(' ', ''), vehicle.opdName, vehicle.holder, vehicle.deviceId].join(' ').toLowerCase();
}
