import type { Compliance } from '../../api/compliance';
import { useFormats } from '../../app/region';
import { useUser } from '../../app/session';
import { OpdTicks } from '../../charts/opd-ticks';
import { type Day, addDays } from '../../format/days';
import { useMessages } from '../../i18n/language';
import { Button, Card, IconButton } from '../../ui';
import { RemindButton } from '../shared/remind-button';
import styles from './head-card.module.css';

interface HeadCardProps {
  readonly compliance: Compliance;
  readonly today: Day;
  readonly onDay: (day: Day) => void;
}

const REMINDERS: readonly string[] = ['leader', 'verifier', 'cc-operator'];

/** One day: how many are still waited for, everybody's tick, and the way to other days. */
export function HeadCard({ compliance, today, onDay }: HeadCardProps) {
  const t = useMessages('compliance');
  const common = useMessages('common');
  const home = useMessages('home');
  const formats = useFormats();
  const user = useUser();
  const { date, reportedCount, totalCount, isWorkingDay } = compliance;
  const missing = compliance.opds.filter(({ state }) => state === 'none' || state === 'partial');
  const isToday = date === today;
  return (
    <Card className={styles.card}>
      <div className={styles.days}>
        <IconButton icon="chevron-left" label={t('prevDay')} onClick={() => onDay(addDays(date, -1))} />
        <h2>{formats.date(date)}</h2>
        <IconButton
          icon="chevron-right"
          label={t('nextDay')}
          disabled={date >= today}
          onClick={() => onDay(addDays(date, 1))}
        />
        {!isToday && (
          <Button size="s" onClick={() => onDay(today)}>
            {t('today')}
          </Button>
        )}
      </div>
      <div className={styles.figure}>
        {missing.length > 0 && <b>{formats.count(missing.length)}</b>}
        <p>
          {missing.length === 0 ? t(isWorkingDay ? 'allDone' : 'holiday') : t('missing', { count: missing.length })}
          <small>
            {t('reported', { reported: reportedCount, total: totalCount })}
            {isToday &&
              isWorkingDay &&
              ` · ${home(compliance.isCutOffPassed ? 'missing.cutOffPassed' : 'missing.cutOff', {
                cutOff: formats.cutOff(compliance.cutOff),
              })}`}
          </small>
        </p>
      </div>
      <div className={styles.ticks}>
        <OpdTicks
          columns={compliance.opds.length > 30 ? 30 : Math.max(1, compliance.opds.length)}
          sentence={t('reported', { reported: reportedCount, total: totalCount })}
          ticks={compliance.opds.map(({ opdId, name, state }) => ({
            id: opdId,
            state,
            label: `${name}: ${common(`reportState.${state}`)}`,
          }))}
        />
      </div>
      {isToday && missing.length > 0 && REMINDERS.includes(user.role) && (
        <RemindButton opdIds={missing.map(({ opdId }) => opdId)} />
      )}
    </Card>
  );
}
