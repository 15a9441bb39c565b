import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type Hold, type NextDay, type RetentionState, type RetiredDay, retentionQuery } from '../../api/retention';
import { useFormats } from '../../app/region';
import { useNow } from '../../app/server-clock';
import { useMessages } from '../../i18n/language';
import { Badge, Button, Card, Skeleton, Table, cell } from '../../ui';
import { Loaded } from '../shared/loaded';
import { useToday } from '../shared/use-today';
import { EndDialog } from './end-dialog';
import { HoldDialog } from './hold-dialog';
import styles from './retention-page.module.css';
import { standingOf } from './standing';

/** More rows would push what is held off the screen. */
const RETIRED_SHOWN = 10;

/** How long what is kept, what was deleted by age, what goes next, and what is held. */
export function RetentionPage() {
  const query = useQuery(retentionQuery());
  return (
    <div className={styles.page}>
      <Loaded query={query} skeleton={<Skeleton height="120px" lines={3} />}>
        {(state) => (
          <>
            <Spans state={state} />
            <div className={styles.columns}>
              <Holds holds={state.holds} />
              <Next next={state.next} storedDays={state.storedDays} />
            </div>
            <Retired days={state.retired} />
          </>
        )}
      </Loaded>
    </div>
  );
}

function Spans({ state }: { readonly state: RetentionState }) {
  const t = useMessages('retention');
  const formats = useFormats();
  const rows = [
    { key: 'positions', days: state.positionsDays },
    { key: 'trips', days: state.tripsDays },
    { key: 'summaries', days: state.summariesDays },
  ] as const;
  const most = Math.max(...rows.map(({ days }) => days));
  return (
    <Card title={t('spans')}>
      <p className={styles.about}>{t('about')}</p>
      <ul className={styles.spans}>
        {rows.map(({ key, days }) => (
          <li key={key}>
            <span>
              <b>{t(`span.${key}`)}</b>
              <small>{t(`spanText.${key}`)}</small>
            </span>
            <i aria-hidden="true">
              <i data-kind={key} style={{ width: `${Math.max(2, (days / most) * 100)}%` }} />
            </i>
            <strong>{t('days', { count: formats.count(days) })}</strong>
          </li>
        ))}
      </ul>
      <p className={styles.quiet}>{t('never')}</p>
      <p className={styles.quiet}>{t('setting')}</p>
    </Card>
  );
}

function Holds({ holds }: { readonly holds: readonly Hold[] }) {
  const t = useMessages('retention');
  const formats = useFormats();
  const now = useNow(60_000);
  const [asked, setAsked] = useState<'hold' | Hold>();
  const active = holds.filter(({ endedAtMs }) => endedAtMs === undefined);
  const ended = holds.filter(({ endedAtMs }) => endedAtMs !== undefined);
  return (
    <Card
      title={t('holds')}
      action={
        <Button size="s" icon="plus" onClick={() => setAsked('hold')}>
          {t('hold')}
        </Button>
      }
    >
      {active.length === 0 && <p className={styles.quiet}>{t('holdsNone')}</p>}
      <ul className={styles.rows}>
        {active.map((hold) => (
          <li key={hold.id}>
            <span>
              <b>{spanWords(hold, formats)}</b>
              <span className={styles.reason}>{hold.reason}</span>
              <small>{t('heldBy', { who: hold.madeBy, when: formats.moment(hold.madeAtMs, now) })}</small>
            </span>
            <Button size="s" onClick={() => setAsked(hold)}>
              {t('end')}
            </Button>
          </li>
        ))}
      </ul>
      {ended.length > 0 && (
        <details className={styles.more}>
          <summary>{t('endedCount', { count: ended.length })}</summary>
          <ul className={styles.rows}>
            {ended.map((hold) => (
              <li key={hold.id}>
                <span>
                  <b>{spanWords(hold, formats)}</b>
                  <span className={styles.reason}>{hold.reason}</span>
                  <small>
                    {t('heldBy', { who: hold.madeBy, when: formats.moment(hold.madeAtMs, now) })}
                    {hold.endedAtMs !== undefined && ` · ${t('endedBy', { who: hold.endedBy ?? '', when: formats.moment(hold.endedAtMs, now) })}`}
                  </small>
                </span>
              </li>
            ))}
          </ul>
        </details>
      )}
      {asked === 'hold' && <HoldDialog onClose={() => setAsked(undefined)} />}
      {typeof asked === 'object' && <EndDialog hold={asked} days={spanWords(asked, formats)} onClose={() => setAsked(undefined)} />}
    </Card>
  );
}

function spanWords({ fromDay, toDay }: Hold, formats: ReturnType<typeof useFormats>): string {
  return fromDay === toDay ? formats.dateMedium(fromDay) : `${formats.dateMedium(fromDay)} – ${formats.dateMedium(toDay)}`;
}

const TONES = { held: 'warn', waits: 'warn', goes: 'mute' } as const;

function Next({ next, storedDays }: { readonly next: readonly NextDay[]; readonly storedDays: number }) {
  const t = useMessages('retention');
  const formats = useFormats();
  const today = useToday();
  return (
    <Card title={t('next')}>
      <p className={styles.about}>{t('stored', { count: formats.count(storedDays) })}</p>
      <ul className={styles.rows}>
        {next.map((one) => {
          const standing = standingOf(one, today);
          return (
            <li key={one.day}>
              <span>
                <b>{formats.dateMedium(one.day)}</b>
                {standing === 'waits' && <small>{t('waitsText')}</small>}
              </span>
              <Badge tone={TONES[standing]}>{t(standing, { date: formats.dateMedium(one.goesOn) })}</Badge>
            </li>
          );
        })}
      </ul>
    </Card>
  );
}

function Retired({ days }: { readonly days: readonly RetiredDay[] }) {
  const t = useMessages('retention');
  const formats = useFormats();
  const now = useNow(60_000);
  const [isWhole, setWhole] = useState(false);
  const shown = isWhole ? days : days.slice(0, RETIRED_SHOWN);
  if (days.length === 0) {
    return (
      <Card title={t('retired')}>
        <p className={styles.quiet}>{t('retiredNone')}</p>
      </Card>
    );
  }
  return (
    <Card title={t('retired')} flush>
      <Table caption={t('retiredDays')}>
        <thead>
          <tr>
            <th scope="col">{t('day')}</th>
            <th scope="col">{t('deletedAt')}</th>
            <th scope="col" className={cell.number}>
              {t('room')}
            </th>
            <th scope="col" className={cell.number}>
              {t('routes')}
            </th>
          </tr>
        </thead>
        <tbody>
          {shown.map((one) => (
            <tr key={one.day}>
              <th scope="row" className={cell.name}>
                {formats.dateMedium(one.day)}
              </th>
              <td>{formats.moment(one.atMs, now)}</td>
              <td className={cell.number}>{t('megabytes', { size: formats.decimal(one.bytes / 1e6, 1) })}</td>
              <td className={cell.number}>{formats.count(one.routes)}</td>
            </tr>
          ))}
        </tbody>
      </Table>
      {days.length > shown.length && (
        <div className={styles.foot}>
          <Button size="s" onClick={() => setWhole(true)}>
            {t('showMore', { count: days.length - shown.length })}
          </Button>
        </div>
      )}
    </Card>
  );
}
