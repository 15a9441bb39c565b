import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useParams } from 'wouter';
import { DUE_KINDS, type DueKind, type VehicleSheet, sheetQuery } from '../../api/registry';
import { seesRoutes } from '../../app/navigation';
import { useFormats } from '../../app/region';
import { useNow } from '../../app/server-clock';
import { useUser } from '../../app/session';
import { useMessages } from '../../i18n/language';
import { Button, Card, LinkButton, Notice, Skeleton } from '../../ui';
import { Loaded } from '../shared/loaded';
import { ChangeDialog } from './change-dialog';
import { DueBadge } from './due-badge';
import { DueDialog } from './due-dialog';
import { KeeperDialog } from './keeper-dialog';
import { PlateDialog } from './plate-dialog';
import { ReadingDialog } from './reading-dialog';
import { RetireDialog } from './retire-dialog';
import { TrackerDialog } from './tracker-dialog';
import styles from './vehicles-page.module.css';

/** One vehicle as the register knows it, and what this person may change of it. */
export function VehiclePage() {
  const { id } = useParams<{ id: string }>();
  const query = useQuery(sheetQuery(Number(id)));
  return (
    <Loaded query={query} skeleton={<Skeleton height="120px" lines={3} />}>
      {(sheet) => <Sheet sheet={sheet} />}
    </Loaded>
  );
}

type Asked = 'change' | 'plate' | 'keeper' | 'retire' | 'reading' | 'tracker' | 'tracker-out' | DueKind;

function Sheet({ sheet }: { readonly sheet: VehicleSheet }) {
  const t = useMessages('vehicles');
  const formats = useFormats();
  const user = useUser();
  const [asked, setAsked] = useState<Asked>();
  const close = () => setAsked(undefined);
  const isHere = sheet.retirement === undefined;
  const isAdmin = user.role === 'admin';
  const isKeeper = isAdmin || ((user.role === 'opd-head' || user.role === 'opd-operator') && user.opdId === sheet.keepers[0]?.opdId);
  const isFitter = isAdmin || user.role === 'technician';
  const dueKind = DUE_KINDS.find((kind) => kind === asked);
  return (
    <div className={styles.page}>
      <Head sheet={sheet} isAdmin={isAdmin && isHere} isShown={isHere && seesRoutes(user.role)} onAsk={setAsked} />
      {sheet.retirement !== undefined && (
        <Notice tone="warn">{t('retired', { date: formats.dateMedium(sheet.retirement.on), reason: sheet.retirement.reason })}</Notice>
      )}
      <div className={styles.columns}>
        <Papers sheet={sheet} mayKeep={isKeeper && isHere} onAsk={setAsked} />
        <Odometer sheet={sheet} mayKeep={isKeeper && isHere} onAsk={setAsked} />
        <Keepers sheet={sheet} />
        <Trackers sheet={sheet} mayFit={isFitter && isHere} onAsk={setAsked} />
      </div>
      {asked === 'change' && <ChangeDialog sheet={sheet} onClose={close} />}
      {asked === 'plate' && <PlateDialog sheet={sheet} onClose={close} />}
      {asked === 'keeper' && <KeeperDialog sheet={sheet} onClose={close} />}
      {asked === 'retire' && <RetireDialog sheet={sheet} onClose={close} />}
      {asked === 'reading' && <ReadingDialog sheet={sheet} onClose={close} />}
      {(asked === 'tracker' || asked === 'tracker-out') && <TrackerDialog sheet={sheet} isOut={asked === 'tracker-out'} onClose={close} />}
      {dueKind !== undefined && <DueDialog sheet={sheet} kind={dueKind} onClose={close} />}
    </div>
  );
}

interface PartProps {
  readonly sheet: VehicleSheet;
  readonly onAsk: (what: Asked) => void;
}

function Head({ sheet, isAdmin, isShown, onAsk }: PartProps & { readonly isAdmin: boolean; readonly isShown: boolean }) {
  const t = useMessages('vehicles');
  const common = useMessages('common');
  const keeper = sheet.keepers[0];
  return (
    <Card className={styles.about}>
      <div>
        <h2>
          {sheet.name} <small>{sheet.plates[0]?.plate}</small>
        </h2>
        <p>
          {common(`kind.${sheet.kind}`)} · {t(`use.${sheet.use}`)} · {keeper?.holder === undefined ? keeper?.opdName : `${keeper.holder}, ${keeper.opdName}`}
        </p>
        {sheet.assetNumber !== undefined && (
          <p className={styles.quiet}>
            {t('asset')} {sheet.assetNumber}
          </p>
        )}
      </div>
      <div className={styles.buttons}>
        <LinkButton href="/kendaraan" icon="arrow-left">
          {t('back')}
        </LinkButton>
        {isShown && (
          <>
            <LinkButton href={`/peta?k=${sheet.id}`} icon="map">
              {t('toMap')}
            </LinkButton>
            <LinkButton href={`/riwayat/${sheet.id}`} icon="history">
              {t('toHistory')}
            </LinkButton>
          </>
        )}
        {isAdmin && (
          <>
            <Button icon="edit" onClick={() => onAsk('change')}>
              {t('change')}
            </Button>
            <Button onClick={() => onAsk('plate')}>{t('changePlate')}</Button>
            <Button onClick={() => onAsk('keeper')}>{t('give')}</Button>
            <Button kind="danger" onClick={() => onAsk('retire')}>
              {t('retire')}
            </Button>
          </>
        )}
      </div>
    </Card>
  );
}

