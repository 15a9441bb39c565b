import { useUser } from '../../app/session';
import { useMessages } from '../../i18n/language';
import { useOpenOutbox } from '../../outbox/outbox-provider';
import { Card, EmptyState, LinkButton, Skeleton } from '../../ui';
import { Loaded } from '../shared/loaded';
import { Day } from './day';
import { useDuties } from './use-duties';

/** The operator's daily duty, made to take three minutes: only what is due, worst first, one thumb or only keys. */
export function EntryPage() {
  const t = useMessages('entry');
  const home = useMessages('home');
  const user = useUser();
  if (user.role !== 'opd-operator' && user.role !== 'opd-head') {
    return (
      <EmptyState
        icon="entry"
        title={t('notYours')}
        action={
          <LinkButton href="/kepatuhan" kind="primary">
            {home('missing.openDay')}
          </LinkButton>
        }
      />
    );
  }
  return <Duties />;
}

function Duties() {
  const open = useOpenOutbox();
  const query = useDuties();
  const skeleton = (
    <Card>
      <Skeleton height="48px" lines={6} />
    </Card>
  );
  return (
    <Loaded query={query} skeleton={skeleton}>
      {(duties) => (open === undefined ? skeleton : <Day duties={duties} open={open} />)}
    </Loaded>
  );
}
