import { useMemo, useState } from 'react';
import type { Area } from '../../api/areas';
import { useFormats } from '../../app/region';
import { useUser } from '../../app/session';
import { useMessages } from '../../i18n/language';
import { MapList } from '../../map/map-frame';
import { Button, EmptyState, SelectField, TextField } from '../../ui';
import { type AreaGroup, GROUPS, countGroups, kecamatanNames, kecamatanOf } from './area-groups';
import styles from './areas-page.module.css';

interface AreaListProps {
  readonly areas: readonly Area[];
  readonly found: readonly Area[];
  readonly group: AreaGroup | undefined;
  readonly words: string;
  /** The address names an area that is not there (any more). */
  readonly isUnknown: boolean;
  readonly onGroup: (group: AreaGroup | undefined) => void;
  readonly onWords: (words: string) => void;
  readonly onPick: (id: number) => void;
  readonly onTask: (task: 'draw' | 'import') => void;
}

/** More are drawn on request: a regency has hundreds of desa, a screen has room for fifteen. */
const ROWS_AT_ONCE = 120;

export function AreaList({ areas, found, group, words, isUnknown, onGroup, onWords, onPick, onTask }: AreaListProps) {
  const t = useMessages('areas');
  const { role } = useUser();
  const [limit, setLimit] = useState(ROWS_AT_ONCE);
  const counts = useMemo(() => countGroups(areas), [areas]);
  const kecamatan = useMemo(() => kecamatanNames(areas), [areas]);
  return (
    <>
      <header className={styles.head}>
        <p className={styles.about}>{t('about')}</p>
        {role === 'admin' && (
          <div className={styles.buttons}>
            <Button kind="primary" icon="plus" onClick={() => onTask('draw')}>
              {t('draw')}
            </Button>
            <Button icon="upload" onClick={() => onTask('import')}>
              {t('import')}
            </Button>
          </div>
        )}
      </header>
      <div className={styles.tools}>
        <TextField label={t('find')} hideLabel type="search" placeholder={t('find')} value={words} onChange={(event) => onWords(event.currentTarget.value)} />
        <SelectField
          label={t('group')}
          hideLabel
          value={group ?? ''}
          placeholder={t('groupAll', { count: areas.length })}
          options={GROUPS.filter((each) => counts.has(each)).map((each) => ({ value: each, label: t('groupCount', { group: t(`group.${each}`), count: counts.get(each) ?? 0 }) }))}
          onPick={(picked) => onGroup(GROUPS.find((each) => each === picked))}
        />
      </div>
      {isUnknown && (
        <p className={styles.gone} role="status">
          {t('gone')}
        </p>
      )}
      <MapList>
        {found.length === 0 ? (
          <EmptyState icon="search" title={t('none')} text={t('noneText')} />
        ) : (
          <ul className={styles.rows}>
            {found.slice(0, limit).map((area) => (
              <li key={area.id}>
                <Row area={area} kecamatan={kecamatanOf(area, kecamatan)} onPick={onPick} />
              </li>
            ))}
          </ul>
        )}
        {found.length > limit && (
          <div className={styles.more}>
            <Button kind="quiet" onClick={() => setLimit(limit + ROWS_AT_ONCE)}>
              {t('showMore', { count: found.length - limit })}
            </Button>
          </div>
        )}
      </MapList>
    </>
  );
}

function Row({ area, kecamatan, onPick }: { readonly area: Area; readonly kecamatan: string | undefined; readonly onPick: (id: number) => void }) {
  const t = useMessages('areas');
  const formats = useFormats();
  const about = [
    t(`kind.${area.kind}`),
    kecamatan,
    area.bufferM > 0 ? t('bufferShort', { distance: formats.distance(area.bufferM) }) : undefined,
    area.outline === undefined ? t('noOutline') : undefined,
  ];
  return (
    <button type="button" className={styles.row} onClick={() => onPick(area.id)}>
      <i data-kind={area.kind} data-drawn={area.outline !== undefined || undefined} aria-hidden="true" />
      <b>{area.name}</b>
      <small>{about.filter((part) => part !== undefined).join(' · ')}</small>
    </button>
  );
}
