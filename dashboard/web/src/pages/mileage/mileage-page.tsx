import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link, useSearchParams } from 'wouter';
import { type MonthOfKilometres, type VehicleKilometres, mileageQuery, mileageSheetUrl } from '../../api/mileage';
import { useFormats } from '../../app/region';
import { useMessages } from '../../i18n/language';
import { Card, EmptyState, Icon, IconButton, Skeleton, Table, cell } from '../../ui';
import { Loaded } from '../shared/loaded';
import { useToday } from '../shared/use-today';
import { drivenDays, isMonth, monthAfter, sumByDay } from './kilometres';
import styles from './mileage-page.module.css';

/** How far agencies and their vehicles have come in a month, and on which days. Month and agency are in the address. */
export function MileagePage() {
  const t = useMessages('mileage');
  const formats = useFormats();
  const current = useToday().slice(0, 7);
  const [params, setParams] = useSearchParams();
  const wanted = params.get('bulan');
  const month = isMonth(wanted) && wanted < current ? wanted : current;
  const opd = params.get('opd') ?? '';
  const set = (name: string, value: string) =>
    setParams(
      (before) => {
        if (value === '') before.delete(name);
        else before.set(name, value);
        return before;
      },
      { replace: true },
    );
  const go = (by: number) => set('bulan', monthAfter(month, by) === current ? '' : monthAfter(month, by));
  const query = useQuery({ ...mileageQuery(month), placeholderData: keepPreviousData });
  return (
    <div className={styles.page}>
      <Card className={styles.head}>
        <div className={styles.tools}>
          <div className={styles.month}>
            <IconButton icon="chevron-left" label={t('before')} onClick={() => go(-1)} />
            <h2>{formats.month(`${month}-01`)}</h2>
            <IconButton icon="chevron-right" label={t('after')} disabled={month >= current} onClick={() => go(1)} />
          </div>
          <a className={styles.sheet} href={mileageSheetUrl(month)} download>
            <Icon name="download" size={16} />
            {t('takeAway')}
          </a>
        </div>
        <Loaded query={query} skeleton={<Skeleton height="120px" />}>
          {(told) => <Overview told={told} opdId={opd} />}
        </Loaded>
      </Card>
      <Loaded query={query} skeleton={<Skeleton height="42px" lines={10} />}>
        {(told) =>
          told.opds.length === 0 ? (
            <Card>
              <EmptyState icon="history" title={t('none')} />
            </Card>
          ) : (
            <div className={styles.columns}>
              <Card title={t('opds')}>
                <OpdList told={told} chosen={opd} onChoose={(id) => set('opd', id)} />
              </Card>
              <Card title={told.opds.find(({ opdId }) => String(opdId) === opd)?.opdName ?? t('allVehicles')}>
                <Vehicles month={told.month} vehicles={vehiclesOf(told, opd)} withOpd={opd === ''} />
              </Card>
            </div>
          )
        }
      </Loaded>
      <p className={styles.about}>{t('about')}</p>
    </div>
  );
}

function vehiclesOf(told: MonthOfKilometres, opd: string): readonly VehicleKilometres[] {
  return told.vehicles.filter(({ opdId }) => opd === '' || String(opdId) === opd).toSorted((a, b) => b.distanceM - a.distanceM);
}

/** Three figures, and the days as bars that say their figures to whoever cannot see them. */
function Overview({ told, opdId }: { readonly told: MonthOfKilometres; readonly opdId: string }) {
  const t = useMessages('mileage');
  const formats = useFormats();
  const vehicles = vehiclesOf(told, opdId);
  const days = sumByDay(told.month, vehicles);
  const longestM = Math.max(1, ...days.map(({ distanceM }) => distanceM));
  const figures = [
    ['kilometres', formats.count(Math.round(vehicles.reduce((sum, { distanceM }) => sum + distanceM, 0) / 1000))],
    ['trips', formats.count(vehicles.reduce((sum, { tripCount }) => sum + tripCount, 0))],
    ['vehicles', formats.count(new Set(vehicles.map(({ vehicleId }) => vehicleId)).size)],
  ] as const;
  return (
    <div className={styles.overview}>
      <dl>
        {figures.map(([key, figure]) => (
          <div key={key}>
            <dd>{figure}</dd>
            <dt>{t(key)}</dt>
          </div>
        ))}
      </dl>
      <ol className={styles.bars} aria-label={t('byDay')}>
        {days.map(({ date, distanceM }) => {
          const words = t('dayIs', { day: formats.dateShort(date), distance: formats.distance(distanceM) });
          return (
            <li key={date} title={words} data-none={distanceM === 0 || undefined}>
              <i style={{ blockSize: `${(distanceM / longestM) * 100}%` }} />
              <span aria-hidden="true">{Number(date.slice(8))}</span>
              <span className={styles.unseen}>{words}</span>
            </li>
          );
        })}
      </ol>
    </div>
  );
}

interface OpdListProps {
  readonly told: MonthOfKilometres;
  readonly chosen: string;
  readonly onChoose: (opdId: string) => void;
}

/** A press shows the vehicles of one agency; another one all of them again. */
function OpdList({ told, chosen, onChoose }: OpdListProps) {
  const t = useMessages('mileage');
  const formats = useFormats();
  const longestM = Math.max(1, ...told.opds.map(({ distanceM }) => distanceM));
  return (
    <ul className={styles.opds}>
      {told.opds.map((opd) => (
        <li key={opd.opdId}>
          <button type="button" aria-pressed={String(opd.opdId) === chosen} onClick={() => onChoose(String(opd.opdId) === chosen ? '' : String(opd.opdId))}>
            <span>{opd.opdName}</span>
            <b>{formats.distance(opd.distanceM)}</b>
            <i aria-hidden="true">
              <i style={{ inlineSize: `${(opd.distanceM / longestM) * 100}%` }} />
            </i>
            <small>{t('opdIs', { vehicles: opd.vehicleCount, trips: formats.count(opd.tripCount) })}</small>
          </button>
        </li>
      ))}
    </ul>
  );
}

interface VehiclesProps {
  readonly month: string;
  readonly vehicles: readonly VehicleKilometres[];
  readonly withOpd: boolean;
}

function Vehicles({ month, vehicles, withOpd }: VehiclesProps) {
  const t = useMessages('mileage');
  const formats = useFormats();
  return (
    <Table caption={t('table')} className={styles.table}>
      <thead>
        <tr>
          <th scope="col">{t('vehicle')}</th>
          <th scope="col" className={cell.number}>
            {t('days')}
          </th>
          <th scope="col" className={cell.number}>
            {t('tripsHead')}
          </th>
          <th scope="col" className={cell.number}>
            {t('distance')}
          </th>
        </tr>
      </thead>
      <tbody>
        {vehicles.map((vehicle) => (
          <tr key={`${vehicle.vehicleId}/${vehicle.opdId}`}>
            <th scope="row" className={cell.name}>
              <Link href={`/riwayat/${vehicle.vehicleId}/${month}-01?rentang=bulan`}>{vehicle.plate ?? vehicle.name}</Link>
              <small>{withOpd ? `${vehicle.name} · ${vehicle.opdName}` : vehicle.name}</small>
            </th>
            <td className={cell.number}>{formats.count(drivenDays(vehicle))}</td>
            <td className={cell.number}>{formats.count(vehicle.tripCount)}</td>
            <td className={cell.number}>{formats.distance(vehicle.distanceM)}</td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
