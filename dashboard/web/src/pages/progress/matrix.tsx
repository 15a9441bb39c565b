import { useState } from 'react';
import { Link, useSearchParams } from 'wouter';
import type { OpdProgress } from '../../api/progress';
import { useFormats } from '../../app/region';
import { DayStrip } from '../../charts/day-mark';
import { DeviationBar } from '../../charts/deviation-bar';
import { useMessages } from '../../i18n/language';
import { Card, EmptyState, Segments, SelectField, SortHead, Table, TextField, cell } from '../../ui';
import { useIsAtLeast } from '../shared/use-is-at-least';
import styles from './matrix.module.css';
import {
  type Direction,
  FIRST_DIRECTION,
  GROUPS,
  type Group,
  SORT_KEYS,
  type SortKey,
  groupOf,
  reportRate,
  sortOpds,
} from './sort-opds';

const TABLE_FROM_PX = 960;

/** Every agency of one group, sorted as the reader likes; the choice is in the address, so that it can be sent to somebody. */
export function Matrix({ opds }: { readonly opds: readonly OpdProgress[] }) {
  const t = useMessages('progress');
  const common = useMessages('common');
  const [params, setParams] = useSearchParams();
  const [words, setWords] = useState('');
  const isTable = useIsAtLeast(TABLE_FROM_PX);
  const group = oneOf(GROUPS, params.get('kelompok')) ?? 'agencies';
  const key = oneOf(SORT_KEYS, params.get('urut')) ?? 'deviation';
  const direction = oneOf(['ascending', 'descending'] as const, params.get('arah')) ?? FIRST_DIRECTION[key];
  const choose = (change: Readonly<Record<string, string>>) =>
    setParams((before) => ({ ...Object.fromEntries(before), ...change }), { replace: true });
  const sortBy = (next: SortKey) => {
    const turned = direction === 'ascending' ? 'descending' : 'ascending';
    choose({ urut: next, arah: next === key ? turned : FIRST_DIRECTION[next] });
  };
  const inGroup = opds.filter(({ kind }) => groupOf(kind) === group);
  const shown = sortOpds(
    inGroup.filter(({ name, shortName }) => `${name} ${shortName}`.toLowerCase().includes(words.trim().toLowerCase())),
    key,
    direction,
  );
  return (
    <Card title={t('matrix')}>
      <div className={styles.tools}>
        <Segments<Group>
          label={t('group')}
          selected={group}
          onSelect={(next) => choose({ kelompok: next })}
          options={GROUPS.map((each) => ({ key: each, label: common(`opdGroup.${each}`) }))}
        />
        {!isTable && (
          <SelectField
            label={t('sortBy')}
            value={key}
            options={SORT_KEYS.map((each) => ({ value: each, label: t(each) }))}
            onPick={(next) => sortBy(oneOf(SORT_KEYS, next) ?? 'deviation')}
          />
        )}
        <div className={styles.search}>
          <TextField
            label={t('searchOpd')}
            hideLabel
            type="search"
            placeholder={t('searchOpd')}
            value={words}
            onChange={(event) => setWords(event.currentTarget.value)}
          />
        </div>
      </div>
      {shown.length === 0 ? (
        <EmptyState icon="search" title={t('noOpd')} />
      ) : isTable ? (
        <MatrixTable
          opds={shown}
          sortKey={key}
          direction={direction}
          onSort={sortBy}
          caption={t('matrixCaption', { group: common(`opdGroup.${group}`), column: t(key) })}
        />
      ) : (
        <ul className={styles.list}>
          {shown.map((opd) => (
            <li key={opd.opdId}>
              <OpdRow opd={opd} />
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

interface MatrixTableProps {
  readonly opds: readonly OpdProgress[];
  readonly sortKey: SortKey;
  readonly direction: Direction;
  readonly onSort: (key: SortKey) => void;
  readonly caption: string;
}

const COLUMNS: readonly (readonly [key: SortKey, isNumber: boolean])[] = [
  ['opd', false],
  ['pagu', true],
  ['fisik', false],
  ['deviation', true],
  ['keuangan', false],
  ['reports14', false],
  ['critical', true],
];

function MatrixTable({ opds, sortKey, direction, onSort, caption }: MatrixTableProps) {
  const t = useMessages('progress');
  return (
    <Table caption={caption} className={styles.table}>
      <thead>
        <tr>
          {COLUMNS.map(([key, isNumber]) => (
            <SortHead
              key={key}
              number={isNumber}
              direction={key === sortKey ? direction : undefined}
              onSort={() => onSort(key)}
            >
              {t(key)}
            </SortHead>
          ))}
        </tr>
      </thead>
      <tbody>
        {opds.map((opd) => (
          <MatrixRow key={opd.opdId} opd={opd} />
        ))}
      </tbody>
    </Table>
  );
}

function MatrixRow({ opd }: { readonly opd: OpdProgress }) {
  const t = useMessages('progress');
  const formats = useFormats();
  return (
    <tr>
      <th scope="row">
        <Link href={`/opd/${opd.opdId}`} className={styles.name}>
          {opd.name}
        </Link>
        <span className={styles.count}>{t('packageCount', { count: opd.packageCount })}</span>
      </th>
      <td className={cell.number}>{formats.rupiahBare(opd.paguRp)}</td>
      <td>
        <Physical opd={opd} />
      </td>
      <td className={cell.number}>
        <b className={styles.points} data-band={opd.band}>
          {formats.points(opd.deviationPts)}
        </b>
      </td>
      <td>
        <Financial opd={opd} />
      </td>
      <td>
        <Strip opd={opd} />
      </td>
      <td className={cell.number}>
        <Critical opd={opd} />
      </td>
    </tr>
  );
}

/** The same agency where there is no room for a table. */
function OpdRow({ opd }: { readonly opd: OpdProgress }) {
  const t = useMessages('progress');
  const formats = useFormats();
  return (
    <Link href={`/opd/${opd.opdId}`} className={styles.row}>
      <span className={styles.line}>
        <b className={styles.rowName}>{opd.name}</b>
        <b className={styles.points} data-band={opd.band}>
          {formats.points(opd.deviationPts)}
        </b>
      </span>
      <Physical opd={opd} />
      <span className={styles.line}>
        <Strip opd={opd} />
        <span className={styles.small}>
          {t('keuangan')} {formats.percent(opd.financialPct, 0)}
          {opd.criticalCount > 0 && ` · ${t('criticalCount', { count: opd.criticalCount })}`}
        </span>
      </span>
    </Link>
  );
}

function Physical({ opd }: { readonly opd: OpdProgress }) {
  const t = useMessages('common');
  const formats = useFormats();
  const actual = formats.percent(opd.physicalPct);
  const plan = formats.percent(opd.plannedPct);
  return (
    <span className={styles.measure}>
      <span className={styles.figure}>{actual}</span>
      <span className={styles.bar}>
        <DeviationBar
          actualPct={opd.physicalPct}
          plannedPct={opd.plannedPct}
          band={opd.band}
          label={t('barSentence', { actual, plan })}
        />
      </span>
    </span>
  );
}

function Financial({ opd }: { readonly opd: OpdProgress }) {
  const t = useMessages('common');
  const formats = useFormats();
  const pct = formats.percent(opd.financialPct);
  return (
    <span className={styles.measure} title={formats.rupiahFull(opd.financialRp)}>
      <span className={styles.figure}>{pct}</span>
      <span className={styles.bar}>
        <DeviationBar actualPct={opd.financialPct} band="plain" label={t('moneySentence', { pct })} />
      </span>
    </span>
  );
}

function Strip({ opd }: { readonly opd: OpdProgress }) {
  const t = useMessages('progress');
  return <DayStrip states={opd.reports14} label={t('stripSentence', { name: opd.name, ...reportRate(opd.reports14) })} />;
}

function Critical({ opd }: { readonly opd: OpdProgress }) {
  const formats = useFormats();
  if (opd.criticalCount === 0) return <span className={styles.zero}>{formats.count(0)}</span>;
  return (
    <Link href={`/kegiatan?band=critical&opdId=${opd.opdId}`} className={styles.critical}>
      {formats.count(opd.criticalCount)}
    </Link>
  );
}

function oneOf<const T extends string>(words: readonly T[], wanted: string | null): T | undefined {
  return words.find((word) => word === wanted);
}
