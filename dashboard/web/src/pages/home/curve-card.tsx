import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { progressQuery } from '../../api/progress';
import { useFormats } from '../../app/region';
import { SCurve } from '../../charts/s-curve';
import { useMessages } from '../../i18n/language';
import { Card, Skeleton } from '../../ui';
import { useCurveWords } from '../shared/curve-words';
import { Loaded } from '../shared/loaded';
import styles from './curve-card.module.css';

/** The regency's physical progress against its plan, where there is room for it. */
export function CurveCard() {
  const t = useMessages('home');
  const common = useMessages('common');
  const formats = useFormats();
  const query = useQuery(progressQuery());
  const { words, sentenceOf } = useCurveWords();
  return (
    <Card title={t('curve.title')} action={<Link href="/capaian">{t('curve.detail')}</Link>}>
      <Loaded query={query} skeleton={<Skeleton height="30px" lines={6} />}>
        {(progress) => (
          <>
            <p className={styles.figure}>
              <b>{formats.percent(progress.physicalPct)}</b>
              <span>{common('planned', { plan: formats.percent(progress.plannedPct) })}</span>
              <em data-band={progress.deviationPts < 0 ? 'behind' : 'ahead'}>{formats.points(progress.deviationPts)}</em>
            </p>
            <SCurve
              curve={progress.curve}
              today={progress.date}
              formats={formats}
              words={words}
              sentence={sentenceOf(progress)}
              height={170}
              withTable={false}
              withFigures={false}
            />
          </>
        )}
      </Loaded>
    </Card>
  );
}
