import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { type Progress, opdProgressQuery, progressQuery } from '../../api/progress';
import { useFormats } from '../../app/region';
import { SCurve } from '../../charts/s-curve';
import type { Day } from '../../format/days';
import { useMessages } from '../../i18n/language';
import { Card, Skeleton } from '../../ui';
import { bandOf, toneOf } from '../shared/band';
import { useCurveWords } from '../shared/curve-words';
import { Loaded } from '../shared/loaded';
import { useToday } from '../shared/use-today';
import styles from './curve-card.module.css';

/** The regency's physical progress against its plan, where there is room for it. */
export function CurveCard() {
  const t = useMessages('home');
  const query = useQuery(progressQuery());
  return (
    <Card title={t('curve.title')} action={<Link href="/capaian">{t('curve.detail')}</Link>}>
      <Loaded query={query} skeleton={<Skeleton height="30px" lines={6} />}>
        {(progress) => <CurveFigure progress={progress} today={progress.date} />}
      </Loaded>
    </Card>
  );
}

/** The same of one agency, for its head. */
export function OwnCurveCard({ opdId }: { readonly opdId: number }) {
  const t = useMessages('home');
  const query = useQuery(opdProgressQuery(opdId));
  const today = useToday();
  return (
    <Card title={t('curve.ownTitle')} action={<Link href={`/opd/${opdId}`}>{t('curve.detail')}</Link>}>
      <Loaded query={query} skeleton={<Skeleton height="30px" lines={6} />}>
        {(progress) => <CurveFigure progress={progress} today={today} />}
      </Loaded>
    </Card>
  );
}

interface CurveFigureProps {
  readonly progress: Pick<Progress, 'physicalPct' | 'plannedPct' | 'deviationPts' | 'curve'>;
  readonly today: Day;
}

function CurveFigure({ progress, today }: CurveFigureProps) {
  const common = useMessages('common');
  const formats = useFormats();
  const { words, sentenceOf } = useCurveWords();
  return (
    <>
      <p className={styles.figure}>
        <b>{formats.percent(progress.physicalPct)}</b>
        <span>{common('planned', { plan: formats.percent(progress.plannedPct) })}</span>
        <em data-tone={toneOf(bandOf(progress.plannedPct, progress.deviationPts), progress.deviationPts)}>{formats.points(progress.deviationPts)}</em>
      </p>
      <SCurve
        curve={progress.curve}
        today={today}
        formats={formats}
        words={words}
        sentence={sentenceOf({ ...progress, date: today })}
        height={150}
        withTable={false}
        withFigures={false}
      />
    </>
  );
}
