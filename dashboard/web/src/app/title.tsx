import { createContext, useContext, useEffect } from 'react';

type SetTitle = (title: string | undefined) => void;
export const TitleContext = createContext<SetTitle>(() => undefined);

/** A page about one thing puts that thing's name into the head instead of the section's name. */
export function usePageTitle(title: string | undefined): void {
  const setTitle = useContext(TitleContext);
  useEffect(() => {
    setTitle(title);
    return () => setTitle(undefined);
  }, [title, setTitle]);
}
