import type { Compliance } from '../../api/compliance';
import type { Home } from '../../api/home';
import type { Progress } from '../../api/progress';
import { useFormats } from '../../app/region';
import { DeviationBar } from '../../charts/deviation-bar';
import { OpdTicks } from '../../charts/opd-ticks';
import { SCurve } from '../../charts/s-curve';
import { useMessages } from '../../i18n/language';
import { StateIcon } from '../../ui';
import type { Row } from '../map/attention';
import { bandOf, toneOf } from '../shared/band';
import { useCurveWords } from '../shared/curve-words';
import styles from './topics.module.css';

/** More than six names are not read from four metres. */
const ROWS = 6;
const TICK_COLUMNS = 20;

export function MissingTopic({ home, compliance }: { readonly home: Home; readonly compliance: Compliance | undefined }) {
  const t = useMessages('wall');
  const formats = useFormats();
  const { missing, reportedCount, totalCount, cutOff } = home.compliance;
  const names = new Map(compliance?.opds.map(({ opdId, shortName }) => [opdId, shortName]));
  const sentence = t('reported', { reported: reportedCount, total: totalCount, cutOff: formats.cutOff(cutOff) });
  return (
    <>
      <div className={styles.figure} data-tone={missing.length === 0 ? 'ok' : 'bad'}>
        <b>{missing.length}</b>
        <p>
          {missing.length === 0 ? t('allReported') : t('missing')}
          <small>{sentence}</small>
        </p>
      </div>
      {compliance !== undefined && (
        <div className={styles.ticks}>
          <OpdTicks
            columns={TICK_COLUMNS}
            sentence={sentence}
            ticks={compliance.opds.map(({ opdId, name, state }) => ({ id: opdId, state, label: name }))}
          />
        </div>
      )}
      <ul className={styles.list}>
        {missing.slice(0, ROWS).map(({ opdId, name, missedDays, state }) => (
          <li key={opdId}>
            {/* A long official name does not fit on a line that is read from afar. */}
            <span>{name.length > 24 ? (names.get(opdId) ?? name) : name}</span>
            <b data-tone={missedDays > 0 ? 'bad' : 'warn'}>
              {missedDays > 0 ? t('dayNumber', { count: missedDays + 1 }) : t(state === 'partial' ? 'partial' : 'today')}
            </b>
          </li>
        ))}
      </ul>
    </>
  );
}

export function BehindTopic({ home }: { readonly home: Home }) {
  const t = useMessages('wall');
  const formats = useFormats();
  const behind = home.mostBehind.filter(({ deviationPts }) => deviationPts < 0).slice(0, 5);
  return (
    <>
      <h2 className={styles.heading}>{behind.length === 0 ? t('noneBehind') : t('mostBehind')}</h2>
      <ul className={styles.works}>
        {behind.map((work) => (
          <li key={work.id}>
            <p>
              <span>{work.name}</span>
              <b data-tone={work.band === 'critical' ? 'bad' : 'warn'}>{t('points', { value: formats.signed(work.deviationPts) })}</b>
            </p>
            <div className={styles.bar}>
              <DeviationBar
                actualPct={work.physicalPct}
                plannedPct={work.plannedPct}
                band={work.band}
                label={t('ofPlan', { actual: formats.percent(work.physicalPct, 0), plan: formats.percent(work.plannedPct, 0) })}
              />
            </div>
            <small>
              <span>{work.opdName}</span>
              <span>{t('ofPlan', { actual: formats.percent(work.physicalPct, 0), plan: formats.percent(work.plannedPct, 0) })}</span>
            </small>
          </li>
        ))}
      </ul>
    </>
  );
}

export function ProgressTopic({ progress }: { readonly progress: Progress }) {
  const t = useMessages('wall');
  const formats = useFormats();
  const { words, sentenceOf } = useCurveWords();
  const { planned, running, finished } = progress.states;
  return (
    <>
      <div className={styles.figure} data-tone="ink">
        <b data-long="">{formats.percent(progress.physicalPct)}</b>
        <p>
          {t('physical')}
          <small>{t('plannedNow', { plan: formats.percent(progress.plannedPct) })}</small>
          <small data-tone={toneOf(bandOf(progress.plannedPct, progress.deviationPts), progress.deviationPts)}>{formats.points(progress.deviationPts)}</small>
        </p>
      </div>
      <div className={styles.curve}>
        <SCurve
          curve={progress.curve}
          today={progress.date}
          formats={formats}
          words={words}
          sentence={sentenceOf(progress)}
          height={216}
          withTable={false}
          withFigures={false}
        />
      </div>
      <dl className={styles.states}>
        {([['planned', planned], ['running', running], ['finished', finished]] as const).map(([state, count]) => (
          <div key={state}>
            <dd>{formats.count(count)}</dd>
            <dt>{t(`state-${state}`)}</dt>
          </div>
        ))}
      </dl>
      <p className={styles.money}>{t('money', { amount: formats.rupiah(progress.financialRp), percent: formats.percent(progress.financialPct) })}</p>
    </>
  );
}

interface VehiclesTopicProps {
  readonly rows: readonly Row[];
  readonly places: ReadonlyMap<number, string | undefined>;
  readonly nowMs: number;
}

export function VehiclesTopic({ rows, places, nowMs }: VehiclesTopicProps) {
  const t = useMessages('wall');
  const map = useMessages('map');
  const formats = useFormats();
  const flagged = rows.filter(({ flag }) => flag !== undefined);
  const shown = (flagged.length > 0 ? flagged : rows.filter(({ position }) => position?.state === 'moving')).slice(0, ROWS);
  return (
    <>
      <div className={styles.figure} data-tone={flagged.length === 0 ? 'ok' : 'warn'}>
        <b>{flagged.length}</b>
        <p>
          {flagged.length === 0 ? t('noVehicleToLookAt') : t('vehiclesToLookAt')}
          <small>{t('ofVehicles', { count: rows.length })}</small>
        </p>
      </div>
      <ul className={styles.vehicles}>
        {shown.map(({ vehicle, position, flag }) => (
          <li key={vehicle.id}>
            <StateIcon state={position?.state ?? 'silent'} size={34} />
            <span>
              {vehicle.name}
              <small>{[vehicle.plate, places.get(vehicle.id)].filter((part) => part !== undefined).join(' · ')}</small>
            </span>
            <b data-tone={flag === undefined ? 'ok' : flag.kind === 'lost' ? 'bad' : 'warn'}>
              {flag?.kind === 'lost'
                ? formats.duration((nowMs - flag.sinceMs) / 1000)
                : flag?.kind === 'idling'
                  ? formats.duration(flag.forS)
                  : formats.speed(position?.speedKmh ?? 0)}
              <small>{map(`state-${position?.state ?? 'silent'}`)}</small>
            </b>
          </li>
        ))}
      </ul>
    </>
  );
}
