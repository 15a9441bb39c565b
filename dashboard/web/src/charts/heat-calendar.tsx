import { type Day, addDays, weekdayOf } from '../format/days';
import type { Formats } from '../format/formats';
import { DayMark, type DayState } from './day-mark';
import styles from './heat-calendar.module.css';

export interface CalendarDay {
  readonly date: Day;
  readonly state: DayState;
}

interface HeatCalendarProps {
  readonly days: readonly CalendarDay[];
  readonly today: Day;
  readonly formats: Formats;
  readonly stateNames: Readonly<Record<DayState, string>>;
  readonly caption: string;
}

/** One agency: a row per week from Monday to Sunday, each day with its number and its mark. */
export function HeatCalendar({ days, today, formats, stateNames, caption }: HeatCalendarProps) {
  const weeks = weeksOf(days);
  const monday = weeks[0]?.[0]?.date;
  if (monday === undefined) return null;
  return (
    <table className={styles.calendar}>
      <caption className={styles.hidden}>{caption}</caption>
      <thead>
        <tr>
          <th scope="col" className={styles.month}>
            <span className={styles.hidden}>{formats.month(monday)}</span>
          </th>
          {[0, 1, 2, 3, 4, 5, 6].map((offset) => (
            <th key={offset} scope="col">
              {formats.weekdayShort(addDays(monday, offset))}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeks.map((week) => (
          <tr key={week[0]?.date}>
            <th scope="row" className={styles.month}>
              <span aria-hidden="true">{monthNameOf(week, formats)}</span>
              <span className={styles.hidden}>{week[0] !== undefined && formats.dateShort(week[0].date)}</span>
            </th>
            {week.map(({ date, state }) => (
              <td key={date} data-today={date === today || undefined}>
                {state !== undefined && (
                  <span className={styles.day} data-state={state}>
                    <small aria-hidden="true">{Number(date.slice(8))}</small>
                    <DayMark state={state} label={`${formats.dateShort(date)}: ${stateNames[state]}`} />
                  </span>
                )}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface Cell {
  readonly date: Day;
  readonly state: DayState | undefined;
}

/** Fills the first and last week with empty cells, so that a column is always the same day of the week. */
export function weeksOf(days: readonly CalendarDay[]): readonly (readonly Cell[])[] {
  const first = days[0]?.date;
  const last = days.at(-1)?.date;
  if (first === undefined || last === undefined) return [];
  const states = new Map(days.map(({ date, state }) => [date, state]));
  const weeks: Cell[][] = [];
  for (let monday = addDays(first, 1 - weekdayOf(first)); monday <= last; monday = addDays(monday, 7)) {
    weeks.push(
      [0, 1, 2, 3, 4, 5, 6].map((offset) => {
        const date = addDays(monday, offset);
        return { date, state: states.get(date) };
      }),
    );
  }
  return weeks;
}

/** The month stands beside the week in which it begins, and beside the first week shown. */
function monthNameOf(week: readonly Cell[], formats: Formats): string {
  const first = week.find(({ date, state }) => state !== undefined && date.endsWith('-01'));
  return first === undefined ? '' : formats.monthShort(first.date);
}

interface HeatMatrixProps<R> {
  readonly rows: readonly R[];
  readonly dates: readonly Day[];
  readonly today: Day;
  readonly formats: Formats;
  readonly stateNames: Readonly<Record<DayState, string>>;
  readonly caption: string;
  readonly rowHead: string;
  readonly tailHead: string;
  readonly keyOf: (row: R) => number;
  readonly renderHead: (row: R) => React.ReactNode;
  readonly stateOf: (row: R, date: Day) => DayState | undefined;
  /** The sum of the row, in its last column. */
  readonly renderTail: (row: R) => React.ReactNode;
}

/** A date is as wide as so many columns; a week that has just begun has no room for its own. */
const COLUMNS_OF_A_DATE = 3;

/** Many agencies: a row each, a column per day, weeks set apart. */
export function HeatMatrix<R>(props: HeatMatrixProps<R>) {
  const { rows, dates, today, formats, stateNames, caption, rowHead, tailHead, keyOf, renderHead, stateOf, renderTail } = props;
  return (
    <table className={styles.matrix}>
      <caption className={styles.hidden}>{caption}</caption>
      <thead>
        <tr>
          <th scope="col" className={styles.rowHead}>
            {rowHead}
          </th>
          {dates.map((date, index) => (
            <th key={date} scope="col" data-monday={weekdayOf(date) === 1 || undefined} data-today={date === today || undefined}>
              <span className={styles.hidden}>{formats.dateShort(date)}</span>
              <span aria-hidden="true">
                {weekdayOf(date) === 1 && dates.length - index >= COLUMNS_OF_A_DATE ? formats.dayMonth(date) : ''}
              </span>
            </th>
          ))}
          <th scope="col" className={styles.tail}>
            {tailHead}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={keyOf(row)}>
            <th scope="row" className={styles.rowHead}>
              {renderHead(row)}
            </th>
            {dates.map((date) => {
              const state = stateOf(row, date);
              return (
                <td key={date} data-monday={weekdayOf(date) === 1 || undefined} data-today={date === today || undefined}>
                  {state !== undefined && (
                    <DayMark state={state} label={`${formats.dateShort(date)}: ${stateNames[state]}`} />
                  )}
                </td>
              );
            })}
            <td className={styles.tail}>{renderTail(row)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
