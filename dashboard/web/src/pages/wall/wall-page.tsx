import { useEffect, useState } from 'react';
import { useParams } from 'wouter';
import type { Role } from '../../api/session';
import { PageLoading } from '../../app/page-states';
import { useErrorText } from '../../app/problem-text';
import { useSession } from '../../app/session';
import { ForcedTheme } from '../../app/theme';
import { useMessages } from '../../i18n/language';
import { LiveProvider } from '../../live/live';
import { Wall } from './wall';
import styles from './wall.module.css';

const READS_ALL: readonly Role[] = ['leader', 'verifier', 'cc-operator', 'wall'];
const TRY_AGAIN_MS = 30_000;

/**
 * `/layar/:token`: one address with its own read-only token, opened once and left alone. Somebody who may read everything and
 * is logged in keeps the own session; the token is asked for only otherwise. `?skala=1.25` enlarges all words.
 */
export function WallPage() {
  const t = useMessages('wall');
  const { token = '' } = useParams<{ token: string }>();
  const { user, logIn } = useSession();
  const errorText = useErrorText();
  const [problem, setProblem] = useState<unknown>();
  const mayWatch = user !== undefined && READS_ALL.includes(user.role);
  useEffect(() => {
    if (mayWatch) return;
    let timer = 0;
    let isGone = false;
    const enter = () => {
      logIn({ wallToken: token }).then(
        () => setProblem(undefined),
        (error: unknown) => {
          if (isGone) return;
          setProblem(error);
          // Nobody stands at a wall: it tries again by itself.
          timer = window.setTimeout(enter, TRY_AGAIN_MS);
        },
      );
    };
    enter();
    return () => {
      isGone = true;
      window.clearTimeout(timer);
    };
  }, [mayWatch, token, logIn]);
  return (
    <ForcedTheme theme="dark">
      {mayWatch ? (
        <LiveProvider isOn>
          <Wall />
        </LiveProvider>
      ) : problem === undefined ? (
        <PageLoading />
      ) : (
        <main className={styles.refused} role="alert">
          <h1>{t('refusedTitle')}</h1>
          <p>{errorText(problem)}</p>
          <p>{t('refusedText')}</p>
        </main>
      )}
    </ForcedTheme>
  );
}
