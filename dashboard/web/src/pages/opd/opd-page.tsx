import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useParams } from 'wouter';
import { type Package, packagesQuery } from '../../api/activities';
import { calendarQuery } from '../../api/compliance';
import { type OpdProgressDetail, opdProgressQuery } from '../../api/progress';
import { useFormats } from '../../app/region';
import { usePageTitle } from '../../app/title';
import { DayLegend } from '../../charts/day-mark';
import { HeatCalendar } from '../../charts/heat-calendar';
import { SCurve } from '../../charts/s-curve';
import { addDays, weekdayOf } from '../../format/days';
import { useMessages } from '../../i18n/language';
import { Button, Card, EmptyState, Skeleton, Tabs } from '../../ui';
import { reportRate } from '../progress/sort-opds';
import { useCurveWords } from '../shared/curve-words';
import { useDayStateNames } from '../shared/day-state-names';
import { Figures, States } from '../shared/figures';
import { Loaded } from '../shared/loaded';
import { useToday } from '../shared/use-today';
import { WorkRow } from '../shared/work-row';
import styles from './opd-page.module.css';

/** All activities of the largest agency come with one question. */
const ALL_AT_ONCE = 100;
const WEEKS_BACK = 5;

/** One agency: its figures and curve, how it reports, and all its activities, the late ones first. */
export function OpdPage() {
  const { id } = useParams<{ id: string }>();
  const opdId = /^\d{1,9}$/.test(id) ? Number(id) : 0;
  const query = useQuery(opdProgressQuery(opdId));
  usePageTitle(query.data?.name);
  return (
    <div className={styles.page}>
      <Loaded query={query} skeleton={<OpdSkeleton />}>
        {(opd) => (
          <>
            <div className={styles.top}>
              <Card className={styles.overview}>
                <h2 className={styles.name}>{opd.name}</h2>
                <Figures standing={opd} band={opd.band} />
                <States states={opd.states} opdId={opd.opdId} />
              </Card>
              <Curve opd={opd} />
            </div>
            <div className={styles.below}>
              <Packages opdId={opd.opdId} />
              <Reports opd={opd} />
            </div>
          </>
        )}
      </Loaded>
    </div>
  );
}

function Curve({ opd }: { readonly opd: OpdProgressDetail }) {
  const t = useMessages('opd');
  const formats = useFormats();
  const today = useToday();
  const { words, sentenceOf } = useCurveWords();
  const sentence = sentenceOf({ ...opd, date: today });
  return (
    <Card title={t('curve')}>
      <p className={styles.sentence}>{sentence}</p>
      <SCurve curve={opd.curve} today={today} formats={formats} words={words} sentence={sentence} height={210} withFigures={false} />
    </Card>
  );
}

function Reports({ opd }: { readonly opd: OpdProgressDetail }) {
  const t = useMessages('opd');
  const formats = useFormats();
  const today = useToday();
  const stateNames = useDayStateNames();
  const from = addDays(today, 1 - weekdayOf(today) - 7 * WEEKS_BACK);
  const query = useQuery(calendarQuery(from, today, opd.opdId));
  return (
    <Card title={t('calendar')} action={<Link href="/kepatuhan">{t('compliance')}</Link>}>
      <Loaded query={query} skeleton={<Skeleton height="30px" lines={6} />}>
        {(calendars) => {
          const days = calendars.find(({ opdId }) => opdId === opd.opdId)?.days ?? [];
          return (
            <>
              <p className={styles.sentence}>{t('rate', { ...reportRate(days.map(({ state }) => state)) })}</p>
              <HeatCalendar
                days={days}
                today={today}
                formats={formats}
                stateNames={stateNames}
                caption={t('calendarCaption', { opd: opd.name })}
              />
              <div className={styles.legend}>
                <DayLegend names={stateNames} />
              </div>
            </>
          );
        }}
      </Loaded>
    </Card>
  );
}

const TABS = ['late', 'running', 'planned', 'finished'] as const;
type PackageTab = (typeof TABS)[number];

function isIn(tab: PackageTab, work: Package): boolean {
  if (tab === 'late') return work.state !== 'finished' && work.band !== 'on-track';
  return work.state === tab;
}

function Packages({ opdId }: { readonly opdId: number }) {
  const t = useMessages('opd');
  const common = useMessages('common');
  const packages = useMessages('packages');
  const query = useInfiniteQuery(packagesQuery({ opdId }, ALL_AT_ONCE));
  const [chosen, setChosen] = useState<PackageTab>();
  const works = query.data?.pages.flatMap((page) => page.items);
  const first = TABS.find((tab) => works?.some((work) => isIn(tab, work)));
  const selected = chosen ?? first ?? 'running';
  const shown = [...(works ?? [])].filter((work) => isIn(selected, work)).sort((a, b) => a.deviationPts - b.deviationPts);
  return (
    <Card title={t('packages')}>
      <Loaded query={query} skeleton={<Skeleton height="44px" lines={5} />}>
        {() => (
          <Tabs<PackageTab>
            id="packages"
            label={t('packages')}
            selected={selected}
            onSelect={setChosen}
            tabs={TABS.map((tab) => ({
              key: tab,
              label: tab === 'late' ? t('late') : common(`state.${tab}`),
              count: works?.filter((work) => isIn(tab, work)).length,
            }))}
          >
            {shown.length === 0 ? (
              <EmptyState icon="check" title={t('none')} />
            ) : (
              <ul className={styles.list}>
                {shown.map((work) => (
                  <li key={work.id}>
                    <WorkRow work={work} withOpd={false} />
                  </li>
                ))}
              </ul>
            )}
            {query.hasNextPage && (
              <Button wide busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
                {packages('more')}
              </Button>
            )}
          </Tabs>
        )}
      </Loaded>
    </Card>
  );
}

function OpdSkeleton() {
  return (
    <div className={styles.top} aria-hidden="true">
      <Card>
        <Skeleton height="34px" lines={6} />
      </Card>
      <Card>
        <Skeleton height="34px" lines={7} />
      </Card>
    </div>
  );
}
