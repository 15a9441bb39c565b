import { useLocation } from 'wouter';
import type { Day } from '../../format/days';
import { useMessages } from '../../i18n/language';
import { Segments } from '../../ui';
import styles from './span-view.module.css';
import { SPANS, type Span, addressOf } from './span';

/** Day, week or month of the same vehicle. */
export function SpanChoice({ vehicleId, date, span }: { readonly vehicleId: number; readonly date: Day; readonly span: Span }) {
  const t = useMessages('history');
  const [, navigate] = useLocation();
  return (
    <div className={styles.choice}>
      <Segments<Span>
        label={t('span')}
        options={SPANS.map((key) => ({ key, label: t(`span.${key}`) }))}
        selected={span}
        onSelect={(key) => navigate(addressOf(vehicleId, date, key))}
      />
    </div>
  );
}
