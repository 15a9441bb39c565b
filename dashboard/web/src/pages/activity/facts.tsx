import type { ReactNode } from 'react';
import type { PackageDetail } from '../../api/activities';
import { useFormats } from '../../app/region';
import { useMessages } from '../../i18n/language';
import { Card } from '../../ui';
import { Money } from '../shared/money';
import styles from './facts.module.css';

/** What the documents say about the activity. */
export function Facts({ work }: { readonly work: PackageDetail }) {
  const t = useMessages('activity');
  const common = useMessages('common');
  const formats = useFormats();
  const { startDate, endDate } = work;
  const isDated = startDate !== undefined && endDate !== undefined;
  return (
    <Card title={t('facts')}>
      <dl className={styles.facts}>
        <Fact label={t('subActivity')}>
          {work.subActivityName}
          <small>{work.subActivityCode}</small>
        </Fact>
        <Fact label={t('kind')}>{common(`kind.${work.kind}`)}</Fact>
        <Fact label={t('pagu')}>
          <Money rupiah={work.paguRp} />
        </Fact>
        <Fact label={t('funding')}>{work.funding}</Fact>
        <Fact label={t('contractor')}>{work.contractor}</Fact>
        <Fact label={t('contract')}>{work.contractRp !== undefined && <Money rupiah={work.contractRp} />}</Fact>
        <Fact label={t('period')}>
          {isDated && `${formats.dateMedium(startDate)} – ${formats.dateMedium(endDate)}`}
        </Fact>
        <Fact label={t('officer')}>{work.officer}</Fact>
        <Fact label={t('cadence')}>{common(`cadence.${work.cadence}`)}</Fact>
      </dl>
    </Card>
  );
}

/** Left out when it is not known, instead of a dash. */
function Fact({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  if (children === undefined || children === false) return null;
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}
