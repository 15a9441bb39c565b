import { useState } from 'react';
import { Link } from 'wouter';
import type { Verdict, Visit } from '../../api/visits';
import { useFormats } from '../../app/region';
import { useNow } from '../../app/server-clock';
import { useUser } from '../../app/session';
import { useMessages } from '../../i18n/language';
import { Badge, Button, Icon, type Tone } from '../../ui';
import { VerdictDialog } from './verdict-dialog';
import styles from './visit-item.module.css';
import { reasonsOf, sentenceOf } from './visit-words';

const TONES: Readonly<Record<Visit['level'], Tone>> = { strong: 'ok', medium: 'accent', weak: 'mute', excluded: 'mute' };
const STATE_TONES = { confirmed: 'ok', rejected: 'bad' } as const;

interface VisitItemProps {
  readonly visit: Visit;
  /** On the page of an activity its name is not said again. */
  readonly withName?: boolean;
}

/** One visit in words: what is known, how sure, why, and what a person said of it. */
export function VisitItem({ visit, withName = true }: VisitItemProps) {
  const t = useMessages('visits');
  const formats = useFormats();
  const now = useNow(60_000);
  const { vehicle, leaveMs, decision, state } = visit;
  const date = formats.dateShort(visit.date);
  const from = formats.clock(visit.arriveMs);
  return (
    <article className={styles.visit} data-state={state}>
      <header className={styles.head}>
        {withName ? (
          <h2>
            <Link href={`/kegiatan/${visit.packageId}`}>{visit.packageName}</Link>
            <small>{visit.opdName}</small>
          </h2>
        ) : (
          <h3>{leaveMs === undefined ? t('whenOpen', { date, from }) : t('when', { date, from, until: formats.clock(leaveMs) })}</h3>
        )}
        <Badge tone={state === 'automatic' ? TONES[visit.level] : STATE_TONES[state]}>
          {state === 'automatic' ? t('levelLabel', { level: t(`level.${visit.level}`) }) : t(`state.${state}`)}
        </Badge>
      </header>
      <p className={styles.sentence}>{sentenceOf(visit, t, formats)}</p>
      <p className={styles.why}>
        {withName && (
          <span>{leaveMs === undefined ? t('whenOpen', { date, from }) : t('when', { date, from, until: formats.clock(leaveMs) })}</span>
        )}
        <span>{reasonsOf(visit, t).join(' · ')}</span>
      </p>
      {visit.shared > 0 && <p className={styles.note}>{t('shared', { count: visit.shared })}</p>}
      {visit.wasNihil && visit.isCounted && <p className={styles.warn}>{t('nihil')}</p>}
      {!visit.isMatched && <p className={styles.note}>{t('unmatched')}</p>}
      {decision !== undefined && (
        <p className={styles.said}>
          <Icon name={state === 'rejected' ? 'close' : 'check'} size={16} />
          <span>
            {decision.reason === undefined
              ? t('decided', { who: decision.byName, when: formats.moment(decision.atMs, now) })
              : t('decidedWhy', {
                  who: decision.byName,
                  when: formats.moment(decision.atMs, now),
                  reason: decision.reason,
                })}
          </span>
        </p>
      )}
      <div className={styles.foot}>
        <Verdicts visit={visit} />
        {vehicle !== undefined && (
          <Link href={`/riwayat/${vehicle.id}/${visit.date}`} className={styles.route}>
            <Icon name="history" size={16} />
            {vehicle.name}
          </Link>
        )}
      </div>
    </article>
  );
}

/** Those who may witness; an operator reports on the work and so does not. */
function Verdicts({ visit }: { readonly visit: Visit }) {
  const t = useMessages('visits');
  const user = useUser();
  const [asked, setAsked] = useState<Verdict>();
  const mayDecide =
    user.role === 'leader' || user.role === 'verifier' || (user.role === 'opd-head' && user.opdId === visit.opdId);
  if (!mayDecide) return null;
  return (
    <>
      {visit.state !== 'confirmed' && (
        <Button size="s" icon="check" kind={visit.state === 'automatic' ? 'primary' : 'secondary'} onClick={() => setAsked('confirmed')}>
          {t('confirm')}
        </Button>
      )}
      {visit.state !== 'rejected' && (
        <Button size="s" onClick={() => setAsked('rejected')}>
          {t('reject')}
        </Button>
      )}
      {asked !== undefined && <VerdictDialog visit={visit} verdict={asked} onClose={() => setAsked(undefined)} />}
    </>
  );
}
