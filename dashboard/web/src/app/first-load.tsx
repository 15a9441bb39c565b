import { useMessages } from '../i18n/language';
import { Button } from '../ui/button';
import { Crest } from './crest';
import styles from './first-load.module.css';
import { ErrorText } from './problem-text';

interface FirstLoadProps {
  readonly error: unknown;
  readonly onRetry: () => void;
}

/** Before anything is known: the crest, and a way on when the collector is not reached. Looks like the skeleton in index.html. */
export function FirstLoad({ error, onRetry }: FirstLoadProps) {
  const t = useMessages('app');
  return (
    <main className={styles.first}>
      <Crest size={64} />
      <h1>{t('productName')}</h1>
      {error !== undefined && (
        <div role="alert" className={styles.problem}>
          <p>
            <ErrorText error={error} />
          </p>
          <Button kind="primary" onClick={onRetry}>
            {t('tryAgain')}
          </Button>
        </div>
      )}
    </main>
  );
}
