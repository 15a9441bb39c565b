import { DUE_KINDS, type DueKind, type VehicleSheet } from '../../api/registry';
import { useFormats } from '../../app/region';
import { useNow } from '../../app/server-clock';
import { useMessages } from '../../i18n/language';
import { Button, Card, classes } from '../../ui';
import { DueBadge } from './due-badge';
import styles from './vehicles-page.module.css';

/** What somebody wants to change: the dialog that opens. */
export type Asked = 'change' | 'plate' | 'keeper' | 'retire' | 'reading' | 'private' | 'tracker' | 'tracker-out' | DueKind;

export interface PartProps {
  readonly sheet: VehicleSheet;
  readonly onAsk: (what: Asked) => void;
}

/** Until when its papers hold. */
export function Papers({ sheet, mayKeep, onAsk }: PartProps & { readonly mayKeep: boolean }) {
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
              <div className={styles.end}>
                {due !== undefined && <DueBadge on={due.on} />}
                {mayKeep && (
                  <Button size="s" onClick={() => onAsk(kind)}>
                    {t('renew')}
                  </Button>
                )}
              </div>
            </li>
          );
        })}
      </ul>
    </Card>
  );
}

/** How far it has run. */
export function Odometer({ sheet, mayKeep, onAsk }: PartProps & { readonly mayKeep: boolean }) {
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

/** Whether its driver may hide it, and how that was used. */
export function PrivateMode({ sheet, mayDecide, onAsk }: PartProps & { readonly mayDecide: boolean }) {
  const t = useMessages('vehicles');
  const formats = useFormats();
  const now = useNow(60_000);
  const use = sheet.privateUse;
  return (
    <Card
      title={t('private')}
      action={
        mayDecide && (
          <Button size="s" onClick={() => onAsk('private')}>
            {t(sheet.mayBePrivate ? 'privateForbid' : 'privateAllow')}
          </Button>
        )
      }
    >
      <p>{t(sheet.mayBePrivate ? 'privateMay' : 'privateMayNot')}</p>
      {use !== undefined && (
        <>
          <p className={classes(styles.quiet, styles.use)}>
            {use.days === 0 ? t('privateUnused') : t('privateUsed', { days: use.days, time: formats.duration(use.minutes * 60) })}
            {use.refusedDays > 0 && ` ${t('privateRefused', { days: use.refusedDays, time: formats.duration(use.refusedMinutes * 60) })}`}
          </p>
          <ul className={styles.past}>
            {use.spells.slice(0, 5).map((spell) => (
              <li key={`${spell.fromMs} ${String(spell.isAllowed)}`}>
                {t('span', { from: formats.moment(spell.fromMs, now), until: formats.moment(spell.untilMs, now) })}
                {!spell.isAllowed && <small> {t('privateInVain')}</small>}
              </li>
            ))}
          </ul>
        </>
      )}
    </Card>
  );
}

/** Whose it is and was, and under which plates. */
export function Keepers({ sheet }: { readonly sheet: VehicleSheet }) {
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

/** Which trackers rode in it. */
export function Trackers({ sheet, mayFit, onAsk }: PartProps & { readonly mayFit: boolean }) {
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
