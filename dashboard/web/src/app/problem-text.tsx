import { ApiProblem, NoConnection } from '../api/http';
import { useMessages } from '../i18n/language';
import { Button } from '../ui/button';
import { Notice } from '../ui/feedback';

/** What went wrong, as a sentence: the collector's own words where it spoke, ours where it did not. */
export function useErrorText(): (error: unknown) => string {
  const t = useMessages('app');
  return (error) => {
    if (error instanceof NoConnection) return t('noConnection');
    if (error instanceof ApiProblem) return error.detail === '' ? t('refused', { code: error.code }) : error.detail;
    return t('unexpected');
  };
}

export function ErrorText({ error }: { readonly error: unknown }) {
  return useErrorText()(error);
}

interface LoadProblemProps {
  readonly error: unknown;
  readonly onRetry: () => void;
}

/** In place of what could not be loaded. */
export function LoadProblem({ error, onRetry }: LoadProblemProps) {
  const t = useMessages('app');
  return (
    <Notice
      tone="bad"
      role="alert"
      action={
        <Button size="s" onClick={onRetry}>
          {t('tryAgain')}
        </Button>
      }
    >
      <ErrorText error={error} />
    </Notice>
  );
}
