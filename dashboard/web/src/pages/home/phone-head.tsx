import { Crest } from '../../app/crest';
import { useFormats, useRegion } from '../../app/region';
import { useUser } from '../../app/session';
import { useMessages } from '../../i18n/language';
import { Avatar } from '../../ui';
import { useToday } from '../shared/use-today';
import styles from './phone-head.module.css';

interface PhoneHeadProps {
  readonly updatedAtMs: number | undefined;
  readonly isStale: boolean;
}

/** On a phone the home page begins with whose it is, which day it is, and how old the figures are. */
export function PhoneHead({ updatedAtMs, isStale }: PhoneHeadProps) {
  const t = useMessages('home');
  const common = useMessages('common');
  const formats = useFormats();
  const region = useRegion();
  const user = useUser();
  const today = useToday();
  return (
    <header className={styles.head}>
      <div className={styles.line}>
        <Crest size={30} />
        <b>{region.name}</b>
        <span className={styles.me}>
          <Avatar name={user.displayName} size={40} />
        </span>
      </div>
      <h1>{formats.weekdayDate(today)}</h1>
      {updatedAtMs !== undefined && (
        <p className={styles.fresh} data-stale={isStale || undefined}>
          <i aria-hidden="true" />
          {isStale
            ? common('staleAsOf', { time: formats.time(updatedAtMs) })
            : `${t('live')} · ${t('updated', { time: formats.time(updatedAtMs) })}`}
        </p>
      )}
    </header>
  );
}
