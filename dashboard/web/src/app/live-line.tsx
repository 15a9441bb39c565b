import { useMessages } from '../i18n/language';
import { useLiveLink } from '../live/live';
import { Unseen } from '../ui/feedback';
import styles from './live-line.module.css';
import { useFormats } from './region';
import { serverNowMs } from './server-clock';

/** Whether what is on screen is now. The words change once a second; read aloud only when the line breaks or comes back. */
export function LiveLine({ look = 'line' }: { readonly look?: 'line' | 'pill' }) {
  const t = useMessages('app');
  const formats = useFormats();
  const { link, newestAgeS } = useLiveLink();
  const words =
    link.kind === 'live'
      ? t('live')
      : link.kind === 'connecting'
        ? t('connecting')
        : t('staleSince', { time: formats.moment(link.sinceMs, serverNowMs()) });
  return (
    <div className={styles.line} data-link={link.kind} data-look={look}>
      <i aria-hidden="true" />
      <b aria-hidden="true">{words}</b>
      {link.kind === 'live' && newestAgeS !== undefined && (
        <span aria-hidden="true">{t('newest', { age: formats.age(newestAgeS) })}</span>
      )}
      <Unseen>
        <span role="status">{words}</span>
      </Unseen>
    </div>
  );
}
