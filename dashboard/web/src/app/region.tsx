import { type ReactNode, createContext, useContext, useEffect, useMemo, useState } from 'react';
import { type Region, decodeRegion, fetchRegion } from '../api/region';
import { type Formats, createFormats } from '../format/formats';
import { useLanguage } from '../i18n/language';
import { FirstLoad } from './first-load';
import { keep, recall } from './kept';

const STORED_AS = 'pantau-region';
const RegionContext = createContext<Region | undefined>(undefined);
const FormatsContext = createContext<Formats | undefined>(undefined);

/** Everything below knows the region and writes numbers and times in its zone and the reader's language. */
export function RegionProvider({ children }: { readonly children: ReactNode }) {
  const { language } = useLanguage();
  const [region, setRegion] = useState<Region | undefined>(() => recall(STORED_AS, decodeRegionAsKept));
  const [error, setError] = useState<unknown>();
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    const stop = new AbortController();
    fetchRegion(stop.signal).then(
      (fetched) => {
        keep(STORED_AS, asKept(fetched));
        setRegion(fetched);
        setError(undefined);
      },
      (reason: unknown) => {
        if (!stop.signal.aborted) setError(reason);
      },
    );
    return () => stop.abort();
  }, [attempt]);
  const formats = useMemo(() => (region === undefined ? undefined : createFormats(language, region)), [region, language]);
  if (region === undefined || formats === undefined) {
    return <FirstLoad error={error} onRetry={() => setAttempt(attempt + 1)} />;
  }
  return (
    <RegionContext value={region}>
      <FormatsContext value={formats}>{children}</FormatsContext>
    </RegionContext>
  );
}

export function useRegion(): Region {
  const region = useContext(RegionContext);
  if (region === undefined) throw new Error('useRegion needs a RegionProvider above it');
  return region;
}

export function useFormats(): Formats {
  const formats = useContext(FormatsContext);
  if (formats === undefined) throw new Error('useFormats needs a RegionProvider above it');
  return formats;
}

/** Kept in the collector's own words, so that one decoder reads both. */
function asKept({ isDemo, ...rest }: Region): unknown {
  return { ...rest, demo: isDemo };
}

const decodeRegionAsKept = decodeRegion;
