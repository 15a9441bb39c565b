import { useMessages } from '../../i18n/language';
import styles from './demo-accounts.module.css';

/** The accounts and the word that `./pantau demo` prints, too; a real installation has neither. */
const ACCOUNTS = ['bupati', 'sekda', 'verifikator', 'operator.cc', 'kepala.dikes', 'operator.dikes'] as const;
const DEMO_PASSWORD = 'pantau-demo';

interface DemoAccountsProps {
  readonly onPick: (userName: string, password: string) => void;
}

export function DemoAccounts({ onPick }: DemoAccountsProps) {
  const t = useMessages('login');
  return (
    <section className={styles.demo} aria-labelledby="demo-title">
      <h2 id="demo-title">{t('demoTitle')}</h2>
      <p>{t('demoHint')}</p>
      <div className={styles.accounts}>
        {ACCOUNTS.map((account) => (
          <button key={account} type="button" onClick={() => onPick(account, DEMO_PASSWORD)}>
            {t(`demo.${account}`)}
          </button>
        ))}
      </div>
    </section>
  );
}
