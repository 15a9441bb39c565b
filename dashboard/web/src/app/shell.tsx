import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect, useState } from 'react';
import { Link, useLocation } from 'wouter';
import { alertSummaryQuery } from '../api/alerts';
import type { MessageKey } from '../i18n/messages';
import { useMessages } from '../i18n/language';
import { classes } from '../ui/classes';
import { Unseen } from '../ui/feedback';
import { Icon } from '../ui/icon';
import { Clock } from './clock';
import { Crest } from './crest';
import { LiveLine } from './live-line';
import { type Destination, destinationsOf, sectionOf, seesRoutes } from './navigation';
import { PersonMenu } from './person-menu';
import { useRegion } from './region';
import type { Layout } from './routes';
import { SearchPalette } from './search-palette';
import { useUser } from './session';
import { UrgentAlerts } from './urgent-alerts';
import styles from './shell.module.css';
import { TitleContext } from './title';

interface ShellProps {
  readonly title: MessageKey<'app'>;
  readonly layout: Layout;
  readonly ownPhoneHead: boolean;
  readonly children: ReactNode;
}

/** The bottom bar has room for four places and "Saya". */
const BOTTOM_PLACES = 4;

/** A larger number would not fit beside the icon. */
const MOST_SHOWN = 99;

/** The frame around every page: menu, head, live line, clock. */
export function Shell({ title, layout, ownPhoneHead, children }: ShellProps) {
  const t = useMessages('app');
  const region = useRegion();
  const user = useUser();
  const [path] = useLocation();
  const [pageTitle, setPageTitle] = useState<string>();
  const heading = pageTitle ?? t(title);
  const section = sectionOf(path);
  const destinations = destinationsOf(user.role);
  useEffect(() => {
    document.title = `${heading} · ${t('productName')}`;
  }, [heading, t]);
  return (
    <div className={styles.shell} data-own-phone-head={ownPhoneHead || undefined}>
      <a className={styles.skip} href="#isi">
        {t('skipToContent')}
      </a>
      <UrgentAlerts />
      <nav className={styles.rail} aria-label={t('mainMenu')}>
        <span className={styles.crest}>
          <Crest size={38} />
        </span>
        {destinations.map((destination) => (
          <MenuLink key={destination.path} destination={destination} isHere={destination.path === section} />
        ))}
      </nav>
      <header className={styles.top}>
        <div className={styles.title}>
          <h1>{heading}</h1>
          <p>{region.name}</p>
        </div>
        <SearchPalette />
        <div className={styles.right}>
          {seesRoutes(user.role) && <LiveLine />}
          <Clock />
          <PersonMenu look="disc" />
        </div>
      </header>
      <main id="isi" tabIndex={-1} className={classes(styles.main, styles[layout])}>
        <TitleContext value={setPageTitle}>{children}</TitleContext>
      </main>
      <nav className={styles.bottom} aria-label={t('mainMenu')}>
        {destinations.slice(0, BOTTOM_PLACES).map((destination) => (
          <MenuLink key={destination.path} destination={destination} isHere={destination.path === section} />
        ))}
        <PersonMenu look="tab" more={destinations.slice(BOTTOM_PLACES)} />
      </nav>
    </div>
  );
}

function MenuLink({ destination, isHere }: { readonly destination: Destination; readonly isHere: boolean }) {
  const t = useMessages('app');
  return (
    <Link href={destination.path} className={styles.place} aria-current={isHere ? 'page' : undefined}>
      <Icon name={destination.icon} size={22} />
      {t(destination.label)}
      {destination.path === '/peringatan' && <NewAlerts />}
    </Link>
  );
}

/** How many alerts nobody has in hand; nothing when there is none, or while nobody knows. */
function NewAlerts() {
  const t = useMessages('app');
  const { data } = useQuery(alertSummaryQuery());
  if (data === undefined || data.newCount === 0) return null;
  const count = data.newCount > MOST_SHOWN ? `${MOST_SHOWN}+` : String(data.newCount);
  return (
    <span className={styles.dot} data-urgent={data.highCount > 0 || undefined}>
      <span aria-hidden="true">{count}</span>
      <Unseen>{t('navAlertsCount', { count: data.newCount })}</Unseen>
    </span>
  );
}
