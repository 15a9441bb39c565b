import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, useDeferredValue, useEffect, useId, useMemo, useState } from 'react';
import { useLocation } from 'wouter';
import { packagesQuery } from '../api/activities';
import { opdsQuery } from '../api/opds';
import { fetchVehicles } from '../api/vehicles';
import { useMessages } from '../i18n/language';
import { Dialog } from '../ui/dialog';
import { Icon, type IconName } from '../ui/icon';
import { seesRoutes } from './navigation';
import styles from './search-palette.module.css';
import { useUser } from './session';

interface Hit {
  readonly key: string;
  readonly icon: IconName;
  readonly title: string;
  readonly note: string;
  readonly href: string;
}

const HITS_OF_A_KIND = 6;
const ASK_FROM_LETTERS = 2;

/** One box for plates, agencies and activities; Ctrl K opens it from anywhere. */
export function SearchPalette() {
  const t = useMessages('app');
  const user = useUser();
  const [isOpen, setOpen] = useState(false);
  useEffect(() => {
    const open = (event: globalThis.KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      setOpen(true);
    };
    window.addEventListener('keydown', open);
    return () => window.removeEventListener('keydown', open);
  }, []);
  if (!seesRoutes(user.role)) return null;
  return (
    <>
      <button type="button" className={styles.opener} aria-haspopup="dialog" onClick={() => setOpen(true)}>
        <Icon name="search" size={17} />
        <span>{t('searchHint')}</span>
        <kbd>{t('searchKeys')}</kbd>
      </button>
      <Dialog open={isOpen} onClose={() => setOpen(false)} title={t('search')} closeLabel={t('close')} bare>
        <Palette onDone={() => setOpen(false)} />
      </Dialog>
    </>
  );
}

function Palette({ onDone }: { readonly onDone: () => void }) {
  const t = useMessages('app');
  const id = useId();
  const [, navigate] = useLocation();
  const [words, setWords] = useState('');
  const [active, setActive] = useState(0);
  const hits = useHits(words);
  const go = (hit: Hit | undefined) => {
    if (hit === undefined) return;
    onDone();
    navigate(hit.href);
  };
  const steer = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0 && hits.length > 0) {
      event.preventDefault();
      setActive((active + step + hits.length) % hits.length);
    } else if (event.key === 'Enter') go(hits[active]);
  };
  return (
    <div className={styles.palette}>
      <div className={styles.box}>
        <Icon name="search" />
        <input
          data-focus-first
          type="search"
          role="combobox"
          aria-label={t('search')}
          aria-expanded={hits.length > 0}
          aria-controls={`${id}-hits`}
          aria-activedescendant={hits[active] === undefined ? undefined : `${id}-${active}`}
          placeholder={t('searchHint')}
          value={words}
          onChange={(event) => {
            setWords(event.currentTarget.value);
            setActive(0);
          }}
          onKeyDown={steer}
        />
      </div>
      <div id={`${id}-hits`} role="listbox" aria-label={t('searchHits')} className={styles.hits}>
        {hits.map((hit, index) => (
          <div
            key={hit.key}
            id={`${id}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === active}
            className={styles.hit}
            // The combobox above has the keyboard.
            onClick={() => go(hit)}
            onKeyDown={steer}
            onPointerMove={() => setActive(index)}
          >
            <Icon name={hit.icon} />
            <span>
              <b>{hit.title}</b>
              <small>{hit.note}</small>
            </span>
          </div>
        ))}
      </div>
      {words.trim() !== '' && hits.length === 0 && <p className={styles.none}>{t('searchNone', { words })}</p>}
    </div>
  );
}

function useHits(words: string): readonly Hit[] {
  const wanted = useDeferredValue(words.trim().toLowerCase());
  const vehicles = useQuery({ queryKey: ['vehicles'], queryFn: ({ signal }) => fetchVehicles(signal), staleTime: 300_000 });
  const opds = useQuery(opdsQuery());
  const packages = useInfiniteQuery({ ...packagesQuery({ q: wanted }, HITS_OF_A_KIND), enabled: wanted.length >= ASK_FROM_LETTERS });
  return useMemo(() => {
    if (wanted === '') return [];
    const has = (...texts: readonly string[]) => {
      const text = texts.join(' ').toLowerCase();
      return text.includes(wanted) || text.replaceAll(' ', '').includes(wanted.replaceAll(' ', ''));
    };
    const vehicleHits = (vehicles.data ?? [])
      .filter(({ plate, name, holder }) => has(plate, name, holder ?? ''))
      .slice(0, HITS_OF_A_KIND)
      .map(({ id, plate, name, opdName }): Hit => ({ key: `v${id}`, icon: 'car', title: `${plate} · ${name}`, note: opdName, href: `/peta?k=${id}` }));
    const opdHits = (opds.data ?? [])
      .filter(({ name, shortName }) => has(name, shortName))
      .slice(0, HITS_OF_A_KIND)
      .map(({ id, name, shortName }): Hit => ({ key: `o${id}`, icon: 'building', title: name, note: shortName, href: `/opd/${id}` }));
    const workHits = (wanted.length < ASK_FROM_LETTERS ? [] : (packages.data?.pages[0]?.items ?? []))
      .slice(0, HITS_OF_A_KIND)
      .map(({ id, name, opdName }): Hit => ({ key: `p${id}`, icon: 'progress', title: name, note: opdName, href: `/kegiatan/${id}` }));
    return [...vehicleHits, ...opdHits, ...workHits];
  }, [wanted, vehicles.data, opds.data, packages.data]);
}
