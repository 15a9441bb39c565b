import { useMessages } from '../i18n/language';
import { Button } from '../ui/button';
import { EmptyState, Spinner } from '../ui/feedback';
import styles from './page-states.module.css';
import { ErrorText } from './problem-text';

export function PageLoading() {
  const t = useMessages('app');
  return (
    <div className={styles.center}>
      <Spinner label={t('loading')} />
    </div>
  );
}

interface PageFaultProps {
  readonly error: unknown;
  readonly onRetry: () => void;
}

/** A page broke; the rest of the app goes on. */
export function PageFault({ error, onRetry }: PageFaultProps) {
  const t = useMessages('app');
  return (
    <div className={styles.center} role="alert">
      <EmptyState
        icon="warning"
        title={t('pageFaultTitle')}
        text={<ErrorText error={error} />}
        action={
          <Button kind="primary" onClick={onRetry}>
            {t('tryAgain')}
          </Button>
        }
      />
    </div>
  );
}
