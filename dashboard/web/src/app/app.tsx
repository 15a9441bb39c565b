import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { useState } from 'react';
import { ApiProblem } from '../api/http';
import { LanguageProvider } from '../i18n/language';
import { ToastProvider } from '../ui/toast';
import { NewVersion } from './new-version';
import { RegionProvider } from './region';
import { Routes } from './routes';
import { SessionProvider } from './session';
import { ThemeProvider } from './theme';

const FRESH_FOR_MS = 15_000;

function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: FRESH_FOR_MS,
        // A refusal is an answer; only what was not reached is worth another try.
        retry: (count, error) => !(error instanceof ApiProblem) && count < 2,
        // The page shows what it has, and says that the line is cut.
        networkMode: 'always',
      },
      mutations: { retry: false, networkMode: 'always' },
    },
  });
}

export function App() {
  const [queries] = useState(createQueryClient);
  return (
    <QueryClientProvider client={queries}>
      <ThemeProvider>
        <LanguageProvider>
          <RegionProvider>
            <SessionProvider>
              <ToastProvider>
                <NewVersion />
                <Routes />
              </ToastProvider>
            </SessionProvider>
          </RegionProvider>
        </LanguageProvider>
      </ThemeProvider>
    </QueryClientProvider>
  );
}
