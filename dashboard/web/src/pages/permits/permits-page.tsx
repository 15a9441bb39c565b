import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type Permit, permitsQuery } from '../../api/permits';
import { useFormats } from '../../app/region';
import { useNow } from '../../app/server-clock';
import { useUser } from '../../app/session';
import { useMessages } from '../../i18n/language';
import { Badge, Button, Card, EmptyState, Icon, LinkButton, Skeleton, type Tone } from '../../ui';
import { Loaded } from '../shared/loaded';
import { CancelDialog } from './cancel-dialog';
import { PermitDialog } from './permit-dialog';
import styles from './permits-page.module.css';

/** SPT and permits of use: registered before, so that no alert ever appears. */
export function PermitsPage() {
  const t = useMessages('permits');
  const { role } = useUser();
  const query = useQuery(permitsQuery());
  const [isAsked, setAsked] = useState(false);
  const mayRegister = role === 'opd-head' || role === 'opd-operator';
  return (
    <div className={styles.page}>
      <Card className={styles.head}>
        <p className={styles.about}>{t('about')}</p>
        <div className={styles.buttons}>
          {mayRegister && (
            <Button kind="primary" icon="plus" onClick={() => setAsked(true)}>
              {t('register')}
            </Button>
          )}
          <LinkButton href="/peringatan" icon="alert">
            {t('toAlerts')}
          </LinkButton>
        </div>
      </Card>
      <Loaded query={query} skeleton={<Skeleton height="96px" lines={3} />}>
        {(permits) => <Lists permits={permits} />}
      </Loaded>
      {isAsked && <PermitDialog onClose={() => setAsked(false)} />}
    </div>
  );
}

type Standing = 'valid' | 'coming' | 'over' | 'cancelled';
const TONES: Readonly<Record<Standing, Tone>> = { valid: 'ok', coming: 'accent', over: 'mute', cancelled: 'mute' };

function standingOf(permit: Permit, nowMs: number): Standing {
  if (permit.cancellation !== undefined) return 'cancelled';
  if (permit.untilMs <= nowMs) return 'over';
  return permit.fromMs > nowMs ? 'coming' : 'valid';
}

function Lists({ permits }: { readonly permits: readonly Permit[] }) {
  const t = useMessages('permits');
  const now = useNow(60_000);
  if (permits.length === 0) return <EmptyState icon="calendar" title={t('none')} />;
  const isOpen = (permit: Permit) => ['valid', 'coming'].includes(standingOf(permit, now));
  const [open, past] = [permits.filter(isOpen), permits.filter((permit) => !isOpen(permit))];
  return (
    <>
      <Card title={t('current')}>
        {open.length === 0 ? <p className={styles.about}>{t('noneCurrent')}</p> : <List permits={open} nowMs={now} />}
      </Card>
      {past.length > 0 && (
        <Card title={t('past')}>
          <List permits={past} nowMs={now} />
        </Card>
      )}
    </>
  );
}

function List({ permits, nowMs }: { readonly permits: readonly Permit[]; readonly nowMs: number }) {
  return (
    <ul className={styles.list}>
      {permits.map((permit) => (
        <li key={permit.id}>
          <PermitItem permit={permit} nowMs={nowMs} />
        </li>
      ))}
    </ul>
  );
}

function PermitItem({ permit, nowMs }: { readonly permit: Permit; readonly nowMs: number }) {
  const t = useMessages('permits');
  const formats = useFormats();
  const user = useUser();
  const [isAsked, setAsked] = useState(false);
  const standing = standingOf(permit, nowMs);
  const { cancellation } = permit;
  const name = permit.vehicleName ?? t('unknownCar', { id: permit.vehicleId });
  return (
    <article className={styles.permit}>
      <header>
        <h3>
          {permit.plate === undefined ? name : `${name} · ${permit.plate}`}
          <small>{permit.opdName}</small>
        </h3>
        <Badge tone={TONES[standing]}>{t(standing)}</Badge>
      </header>
      <p className={styles.span}>
        <Icon name="calendar" size={16} />
        {t('span', { from: formats.moment(permit.fromMs, nowMs), until: formats.moment(permit.untilMs, nowMs) })}
      </p>
      <p>{permit.purpose}</p>
      <p className={styles.small}>
        <span>{t('letterOf', { letter: permit.letter })}</span>
        <span>{t('by', { who: permit.byName, when: formats.moment(permit.madeMs, nowMs) })}</span>
      </p>
      {cancellation !== undefined && (
        <p className={styles.small}>
          {t('cancelledBy', { who: cancellation.byName, when: formats.moment(cancellation.atMs, nowMs), reason: cancellation.reason })}
        </p>
      )}
      {(standing === 'valid' || standing === 'coming') && user.opdId === permit.opdId && (
        <div>
          <Button size="s" onClick={() => setAsked(true)}>
            {t('cancel')}
          </Button>
        </div>
      )}
      {isAsked && <CancelDialog permit={permit} onClose={() => setAsked(false)} />}
    </article>
  );
}
