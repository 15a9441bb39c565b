import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { type PresencePlace, type PresenceQuestion, guestsQuery } from '../../api/presence';
import { fetchVehicles } from '../../api/vehicles';
import { useFormats } from '../../app/region';
import { useMessages } from '../../i18n/language';
import { Dialog, EmptyState, Skeleton } from '../../ui';
import { Loaded } from '../shared/loaded';
import { useToday } from '../shared/use-today';
import styles from './presence-page.module.css';

interface GuestsDialogProps {
  readonly place: PresencePlace;
  readonly question: PresenceQuestion;
  readonly onClose: () => void;
}

/** The vehicles behind the figures of a place; each opens the last of its days there. */
export function GuestsDialog({ place, question, onClose }: GuestsDialogProps) {
  const t = useMessages('presence');
  const common = useMessages('common');
  const formats = useFormats();
  const today = useToday();
  const query = useQuery(guestsQuery(question, place.areaId));
  const vehicles = useQuery({ queryKey: ['vehicles'], queryFn: ({ signal }) => fetchVehicles(signal), staleTime: 300_000 });
  const span = t('spanIs', { from: formats.dateMedium(question.from), to: formats.dateMedium(question.to) });
  return (
    <Dialog open onClose={onClose} title={t('guests', { name: place.name })} closeLabel={common('close')}>
      <p className={styles.guestsText}>{t('guestsText', { span })}</p>
      <Loaded query={query} skeleton={<Skeleton height="52px" lines={5} />}>
        {(guests) =>
          guests.length === 0 ? (
            <EmptyState icon="car" title={t('guestsNone')} />
          ) : (
            <ul className={styles.guests}>
              {guests.map((guest) => {
                const vehicle = vehicles.data?.find(({ id }) => id === guest.vehicleId);
                const row = (
                  <>
                    <span>
                      <b>{vehicle === undefined ? t('guestHidden') : vehicle.plate}</b>
                      <span>{vehicle?.name}</span>
                      <small>{guest.opdName}</small>
                    </span>
                    <span>
                      <b>{t('guestDays', { count: guest.dayCount })}</b>
                      <small>
                        {formats.duration(guest.stayedS)} · {t('guestLast', { day: formats.dayRelative(guest.lastDay, today) })}
                      </small>
                    </span>
                  </>
                );
                return (
                  <li key={`${guest.vehicleId}/${guest.opdId}`}>
                    {vehicle === undefined ? <div>{row}</div> : <Link href={`/riwayat/${guest.vehicleId}/${guest.lastDay}`}>{row}</Link>}
                  </li>
                );
              })}
            </ul>
          )
        }
      </Loaded>
    </Dialog>
  );
}
