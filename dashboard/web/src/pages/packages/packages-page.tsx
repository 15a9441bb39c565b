import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useSearchParams } from 'wouter';
import { BANDS, PACKAGE_STATES, type PackageFilter, packagesQuery } from '../../api/activities';
import { opdProgressQuery } from '../../api/progress';
import { LoadProblem } from '../../app/problem-text';
import { usePageTitle } from '../../app/title';
import { useFormats } from '../../app/region';
import { useMessages } from '../../i18n/language';
import { Button, Card, EmptyState, Icon, Segments, SelectField, Skeleton, TextField } from '../../ui';
import { WorkRow } from '../shared/work-row';
import styles from './packages-page.module.css';

/** Typing rests so long before the collector is asked. */
const REST_MS = 350;

/** The list behind every figure: activities by state, deviation, agency and words. The filter is the address. */
export function PackagesPage() {
  const t = useMessages('packages');
  usePageTitle(t('title'));
  const [params, setParams] = useSearchParams();
  const filter: PackageFilter = {
    opdId: numberOf(params.get('opdId')),
    state: PACKAGE_STATES.find((state) => state === params.get('state')),
    band: BANDS.find((band) => band === params.get('band')),
    q: params.get('q') ?? undefined,
  };
  const choose = (name: keyof PackageFilter, value: string) =>
    setParams(
      (before) => {
        const next = new URLSearchParams(before);
        if (value === '') next.delete(name);
        else next.set(name, value);
        return next;
      },
      { replace: true },
    );
  return (
    <div className={styles.page}>
      <Tools filter={filter} onChoose={choose} onClear={() => setParams({}, { replace: true })} />
      <Results filter={filter} />
    </div>
  );
}

interface ToolsProps {
  readonly filter: PackageFilter;
  readonly onChoose: (name: keyof PackageFilter, value: string) => void;
  readonly onClear: () => void;
}

function Tools({ filter, onChoose, onClear }: ToolsProps) {
  const t = useMessages('packages');
  const common = useMessages('common');
  const [words, setWords] = useState(filter.q ?? '');
  useEffect(() => {
    if (words === (filter.q ?? '')) return;
    const timer = window.setTimeout(() => onChoose('q', words.trim()), REST_MS);
    return () => window.clearTimeout(timer);
  }, [words, filter.q, onChoose]);
  const isFiltered = Object.values(filter).some((value) => value !== undefined);
  return (
    <div className={styles.tools}>
      <div className={styles.search}>
        <TextField
          label={t('search')}
          hideLabel
          type="search"
          placeholder={t('search')}
          before={<Icon name="search" size={18} />}
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
        />
      </div>
      <Segments<string>
        label={t('state')}
        selected={filter.state ?? ''}
        onSelect={(state) => onChoose('state', state)}
        options={[
          { key: '', label: common('all') },
          ...PACKAGE_STATES.map((state) => ({ key: state, label: common(`state.${state}`) })),
        ]}
      />
      <div className={styles.band}>
        <SelectField
          label={t('band')}
          hideLabel
          value={filter.band ?? ''}
          placeholder={t('anyBand')}
          options={[...BANDS].reverse().map((band) => ({ value: band, label: common(`band.${band}`) }))}
          onPick={(band) => onChoose('band', band)}
        />
      </div>
      {filter.opdId !== undefined && <OpdChip opdId={filter.opdId} onRemove={() => onChoose('opdId', '')} />}
      {isFiltered && (
        <Button
          kind="quiet"
          onClick={() => {
            setWords('');
            onClear();
          }}
        >
          {t('clear')}
        </Button>
      )}
    </div>
  );
}

function OpdChip({ opdId, onRemove }: { readonly opdId: number; readonly onRemove: () => void }) {
  const t = useMessages('packages');
  const { data } = useQuery(opdProgressQuery(opdId));
  return (
    <button type="button" className={styles.chip} onClick={onRemove}>
      {t('opdFilter', { opd: data?.shortName ?? '…' })}
      <Icon name="close" size={14} />
    </button>
  );
}

function Results({ filter }: { readonly filter: PackageFilter }) {
  const t = useMessages('packages');
  const formats = useFormats();
  const query = useInfiniteQuery(packagesQuery(filter));
  if (query.data === undefined) {
    return query.isError ? (
      <LoadProblem error={query.error} onRetry={() => void query.refetch()} />
    ) : (
      <Card>
        <Skeleton height="40px" lines={6} />
      </Card>
    );
  }
  const works = query.data.pages.flatMap((page) => page.items);
  if (works.length === 0) return <EmptyState icon="search" title={t('none')} />;
  return (
    <Card>
      <p className={styles.shown} role="status">
        {t('shown', { count: formats.count(works.length) })}
      </p>
      <ul className={styles.list}>
        {works.map((work) => (
          <li key={work.id}>
            <WorkRow work={work} />
          </li>
        ))}
      </ul>
      {query.hasNextPage && (
        <Button wide busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {t('more')}
        </Button>
      )}
    </Card>
  );
}

function numberOf(text: string | null): number | undefined {
  return text !== null && /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}
