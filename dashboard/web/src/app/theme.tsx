import { type ReactNode, createContext, useContext, useEffect, useLayoutEffect, useMemo, useState, useSyncExternalStore } from 'react';

export type Theme = 'light' | 'dark';
export type ThemeChoice = Theme | 'auto';

interface ThemeState {
  readonly choice: ThemeChoice;
  /** What is on screen. */
  readonly theme: Theme;
  choose(choice: ThemeChoice): void;
}

const STORED_AS = 'pantau-theme';
const ThemeContext = createContext<ThemeState | undefined>(undefined);
const prefersDark = window.matchMedia('(prefers-color-scheme: dark)');

function subscribe(listener: () => void): () => void {
  prefersDark.addEventListener('change', listener);
  return () => prefersDark.removeEventListener('change', listener);
}

function storedChoice(): ThemeChoice {
  const stored = localStorage.getItem(STORED_AS);
  return stored === 'light' || stored === 'dark' ? stored : 'auto';
}

export function ThemeProvider({ children }: { readonly children: ReactNode }) {
  const [choice, setChoice] = useState(storedChoice);
  const isSystemDark = useSyncExternalStore(subscribe, () => prefersDark.matches);
  const theme = choice === 'auto' ? (isSystemDark ? 'dark' : 'light') : choice;
  useEffect(() => applyTheme(theme), [theme]);
  const state = useMemo<ThemeState>(
    () => ({
      choice,
      theme,
      choose: (next) => {
        if (next === 'auto') localStorage.removeItem(STORED_AS);
        else localStorage.setItem(STORED_AS, next);
        setChoice(next);
      },
    }),
    [choice, theme],
  );
  return <ThemeContext value={state}>{children}</ThemeContext>;
}

/** Before React draws, so that a dark evening does not start with a white flash. */
export function applyStoredTheme(): void {
  const choice = storedChoice();
  applyTheme(choice === 'auto' ? (prefersDark.matches ? 'dark' : 'light') : choice);
}

export function applyTheme(theme: Theme): void {
  document.documentElement.dataset['theme'] = theme;
}

export function useTheme(): ThemeState {
  const state = useContext(ThemeContext);
  if (state === undefined) throw new Error('useTheme needs a ThemeProvider above it');
  return state;
}

/** A page that is always dark or light whatever its viewer likes: the wall. */
export function ForcedTheme({ theme, children }: { readonly theme: Theme; readonly children: ReactNode }) {
  const chosen = useTheme().theme;
  // Before the map below reads its colours.
  useLayoutEffect(() => {
    applyTheme(theme);
    return () => applyTheme(chosen);
  }, [theme, chosen]);
  const state = useMemo<ThemeState>(() => ({ choice: theme, theme, choose: () => undefined }), [theme]);
  return <ThemeContext value={state}>{children}</ThemeContext>;
}
