import { useState } from 'react';
import { ALERTS_KEY, type Alert, type AlertAction, type Deed, type DeedKind, EXPLANATIONS, type Explanation, OUTCOMES, type Outcome, sendDeed } from '../../api/alerts';
import { useFormats } from '../../app/region';
import { useNow } from '../../app/server-clock';
import { useUser } from '../../app/session';
import { dayOf } from '../../format/days';
import { useMessages } from '../../i18n/language';
import { Button, Dialog, SelectField, TextField } from '../../ui';
import { FormDialog } from '../shared/form-dialog';
import { ReasonField, isReason } from '../shared/reason-field';
import { useSending } from '../shared/use-sending';
import { RouteLink, choiceName } from './alert-card';
import { deedsOf, mayBeNoted } from './alert-rights';
import { carOf, sentenceOf, whenOf } from './alert-words';
import styles from './alerts-page.module.css';

const LETTER_MAX = 100;
const READY = ['ready.call', 'ready.map', 'ready.ask', 'ready.technician'] as const;

interface AlertDialogProps {
  readonly alert: Alert;
  /** Opened to do this; else to read. */
  readonly deed: DeedKind | undefined;
  readonly onDeed: (deed: DeedKind | undefined) => void;
  readonly onClose: () => void;
}

export function AlertDialog({ alert, deed, onDeed, onClose }: AlertDialogProps) {
  return deed === undefined ? (
    <Reading alert={alert} onDeed={onDeed} onClose={onClose} />
  ) : (
    <Doing key={deed} alert={alert} deed={deed} onClose={onClose} />
  );
}

function Reading({ alert, onDeed, onClose }: Omit<AlertDialogProps, 'deed'>) {
  const t = useMessages('alerts');
  const formats = useFormats();
  const now = useNow(30_000);
  const deeds = deedsOf(alert, useUser());
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title={t(`rule.${alert.rule}`)}
      closeLabel={t('dialogClose')}
      footer={
        deeds.length === 0
          ? undefined
          : deeds.toReversed().map((each) => (
              <Button key={each} kind={each === deeds[0] ? 'primary' : 'secondary'} onClick={() => onDeed(each)}>
                {t(each)}
              </Button>
            ))
      }
    >
      <div className={styles.form}>
        <Facts alert={alert} nowMs={now} />
        <p className={styles.step}>
          <b>{t('nextStep')}</b>
          {t(`step.${alert.rule}`)}
        </p>
        <h3 className={styles.sub}>{t('history')}</h3>
        {alert.actions.length === 0 ? (
          <p className={styles.note}>{t('noHistory')}</p>
        ) : (
          <ol className={styles.history}>
            {alert.actions.map((action) => (
              <li key={`${action.kind}-${action.atMs}`}>
                <time>{formats.moment(action.atMs, now)}</time>
                <span>{actionText(action, t)}</span>
              </li>
            ))}
          </ol>
        )}
        <RouteLink alert={alert} />
      </div>
    </Dialog>
  );
}

function actionText(action: AlertAction, t: ReturnType<typeof useMessages<'alerts'>>): string {
  const { kind, byName: who, reason, letter } = action;
  const choice = choiceName(action.choice, t);
  if (kind === 'clarify' && letter !== undefined) return t('did.clarifyLetter', { who, choice, letter, reason });
  return t(`did.${kind}`, { who, choice, reason });
}

function Facts({ alert, nowMs }: { readonly alert: Alert; readonly nowMs: number }) {
  const t = useMessages('alerts');
  const formats = useFormats();
  return (
    <div className={styles.dialogFacts}>
      <p className={styles.car}>
        {carOf(alert, t)}
        <small>{alert.vehicle.holder === undefined ? alert.opdName : `${alert.vehicle.holder} · ${alert.opdName}`}</small>
      </p>
      <p>{sentenceOf(alert, t, formats, nowMs)}</p>
      <p className={styles.facts}>
        <span>{whenOf(alert, t, formats)}</span>
        {alert.place !== undefined && <span>{t('near', { place: alert.place })}</span>}
      </p>
      {!alert.isFound && <p className={styles.note}>{t('lost')}</p>}
    </div>
  );
}

function Doing({ alert, deed, onClose }: { readonly alert: Alert; readonly deed: DeedKind; readonly onClose: () => void }) {
  const t = useMessages('alerts');
  const formats = useFormats();
  const now = useNow(30_000);
  const [choice, setChoice] = useState('');
  const [reason, setReason] = useState('');
  const [letter, setLetter] = useState('');
  const [isAsked, setAsked] = useState(false);
  const choices = choicesOf(deed, mayBeNoted(alert, now));
  const lacksChoice = choices.length > 0 && choice === '';
  const lacksReason = !isReason(reason);
  const sending = useSending({
    send: (_: void, key) => sendDeed(alert.id, deedOf(deed, choices.find((each) => each === choice), reason.trim(), letter.trim()), key),
    done: () => t(`done.${deed}`),
    stale: ALERTS_KEY,
    onClose,
  });
  const submit = () => {
    setAsked(true);
    if (!lacksChoice && !lacksReason) sending.mutate();
  };
  return (
    <FormDialog
      title={t(`title.${deed}`)}
      words={{ close: t('dialogClose'), cancel: t('cancel'), submit: t(deed) }}
      isBusy={sending.isPending}
      error={sending.error}
      onSubmit={submit}
      onClose={onClose}
    >
      <h3 className={styles.sub}>{t(`rule.${alert.rule}`)}</h3>
      <Facts alert={alert} nowMs={now} />
      {choices.length > 0 && (
        <SelectField
          label={t(deed === 'clarify' ? 'whatWas' : 'outcome')}
          placeholder={t('choose')}
          error={isAsked && lacksChoice ? t('needChoice') : undefined}
          value={choice}
          options={choices.map((each) => ({ value: each, label: t(`choice.${each}`) }))}
          onPick={setChoice}
        />
      )}
      {deed === 'close' && !mayBeNoted(alert, now) && !alert.isOfDevice && (
        <p className={styles.note}>
          {t('mayClarify', { date: formats.date(dayOf(alert.clarifyUntilMs - 1, formats.zone.timeZone)) })}
        </p>
      )}
      <ReasonField
        label={t(`ask.${deed}`)}
        hint={t('hint.reason')}
        error={isAsked && lacksReason ? t('needReason') : undefined}
        value={reason}
        onChange={setReason}
      />
      {deed === 'acknowledge' && (
        <div className={styles.ready}>
          {READY.map((each) => (
            <Button key={each} size="s" onClick={() => setReason(t(each))}>
              {t(each)}
            </Button>
          ))}
        </div>
      )}
      {deed === 'clarify' && (
        <TextField label={t('letter')} maxLength={LETTER_MAX} value={letter} onChange={(event) => setLetter(event.currentTarget.value)} />
      )}
    </FormDialog>
  );
}

function choicesOf(deed: DeedKind, isNotable: boolean): readonly (Explanation | Outcome)[] {
  switch (deed) {
    case 'clarify':
      return EXPLANATIONS;
    case 'close':
      return isNotable ? OUTCOMES : OUTCOMES.filter((outcome) => outcome !== 'noted');
    case 'acknowledge':
    case 'reopen':
      return [];
    default:
      return deed satisfies never;
  }
}

function deedOf(kind: DeedKind, choice: Explanation | Outcome | undefined, reason: string, letter: string): Deed {
  return { kind, reason, ...(choice === undefined ? {} : { choice }), ...(letter === '' ? {} : { letter }) };
}
