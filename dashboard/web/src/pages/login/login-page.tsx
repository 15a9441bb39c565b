import { type FormEvent, useRef, useState } from 'react';
import { Redirect, useSearch } from 'wouter';
import { ApiProblem, NoConnection } from '../../api/http';
import { Crest } from '../../app/crest';
import { landingOf } from '../../app/navigation';
import { useRegion } from '../../app/region';
import { useSession } from '../../app/session';
import type { Language } from '../../format/formats';
import { useLanguage, useMessages } from '../../i18n/language';
import type { MessageKey } from '../../i18n/messages';
import { Button, IconButton, Notice, Segments, TextField } from '../../ui';
import { DemoAccounts } from './demo-accounts';
import styles from './login.module.css';
import { pathWithin } from './path-within';
import { Relief } from './relief';

/** The first thing anybody sees of Pantau: whose it is, two fields, and a clear word when something is wrong. */
export function LoginPage() {
  const t = useMessages('login');
  const app = useMessages('app');
  const region = useRegion();
  const { user } = useSession();
  const { language, setLanguage } = useLanguage();
  const wanted = new URLSearchParams(useSearch()).get('ke');
  if (user !== undefined) return <Redirect to={pathWithin(wanted) ?? landingOf(user)} replace />;
  return (
    <div className={styles.page}>
      <aside className={styles.brand}>
        <Relief />
        <div className={styles.mark}>
          <Crest size={72} />
          <p className={styles.name}>{app('productName')}</p>
          <p className={styles.tagline}>{t('tagline')}</p>
        </div>
        <p className={styles.region}>{t('lead', { region: region.name })}</p>
      </aside>
      <main className={styles.main}>
        <div className={styles.language}>
          <Segments<Language>
            label={t('language')}
            selected={language}
            onSelect={setLanguage}
            options={[
              { key: 'id', label: 'ID', title: t('languageIndonesian') },
              { key: 'en', label: 'EN', title: t('languageEnglish') },
            ]}
          />
        </div>
        <LoginForm />
      </main>
    </div>
  );
}

function LoginForm() {
  const t = useMessages('login');
  const region = useRegion();
  const { logIn } = useSession();
  const [userName, setUserName] = useState('');
  const [password, setPassword] = useState('');
  const [isShown, setIsShown] = useState(false);
  const [isBusy, setIsBusy] = useState(false);
  const [problem, setProblem] = useState<MessageKey<'login'>>();
  const passwordField = useRef<HTMLInputElement>(null);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (isBusy) return;
    if (userName.trim() === '' || password === '') {
      setProblem('needBoth');
      return;
    }
    setIsBusy(true);
    setProblem(undefined);
    try {
      // On success the page redirects by itself: the session now has a user.
      await logIn({ userName: userName.trim(), password });
    } catch (error) {
      setProblem(problemOf(error));
      setIsBusy(false);
      passwordField.current?.select();
    }
  };

  return (
    <form className={styles.form} onSubmit={(event) => void submit(event)} noValidate>
      <h1>{t('title')}</h1>
      {problem !== undefined && (
        <Notice tone={problem === 'offline' ? 'warn' : 'bad'} role="alert">
          {t(problem)}
        </Notice>
      )}
      <TextField
        label={t('userName')}
        name="username"
        autoComplete="username"
        autoCapitalize="none"
        autoCorrect="off"
        spellCheck={false}
        value={userName}
        onChange={(event) => setUserName(event.currentTarget.value)}
      />
      <TextField
        ref={passwordField}
        label={t('password')}
        name="password"
        type={isShown ? 'text' : 'password'}
        autoComplete="current-password"
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
        after={
          <IconButton
            icon="eye"
            size="s"
            label={t(isShown ? 'hidePassword' : 'showPassword')}
            aria-pressed={isShown}
            onClick={() => setIsShown(!isShown)}
          />
        }
      />
      <Button type="submit" kind="primary" size="l" wide busy={isBusy}>
        {t(isBusy ? 'submitting' : 'submit')}
      </Button>
      <p className={styles.forgot}>{t('forgot')}</p>
      {region.isDemo && (
        <DemoAccounts
          onPick={(name, word) => {
            setUserName(name);
            setPassword(word);
            setProblem(undefined);
          }}
        />
      )}
    </form>
  );
}

function problemOf(error: unknown): MessageKey<'login'> {
  if (error instanceof NoConnection) return 'offline';
  if (error instanceof ApiProblem && error.status === 429) return 'tooMany';
  if (error instanceof ApiProblem && error.status < 500) return 'wrong';
  return 'broken';
}
