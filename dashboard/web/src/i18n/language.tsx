import { type ReactNode, createContext, useCallback, useContext, useEffect, useMemo, useState } from 'react';
import type { Language } from '../format/formats';
import { ID } from './id';
import { type MessageKey, type MessagePage, type MessageValues, type Messages, fillIn, loadMessages } from './messages';

interface Speech {
  readonly language: Language;
  readonly messages: Messages;
  setLanguage(language: Language): void;
}

const STORED_AS = 'pantau-language';
const SpeechContext = createContext<Speech | undefined>(undefined);

export function storedLanguage(): Language | undefined {
  const stored = localStorage.getItem(STORED_AS);
  return stored === 'id' || stored === 'en' ? stored : undefined;
}

/** Keeps the old language on screen until the new one has arrived. */
export function LanguageProvider({ children }: { readonly children: ReactNode }) {
  const [wanted, setWanted] = useState<Language>(() => storedLanguage() ?? 'id');
  const [spoken, setSpoken] = useState<{ readonly language: Language; readonly messages: Messages }>({
    language: 'id',
    messages: ID,
  });
  useEffect(() => {
    let isWanted = true;
    loadMessages(wanted).then(
      (messages) => {
        if (!isWanted) return;
        document.documentElement.lang = wanted;
        setSpoken({ language: wanted, messages });
      },
      () => {
        // Without the network the other language cannot be had; the one on screen stays.
        if (isWanted) setWanted('id');
      },
    );
    return () => {
      isWanted = false;
    };
  }, [wanted]);
  const setLanguage = useCallback((language: Language) => {
    localStorage.setItem(STORED_AS, language);
    setWanted(language);
  }, []);
  const speech = useMemo(() => ({ ...spoken, setLanguage }), [spoken, setLanguage]);
  return <SpeechContext value={speech}>{children}</SpeechContext>;
}

export function useLanguage(): Speech {
  const speech = useContext(SpeechContext);
  if (speech === undefined) throw new Error('useLanguage needs a LanguageProvider above it');
  return speech;
}

export type Translate<P extends MessagePage> = (key: MessageKey<P>, values?: MessageValues) => string;

/** The words of one page: `const t = useMessages('home'); t('title', {count: 3})`. Keys are checked by the compiler. */
export function useMessages<P extends MessagePage>(page: P): Translate<P> {
  const { messages } = useLanguage();
  return useCallback(
    (key, values) => {
      const words: Readonly<Record<string, string>> = messages[page];
      return fillIn(words[key] ?? key, values);
    },
    [messages, page],
  );
}
