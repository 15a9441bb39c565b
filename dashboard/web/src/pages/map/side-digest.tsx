import { useQuery } from '@tanstack/react-query';
import { homeQuery } from '../../api/home';
import { useUser } from '../../app/session';
import { useMessages } from '../../i18n/language';
import { BehindCard } from '../home/behind-card';
import { CurveCard } from '../home/curve-card';
import { MissingCard } from '../home/missing-card';
import { useIsAtLeast } from '../shared/use-is-at-least';
import styles from './side-digest.module.css';

/** From here the map still has room beside list and digest. */
const SHOWN_FROM_PX = 1360;
const READS_ALL = ['leader', 'verifier', 'cc-operator'];

/** On a wide screen the other half of the story stands beside the map: who has reported, what is behind, how far the year is. */
export function SideDigest() {
  const user = useUser();
  const isWide = useIsAtLeast(SHOWN_FROM_PX);
  return isWide && READS_ALL.includes(user.role) ? <Digest /> : null;
}

function Digest() {
  const t = useMessages('map');
  const { data: home } = useQuery(homeQuery());
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <aside className={styles.digest} aria-label={t('digest')} tabIndex={0}>
      {home !== undefined && <MissingCard home={home} rows={3} mayRemind={false} />}
      {home !== undefined && <BehindCard home={home} rows={3} />}
      <CurveCard />
    </aside>
  );
}
