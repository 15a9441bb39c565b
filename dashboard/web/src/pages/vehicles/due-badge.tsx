import type { Day } from '../../format/days';
import { useMessages } from '../../i18n/language';
import { Badge } from '../../ui';
import { useToday } from '../shared/use-today';
import { standingOf } from './due-standing';

/** How many days are left, or over. */
export function DueBadge({ on }: { readonly on: Day }) {
  const t = useMessages('vehicles');
  const { daysLeft, tone } = standingOf(on, useToday());
  return (
    <Badge tone={tone}>
      {daysLeft === 0 ? t('dueToday') : daysLeft < 0 ? t('overdue', { count: -daysLeft }) : t('dueIn', { count: daysLeft })}
    </Badge>
  );
}
