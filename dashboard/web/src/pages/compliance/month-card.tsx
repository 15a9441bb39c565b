import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { Link } from 'wouter';
import { type OpdCompliance, type OpdKind, calendarQuery } from '../../api/compliance';
import { useFormats } from '../../app/region';
import { DayLegend, type DayState } from '../../charts/day-mark';
import { HeatMatrix } from '../../charts/heat-calendar';
import { type Day, addDays, weekdayOf } from '../../format/days';
import { useMessages } from '../../i18n/language';
import { Card, EmptyState, Segments, Skeleton } from '../../ui';
import { GROUPS, type Group, groupOf, reportRate } from '../progress/sort-opds';
import { useDayStateNames } from '../shared/day-state-names';
import { Loaded } from '../shared/loaded';
import { useIsAtLeast } from '../shared/use-is-at-least';
import styles from './month-card.module.css';

interface MonthCardProps {
  readonly opds: readonly OpdCompliance[];
  readonly today: Day;
}

/** Five weeks of a group of agencies at a glance; on a phone two, so that a mark stays a mark. */
const WEEKS = 5;
const WEEKS_ON_A_PHONE = 2;

export function MonthCard({ opds, today }: MonthCardProps) {
  const t = useMessages('compliance');
  const common = useMessages('common');
  const formats = useFormats();
  const stateNames = useDayStateNames();
  const [group, setGroup] = useState<Group>('agencies');
  const weeks = useIsAtLeast(960) ? WEEKS : WEEKS_ON_A_PHONE;
  const from = addDays(today, 1 - weekdayOf(today) - 7 * (weeks - 1));
  const dates = useMemo(() => daysFrom(from, today), [from, today]);
  const query = useQuery(calendarQuery(from, today));
  const groups = GROUPS.filter((each) => opds.some(({ kind }) => groupOf(kind) === each));
  const shown = groups.includes(group) ? group : (groups[0] ?? group);
  const rows = opds.filter(({ kind }: { readonly kind: OpdKind }) => groupOf(kind) === shown);
  return (
    <Card title={t('calendar', { weeks })}>
      {groups.length > 1 && (
        <div className={styles.tools}>
          <Segments<Group>
            label={common('group')}
            selected={shown}
            onSelect={setGroup}
            options={groups.map((each) => ({ key: each, label: common(`opdGroup.${each}`) }))}
          />
        </div>
      )}
      <Loaded query={query} skeleton={<Skeleton height="26px" lines={10} />}>
        {(calendars) => {
          const states = new Map<string, DayState>();
          for (const { opdId, days } of calendars) for (const day of days) states.set(`${opdId} ${day.date}`, day.state);
          return rows.length === 0 ? (
            <EmptyState title={t('empty')} />
          ) : (
            // Focusable, so that the keyboard can scroll it.
            // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
            <div className={styles.scroll} tabIndex={0} role="region" aria-label={t('calendarCaption', { weeks })}>
              <HeatMatrix
                rows={rows}
                dates={dates}
                today={today}
                formats={formats}
                stateNames={stateNames}
                caption={t('calendarCaption', { weeks })}
                rowHead={t('opd')}
                tailHead={t('kept')}
                keyOf={(opd) => opd.opdId}
                renderHead={(opd) => (
                  <Link href={`/opd/${opd.opdId}`} className={styles.name} title={opd.name}>
                    {weeks === WEEKS ? opd.name : opd.shortName}
                  </Link>
                )}
                stateOf={(opd, date) => states.get(`${opd.opdId} ${date}`)}
                renderTail={(opd) => <Kept days={calendars.find(({ opdId }) => opdId === opd.opdId)?.days ?? []} />}
              />
            </div>
          );
        }}
      </Loaded>
      <div className={styles.legend}>
        <DayLegend names={stateNames} />
      </div>
    </Card>
  );
}

/** Of the days on which something was due, how many were complete. */
function Kept({ days }: { readonly days: readonly { readonly state: DayState }[] }) {
  const formats = useFormats();
  const { complete, due } = reportRate(days.map(({ state }) => state));
  return due === 0 ? '–' : formats.percent((complete / due) * 100, 0);
}

function daysFrom(from: Day, to: Day): readonly Day[] {
  const days: Day[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) days.push(day);
  return days;
}
