import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useSearchParams } from 'wouter';
import { ALERT_RULES, type Alert, type AlertFilter, type AlertSummary, type DeedKind, LANES, type Lane, alertQuery, alertSummaryQuery, alertsQuery } from '../../api/alerts';
import { opdsQuery } from '../../api/opds';
import { LoadProblem } from '../../app/problem-text';
import { useFormats } from '../../app/region';
import { useUser } from '../../app/session';
import { useMessages } from '../../i18n/language';
import { Button, Card, EmptyState, LinkButton, SelectField, Skeleton, Tabs, Unseen } from '../../ui';
import { Loaded } from '../shared/loaded';
import { useIsAtLeast } from '../shared/use-is-at-least';
import { AlertCard } from './alert-card';
import { AlertDialog } from './alert-dialog';
import { byUrgency } from './alert-words';
import styles from './alerts-page.module.css';

/** Narrower than this three lanes would be three columns of single words. */
const LANES_FROM_PX = 1100;

type Open = (alert: Alert, deed?: DeedKind) => void;

/** A queue of alerts, not a siren: three lanes beside each other, on a phone one after the other. The filter is the address. */
export function AlertsPage() {
  const t = useMessages('alerts');
  const { role } = useUser();
  const summary = useQuery(alertSummaryQuery());
  const [params, setParams] = useSearchParams();
  const [deed, setDeed] = useState<DeedKind>();
  const isWide = useIsAtLeast(LANES_FROM_PX);
  const filter: AlertFilter = {
    rule: ALERT_RULES.find((rule) => rule === params.get('aturan')),
    opdId: numberOf(params.get('opd')),
  };
  const opened = numberOf(params.get('k'));
  const choose = (name: string, value: string) =>
    setParams(
      (before) => {
        if (value === '') before.delete(name);
        else before.set(name, value);
        return before;
      },
      { replace: true },
    );
  const open: Open = (alert, asked) => {
    setDeed(asked);
    choose('k', String(alert.id));
  };
  const lane = LANES.find((each) => each === params.get('tampil')) ?? 'new';
  return (
    <div className={styles.page}>
      <Card className={styles.head}>
        <Loaded query={summary} skeleton={<Skeleton height="36px" />}>
          {(figures) => <Figures figures={figures} />}
        </Loaded>
        <div className={styles.tools}>
          <Filters filter={filter} onChoose={choose} />
          <div className={styles.ways}>
            {role !== 'technician' && (
              <LinkButton size="s" kind="quiet" href="/izin" icon="calendar">
                {t('toPermits')}
              </LinkButton>
            )}
            <LinkButton size="s" kind="quiet" href="/aturan" icon="filter">
              {t('toRules')}
            </LinkButton>
          </div>
        </div>
        {isWide && <p className={styles.about}>{t('about')}</p>}
      </Card>
      {isWide ? (
        <div className={styles.lanes}>
          {LANES.map((each) => (
            <section key={each} className={styles.lane} aria-label={t(`lane.${each}`)}>
              <h2>
                {t(`lane.${each}`)}
                <LaneCount lane={each} figures={summary.data} />
              </h2>
              <LaneList lane={each} filter={filter} onOpen={open} />
            </section>
          ))}
        </div>
      ) : (
        <div className={styles.tabs}>
          <Tabs<Lane>
            id="peringatan"
            label={t('lanes')}
            tabs={LANES.map((key) => ({ key, label: t(`lane.${key}`), count: countOf(key, summary.data) }))}
            selected={lane}
            onSelect={(key) => choose('tampil', key === 'new' ? '' : key)}
          >
            <h2>
              <Unseen>{t(`lane.${lane}`)}</Unseen>
            </h2>
            <LaneList lane={lane} filter={filter} onOpen={open} />
          </Tabs>
          <p className={styles.about}>{t('about')}</p>
        </div>
      )}
      {opened !== undefined && <Opened id={opened} deed={deed} onDeed={setDeed} onClose={() => choose('k', '')} />}
    </div>
  );
}

function numberOf(text: string | null): number | undefined {
  return text !== null && /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}

