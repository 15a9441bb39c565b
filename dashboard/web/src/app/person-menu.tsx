import { useState } from 'react';
import { Link } from 'wouter';
import { useLanguage, useMessages } from '../i18n/language';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';
import { Avatar, Unseen } from '../ui/feedback';
import { Icon } from '../ui/icon';
import { Segments } from '../ui/tabs';
import { useToast } from '../ui/toast';
import type { Destination } from './navigation';
import styles from './person-menu.module.css';
import { useErrorText } from './problem-text';
import { useRegion } from './region';
import { useSession, useUser } from './session';
import shell from './shell.module.css';
import { useTheme } from './theme';

interface PersonMenuProps {
  readonly look: 'disc' | 'tab';
  /** Places that found no room in the bottom bar. */
  readonly more?: readonly Destination[];
}

/** Who I am, how it looks, which language, and the way out. */
export function PersonMenu({ look, more = [] }: PersonMenuProps) {
  const t = useMessages('app');
  const user = useUser();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      {look === 'disc' ? (
        <button type="button" className={styles.disc} aria-haspopup="dialog" title={t('personMenu', { name: user.displayName })} onClick={() => setOpen(true)}>
          <Avatar name={user.displayName} size={36} />
          <Unseen>{t('personMenu', { name: user.displayName })}</Unseen>
        </button>
      ) : (
        <button type="button" className={shell.place} aria-haspopup="dialog" onClick={() => setOpen(true)}>
          <Icon name="person" size={22} />
          {t('navMe')}
        </button>
      )}
      <Dialog open={isOpen} onClose={() => setOpen(false)} title={user.displayName} closeLabel={t('close')}>
        <PersonPanel more={more} onDone={() => setOpen(false)} />
      </Dialog>
    </>
  );
}

function PersonPanel({ more, onDone }: { readonly more: readonly Destination[]; readonly onDone: () => void }) {
  const t = useMessages('app');
  const user = useUser();
  const region = useRegion();
  const { logOut } = useSession();
  const { language, setLanguage } = useLanguage();
  const { choice, choose } = useTheme();
  const toast = useToast();
  const errorText = useErrorText();
  const [isLeaving, setLeaving] = useState(false);
  const leave = async () => {
    setLeaving(true);
    try {
      await logOut();
    } catch (error) {
      setLeaving(false);
      toast.show({ text: errorText(error), tone: 'bad' });
    }
  };
  return (
    <div className={styles.panel}>
      <p className={styles.who}>{[t(`role-${user.role}`), user.opdName].filter((part) => part !== undefined).join(' · ')}</p>
      {more.length > 0 && (
        <ul className={styles.more}>
          {more.map((destination) => (
            <li key={destination.path}>
              <Link href={destination.path} onClick={onDone}>
                <Icon name={destination.icon} />
                {t(destination.label)}
                <Icon name="chevron-right" size={16} />
              </Link>
            </li>
          ))}
        </ul>
      )}
      <div className={styles.choice}>
        <span>{t('appearance')}</span>
        <Segments
          label={t('appearance')}
          selected={choice}
          onSelect={choose}
          options={[
            { key: 'auto', label: t('themeAuto') },
            { key: 'light', label: t('themeLight') },
            { key: 'dark', label: t('themeDark') },
          ]}
        />
      </div>
      <div className={styles.choice}>
        <span>{t('language')}</span>
        <Segments
          label={t('language')}
          selected={language}
          onSelect={setLanguage}
          options={[
            { key: 'id', label: t('languageIndonesian') },
            { key: 'en', label: t('languageEnglish') },
          ]}
        />
      </div>
      <Button icon="logout" wide size="l" busy={isLeaving} onClick={() => void leave()}>
        {t('logOut')}
      </Button>
      <p className={styles.version}>{t('version', { name: region.shortName, version: region.version })}</p>
    </div>
  );
}
