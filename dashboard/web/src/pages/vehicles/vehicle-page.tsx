import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useParams } from 'wouter';
import { DUE_KINDS, type VehicleSheet, sheetQuery } from '../../api/registry';
import { seesRoutes } from '../../app/navigation';
import { useFormats } from '../../app/region';
import { useUser } from '../../app/session';
import { useMessages } from '../../i18n/language';
import { Button, Card, LinkButton, Notice, Skeleton } from '../../ui';
import { Loaded } from '../shared/loaded';
import { ChangeDialog } from './change-dialog';
import { DueDialog } from './due-dialog';
import { KeeperDialog } from './keeper-dialog';
import { PlateDialog } from './plate-dialog';
import { PrivateDialog } from './private-dialog';
import { ReadingDialog } from './reading-dialog';
import { RetireDialog } from './retire-dialog';
import { TrackerDialog } from './tracker-dialog';
import { type Asked, Keepers, Odometer, Papers, type PartProps, PrivateMode, Trackers } from './vehicle-cards';
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
        <PrivateMode sheet={sheet} mayDecide={isAdmin && isHere} onAsk={setAsked} />
        <Keepers sheet={sheet} />
        <Trackers sheet={sheet} mayFit={isFitter && isHere} onAsk={setAsked} />
      </div>
      {asked === 'change' && <ChangeDialog sheet={sheet} onClose={close} />}
      {asked === 'plate' && <PlateDialog sheet={sheet} onClose={close} />}
      {asked === 'keeper' && <KeeperDialog sheet={sheet} onClose={close} />}
      {asked === 'retire' && <RetireDialog sheet={sheet} onClose={close} />}
      {asked === 'private' && <PrivateDialog sheet={sheet} onClose={close} />}
      {asked === 'reading' && <ReadingDialog sheet={sheet} onClose={close} />}
      {(asked === 'tracker' || asked === 'tracker-out') && <TrackerDialog sheet={sheet} isOut={asked === 'tracker-out'} onClose={close} />}
      {dueKind !== undefined && <DueDialog sheet={sheet} kind={dueKind} onClose={close} />}
    </div>
  );
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
            <Button onClick={() => onAsk('retire')}>{t('retire')}</Button>
          </>
        )}
      </div>
    </Card>
  );
}