function countOf(lane: Lane, figures: AlertSummary | undefined): number | undefined {
  switch (lane) {
    case 'new':
      return figures?.newCount;
    case 'in-progress':
      return figures?.inProgressCount;
    case 'done':
      return figures?.doneCount;
    default:
      return lane satisfies never;
  }
}

function LaneCount({ lane, figures }: { readonly lane: Lane; readonly figures: AlertSummary | undefined }) {
  const count = countOf(lane, figures);
  return count === undefined ? null : <span className={styles.count}>{count}</span>;
}

function Figures({ figures }: { readonly figures: AlertSummary }) {
  const t = useMessages('alerts');
  const formats = useFormats();
  const shown = [
    { key: 'figureNew', count: figures.newCount, tone: undefined },
    { key: 'figureHigh', count: figures.highCount, tone: figures.highCount > 0 ? 'bad' : undefined },
    { key: 'figureLate', count: figures.lateCount, tone: figures.lateCount > 0 ? 'bad' : undefined },
    { key: 'figureInProgress', count: figures.inProgressCount, tone: undefined },
    { key: 'figureToClarify', count: figures.toClarifyCount, tone: undefined },
  ] as const;
  return (
    <dl className={styles.figures}>
      {shown.map(({ key, count, tone }) => (
        <div key={key} data-figure={key} data-tone={tone}>
          <dd>{formats.count(count)}</dd>
          <dt>{t(key)}</dt>
        </div>
      ))}
    </dl>
  );
}

function Filters({ filter, onChoose }: { readonly filter: AlertFilter; readonly onChoose: (name: string, value: string) => void }) {
  const t = useMessages('alerts');
  const { role } = useUser();
  const seesAll = role === 'leader' || role === 'verifier' || role === 'cc-operator';
  const opds = useQuery({ ...opdsQuery(), enabled: seesAll });
  return (
    <div className={styles.filters} role="group" aria-label={t('filters')}>
      <SelectField
        label={t('rule')}
        hideLabel
        value={filter.rule ?? ''}
        placeholder={t('anyRule')}
        options={ALERT_RULES.map((rule) => ({ value: rule, label: t(`rule.${rule}`) }))}
        onPick={(rule) => onChoose('aturan', rule)}
      />
      {seesAll && (
        <SelectField
          label={t('opd')}
          hideLabel
          value={filter.opdId === undefined ? '' : String(filter.opdId)}
          placeholder={t('anyOpd')}
          options={(opds.data ?? []).map((opd) => ({ value: String(opd.id), label: opd.shortName }))}
          onPick={(opd) => onChoose('opd', opd)}
        />
      )}
    </div>
  );
}

function LaneList({ lane, filter, onOpen }: { readonly lane: Lane; readonly filter: AlertFilter; readonly onOpen: Open }) {
  const t = useMessages('alerts');
  const query = useInfiniteQuery(alertsQuery(lane, filter));
  if (query.data === undefined) {
    return query.isError ? <LoadProblem error={query.error} onRetry={() => void query.refetch()} /> : <Skeleton height="132px" lines={3} />;
  }
  const alerts = query.data.pages.flatMap((page) => page.items);
  const sorted = lane === 'new' ? alerts.toSorted(byUrgency) : alerts;
  return (
    <>
      {sorted.length === 0 ? (
        <EmptyState icon="check" title={t(`none.${lane}`)} />
      ) : (
        <ul className={styles.list}>
          {sorted.map((alert) => (
            <li key={alert.id}>
              <AlertCard alert={alert} onOpen={onOpen} />
            </li>
          ))}
        </ul>
      )}
      {query.hasNextPage && (
        <div className={styles.more}>
          <Button busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {t('more')}
          </Button>
        </div>
      )}
    </>
  );
}

interface OpenedProps {
  readonly id: number;
  readonly deed: DeedKind | undefined;
  readonly onDeed: (deed: DeedKind | undefined) => void;
  readonly onClose: () => void;
}

/** By its number, so that the address of an alert can be sent to somebody. */
function Opened({ id, deed, onDeed, onClose }: OpenedProps) {
  const query = useQuery(alertQuery(id));
  if (query.data === undefined) return query.isError ? <LoadProblem error={query.error} onRetry={() => void query.refetch()} /> : null;
  return <AlertDialog alert={query.data} deed={deed} onDeed={onDeed} onClose={onClose} />;
}
