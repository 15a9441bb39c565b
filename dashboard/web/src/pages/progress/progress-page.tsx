import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { type Progress, progressQuery } from '../../api/progress';
import { useFormats } from '../../app/region';
import { SCurve } from '../../charts/s-curve';
import { useMessages } from '../../i18n/language';
import { Card, Skeleton } from '../../ui';
import { bandOf } from '../shared/band';
import { useCurveWords } from '../shared/curve-words';
import { Figures, States } from '../shared/figures';
import { Loaded } from '../shared/loaded';
import { forecastYearEnd } from './forecast';
import { Matrix } from './matrix';
import styles from './progress-page.module.css';

/** The regency's work and money, its curve with a sentence, and every agency beside the others of its group. */
export function ProgressPage() {
  const query = useQuery(progressQuery());
  return (
    <div className={styles.page}>
      <Loaded query={query} skeleton={<ProgressSkeleton />}>
        {(progress) => (
          <>
            <div className={styles.top}>
              <Overview progress={progress} />
              <CurveCard progress={progress} />
            </div>
            <Matrix opds={progress.opds} />
          </>
        )}
      </Loaded>
    </div>
  );
}

function Overview({ progress }: { readonly progress: Progress }) {
  const t = useMessages('progress');
  const formats = useFormats();
  const { medianPhysicalPct } = progress;
  return (
    <Card className={styles.overview}>
      <Figures
        standing={progress}
        band={bandOf(progress.plannedPct, progress.deviationPts)}
        note={medianPhysicalPct === undefined ? undefined : t('median', { pct: formats.percent(medianPhysicalPct) })}
      />
      <section aria-labelledby="packages-title">
        <h2 id="packages-title">{t('packageCount', { count: formats.count(progress.packageCount) })}</h2>
        <States states={progress.states} />
      </section>
      <Bands progress={progress} />
    </Card>
  );
}

function Bands({ progress }: { readonly progress: Progress }) {
  const t = useMessages('common');
  const formats = useFormats();
  const counts = [
    ['critical', progress.bands.critical],
    ['watch', progress.bands.watch],
    ['on-track', progress.bands.onTrack],
  ] as const;
  return (
    <ul className={styles.bands}>
      {counts.map(([band, count]) => (
        <li key={band}>
          <Link href={`/kegiatan?band=${band}`} data-band={band}>
            <b>{formats.count(count)}</b>
            {t(`band.${band}`)}
          </Link>
        </li>
      ))}
    </ul>
  );
}

function CurveCard({ progress }: { readonly progress: Progress }) {
  const t = useMessages('common');
  const formats = useFormats();
  const { words, sentenceOf } = useCurveWords();
  const forecast = forecastYearEnd(progress.curve, progress.date);
  const sentence = sentenceOf(progress);
  return (
    <Card title={t('curve.title')}>
      <p className={styles.sentence}>
        {sentence} {forecast !== undefined && t('curve.forecast', { pct: formats.percent(forecast, 0) })}
      </p>
      <SCurve
        curve={progress.curve}
        today={progress.date}
        formats={formats}
        words={words}
        sentence={sentence}
        height={250}
        // The sentence tells today's; the line's own plan counts days that nobody was asked about yet.
        withFigures={false}
      />
    </Card>
  );
}

function ProgressSkeleton() {
  return (
    <div className={styles.top} aria-hidden="true">
      <Card>
        <Skeleton height="34px" lines={6} />
      </Card>
      <Card>
        <Skeleton height="34px" lines={8} />
      </Card>
    </div>
  );
}
