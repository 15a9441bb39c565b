import { Link } from 'wouter';
import type { Compliance, OpdCompliance } from '../../api/compliance';
import { useFormats } from '../../app/region';
import { dayOf } from '../../format/days';
import type { ReportState } from '../../charts/opd-ticks';
import { useMessages } from '../../i18n/language';
import { Card, Icon } from '../../ui';
import { useToday } from '../shared/use-today';
import styles from './day-groups.module.css';

/** Those who are waited for stand first, the longest silent on top. */
const ORDER: readonly ReportState[] = ['none', 'partial', 'complete', 'not-due'];

/** These are read; the others are looked up, and wait folded. */
const WAITED_FOR: readonly ReportState[] = ['none', 'partial'];

interface DayGroupsProps {
  readonly compliance: Compliance;
  readonly isToday: boolean;
}

/** Every agency of the day by how far it is. */
export function DayGroups({ compliance, isToday }: DayGroupsProps) {
  const t = useMessages('compliance');
  const formats = useFormats();
  return (
    <div className={styles.groups}>
      {ORDER.map((state) => {
        const opds = compliance.opds
          .filter((opd) => opd.state === state)
          .sort((a, b) => b.missedDays - a.missedDays || a.name.localeCompare(b.name));
        if (opds.length === 0) return null;
        const title = (
          <span className={styles.title} data-state={state}>
            {t(`group.${state}`)} <b>{formats.count(opds.length)}</b>
          </span>
        );
        const list = (
          <ul className={styles.list}>
            {opds.map((opd) => (
              <li key={opd.opdId}>
                <OpdLine opd={opd} isToday={isToday} />
              </li>
            ))}
          </ul>
        );
        if (WAITED_FOR.includes(state)) {
          return (
            <Card key={state} title={title}>
              {list}
            </Card>
          );
        }
        return (
          <Card key={state}>
            <details className={styles.folded}>
              <summary>
                <h2>{title}</h2>
                <Icon name="chevron-down" size={18} />
              </summary>
              {list}
            </details>
          </Card>
        );
      })}
    </div>
  );
}

function OpdLine({ opd, isToday }: { readonly opd: OpdCompliance; readonly isToday: boolean }) {
  const t = useMessages('compliance');
  const formats = useFormats();
  const today = useToday();
  const lastReport = (atMs: number) => {
    const day = dayOf(atMs, formats.zone.timeZone);
    return day === today ? formats.time(atMs) : formats.dateShort(day);
  };
  const isWaitedFor = WAITED_FOR.includes(opd.state);
  return (
    <Link href={`/opd/${opd.opdId}`} className={styles.line}>
      <span className={styles.name}>
        {opd.name}
        {isToday && opd.state !== 'not-due' && (
          <small>
            {opd.lastReportAtMs === undefined
              ? t('never')
              : t('lastAt', { time: lastReport(opd.lastReportAtMs) })}
          </small>
        )}
      </span>
      <span className={styles.right}>
        {isWaitedFor && opd.missedDays > 0 && <b>{t('missedDays', { count: opd.missedDays + 1 })}</b>}
        {opd.dueCount > 0 && (
          <small>{t('rows', { done: formats.count(opd.doneCount), due: formats.count(opd.dueCount) })}</small>
        )}
      </span>
    </Link>
  );
}