function Papers({ sheet, mayKeep, onAsk }: PartProps & { readonly mayKeep: boolean }) {
  const t = useMessages('vehicles');
  const formats = useFormats();
  return (
    <Card title={t('papers')}>
      <ul className={styles.rows}>
        {DUE_KINDS.map((kind) => {
          const due = sheet.dues.find((each) => each.kind === kind);
          return (
            <li key={kind}>
              <span>
                <b>{t(`due.${kind}`)}</b>
                {due === undefined ? (
                  <small>{t('dueUnknown')}</small>
                ) : (
                  <small>
                    {[formats.dateMedium(due.on), due.note, t('by', { who: due.byName })].filter((part) => part !== undefined).join(' · ')}
                  </small>
                )}
              </span>
              {due !== undefined && <DueBadge on={due.on} />}
              {mayKeep && (
                <Button size="s" onClick={() => onAsk(kind)}>
                  {t('renew')}
                </Button>
              )}
            </li>
          );
        })}
      </ul>
    </Card>
  );
}

function Odometer({ sheet, mayKeep, onAsk }: PartProps & { readonly mayKeep: boolean }) {
  const t = useMessages('vehicles');
  const formats = useFormats();
  const km = sheet.odometerKm ?? sheet.readings[0]?.km;
  return (
    <Card
      title={t('odometer')}
      action={
        mayKeep && (
          <Button size="s" icon="plus" onClick={() => onAsk('reading')}>
            {t('read')}
          </Button>
        )
      }
    >
      {km === undefined ? (
        <p className={styles.quiet}>{t('odometerNone')}</p>
      ) : (
        <>
          <p className={styles.figure}>{t('odometerNow', { km: formats.count(km) })}</p>
          {sheet.odometerKm !== undefined && <p className={styles.quiet}>{t('odometerGuess')}</p>}
          <ul className={styles.past}>
            {sheet.readings.slice(0, 5).map((reading) => (
              <li key={`${reading.on} ${reading.km}`}>
                {t('readingOn', { km: formats.count(reading.km), date: formats.dateMedium(reading.on), who: reading.byName })}
              </li>
            ))}
          </ul>
        </>
      )}
    </Card>
  );
}

function Keepers({ sheet }: { readonly sheet: VehicleSheet }) {
  const t = useMessages('vehicles');
  const formats = useFormats();
  const now = useNow(60_000);
  return (
    <Card title={t('keepers')}>
      <ul className={styles.past}>
        {sheet.keepers.map((keeper) => (
          <li key={keeper.sinceMs}>
            <b>{keeper.opdName}</b>
            {keeper.holder !== undefined && `, ${keeper.holder}`} <small>{t('since', { date: formats.moment(keeper.sinceMs, now) })}</small>
          </li>
        ))}
      </ul>
      <h3 className={styles.inner}>{t('plates')}</h3>
      <ul className={styles.past}>
        {sheet.plates.map((plate) => (
          <li key={plate.since}>
            <b>{plate.plate}</b> <small>{t('since', { date: formats.dateMedium(plate.since) })}</small>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Trackers({ sheet, mayFit, onAsk }: PartProps & { readonly mayFit: boolean }) {
  const t = useMessages('vehicles');
  const formats = useFormats();
  const now = useNow(60_000);
  const isFitted = sheet.trackers[0] !== undefined && sheet.trackers[0].untilMs === undefined;
  return (
    <Card title={t('trackers')}>
      {sheet.trackers.length === 0 && <p className={styles.quiet}>{t('trackerNone')}</p>}
      <ul className={styles.past}>
        {sheet.trackers.map((tracker) => (
          <li key={tracker.fromMs}>
            <b>{tracker.deviceId}</b>{' '}
            <small>
              {tracker.untilMs === undefined
                ? t('since', { date: formats.moment(tracker.fromMs, now) })
                : t('span', { from: formats.moment(tracker.fromMs, now), until: formats.moment(tracker.untilMs, now) })}
            </small>
          </li>
        ))}
      </ul>
      {mayFit && (
        <div className={styles.buttons}>
          <Button size="s" onClick={() => onAsk('tracker')}>
            {t('trackerPut')}
          </Button>
          {isFitted && (
            <Button size="s" onClick={() => onAsk('tracker-out')}>
              {t('trackerOut')}
            </Button>
          )}
        </div>
      )}
    </Card>
  );
}
