import { Link } from 'wouter';
import type { Alert, DeedKind, Explanation, Outcome } from '../../api/alerts';
import { seesRoutes } from '../../app/navigation';
import { useFormats } from '../../app/region';
import { useNow } from '../../app/server-clock';
import { useUser } from '../../app/session';
import { useMessages } from '../../i18n/language';
import { Badge, Button, Icon } from '../../ui';
import { deedsOf } from './alert-rights';
import { carOf, handlerOf, sentenceOf, whenOf } from './alert-words';
import styles from './alerts-page.module.css';

interface AlertCardProps {
  readonly alert: Alert;
  readonly onOpen: (alert: Alert, deed?: DeedKind) => void;
}

/** One alert in its lane: what, which vehicle, how long it may wait, and the next thing to do. */
export function AlertCard({ alert, onOpen }: AlertCardProps) {
  const t = useMessages('alerts');
  const formats = useFormats();
  const user = useUser();
  const now = useNow(30_000);
  const deeds = deedsOf(alert, user).filter((deed) => deed !== 'reopen');
  const rule = t(`rule.${alert.rule}`);
  return (
    <article className={styles.alert} data-severity={alert.severity} data-lost={!alert.isFound || undefined}>
      <header className={styles.alertHead}>
        <h3>
          <button type="button" className={styles.title} onClick={() => onOpen(alert)} aria-label={t('open', { rule })}>
            {rule}
          </button>
        </h3>
        <Waiting alert={alert} nowMs={now} />
      </header>
      <p className={styles.car}>
        {carOf(alert, t)}
        <small>{alert.vehicle.holder === undefined ? alert.opdName : `${alert.vehicle.holder} · ${alert.opdName}`}</small>
      </p>
      <p className={styles.sentence}>{sentenceOf(alert, t, formats, now)}</p>
      <p className={styles.facts}>
        <span>{whenOf(alert, t, formats)}</span>
        {alert.place !== undefined && <span>{t('near', { place: alert.place })}</span>}
      </p>
      <Words alert={alert} />
      <div className={styles.foot}>
        {deeds.map((deed, index) => (
          <Button key={deed} size="s" kind={index === 0 && alert.state === 'new' ? 'primary' : 'secondary'} onClick={() => onOpen(alert, deed)}>
            {t(deed)}
          </Button>
        ))}
        <RouteLink alert={alert} />
      </div>
    </article>
  );
}

const WITHOUT_ROUTE: readonly Alert['rule'][] = ['outside-hours', 'parked-long'];

/** The way to the day on which it was. Where somebody drove in their own time is not asked for here. */
export function RouteLink({ alert }: { readonly alert: Alert }) {
  const t = useMessages('alerts');
  const user = useUser();
  if (!seesRoutes(user.role) || alert.isOfDevice || WITHOUT_ROUTE.includes(alert.rule)) return null;
  return (
    <Link href={`/riwayat/${alert.vehicle.id}/${alert.date}`} className={styles.route}>
      <Icon name="history" size={16} />
      {t('route')}
    </Link>
  );
}

function Waiting({ alert, nowMs }: { readonly alert: Alert; readonly nowMs: number }) {
  const t = useMessages('alerts');
  const formats = useFormats();
  if (alert.state === 'new' && alert.targetMs < nowMs) {
    return <Badge tone="bad">{t('late', { duration: formats.duration((nowMs - alert.targetMs) / 1000) })}</Badge>;
  }
  if (alert.state === 'new') {
    const dueBy = t('dueBy', { when: formats.moment(alert.targetMs, nowMs) });
    return <Badge tone={alert.severity === 'high' ? 'bad' : 'mute'}>{dueBy}</Badge>;
  }
  return <Badge tone={alert.severity === 'high' ? 'bad' : alert.severity === 'medium' ? 'warn' : 'mute'}>{t(`severity.${alert.severity}`)}</Badge>;
}

/** What people said of it, in a line each. */
function Words({ alert }: { readonly alert: Alert }) {
  const t = useMessages('alerts');
  const clarification = alert.actions.findLast(({ kind }) => kind === 'clarify');
  const closing = alert.state === 'done' ? alert.actions.findLast(({ kind }) => kind === 'close') : undefined;
  const handler = alert.state === 'in-progress' ? handlerOf(alert) : undefined;
  return (
    <>
      {handler !== undefined && <p className={styles.note}>{t('takenBy', { who: handler })}</p>}
      {clarification !== undefined && (
        <p className={styles.said}>
          <Icon name="check" size={16} />
          <span>{`${t('clarified', { choice: choiceName(clarification.choice, t) })}. ${clarification.reason}`}</span>
        </p>
      )}
      {closing !== undefined && <p className={styles.note}>{`${choiceName(closing.choice, t)}. ${closing.reason}`}</p>}
      {alert.state === 'done' && closing === undefined && alert.isFound && <p className={styles.note}>{t('endedAlone')}</p>}
      {!alert.isFound && <p className={styles.note}>{t('lost')}</p>}
    </>
  );
}

export function choiceName(choice: Explanation | Outcome | undefined, t: ReturnType<typeof useMessages<'alerts'>>): string {
  return choice === undefined ? '' : t(`choice.${choice}`);
}
