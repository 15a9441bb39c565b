import { Link } from 'wouter';
import type { StateCounts } from '../../api/progress';
import { useFormats } from '../../app/region';
import { DeviationBar } from '../../charts/deviation-bar';
import type { Band } from '../../charts/deviation-bar';
import { useMessages } from '../../i18n/language';
import { toneOf } from './band';
import { Money } from './money';
import styles from './figures.module.css';

export interface Standing {
  readonly physicalPct: number;
  readonly plannedPct: number;
  readonly deviationPts: number;
  readonly financialRp: number;
  readonly financialPct: number;
  readonly paguRp: number;
}

interface FiguresProps {
  readonly standing: Standing;
  readonly band: Band;
  /** A line below the physical figure, for what only the whole regency has. */
  readonly note?: string | undefined;
}

/** Work and money beside each other: the two figures that everybody asks for first. */
export function Figures({ standing, band, note }: FiguresProps) {
  const t = useMessages('progress');
  const common = useMessages('common');
  const formats = useFormats();
  const { physicalPct, plannedPct, deviationPts, financialRp, financialPct, paguRp } = standing;
  return (
    <div className={styles.figures}>
      <div>
        <h2>{t('physical')}</h2>
        <p className={styles.figure}>
          <b>{formats.percent(physicalPct)}</b>
          <span>{t('planned', { plan: formats.percent(plannedPct) })}</span>
          <em data-tone={toneOf(band, deviationPts)}>{formats.points(deviationPts)}</em>
        </p>
        <DeviationBar
          actualPct={physicalPct}
          plannedPct={plannedPct}
          band={band}
          label={common('barSentence', { actual: formats.percent(physicalPct), plan: formats.percent(plannedPct) })}
        />
        {note !== undefined && <p className={styles.note}>{note}</p>}
      </div>
      <div>
        <h2>{t('money')}</h2>
        <p className={styles.figure}>
          <b>{formats.percent(financialPct)}</b>
        </p>
        <DeviationBar
          actualPct={financialPct}
          band="plain"
          label={common('moneySentence', { pct: formats.percent(financialPct) })}
        />
        <p className={styles.note}>
          <Money rupiah={financialRp} /> {t('fromPagu')} <Money rupiah={paguRp} />
        </p>
      </div>
    </div>
  );
}

interface StatesProps {
  readonly states: StateCounts;
  /** Narrows the list that opens to one agency. */
  readonly opdId?: number;
}

const STATES = ['finished', 'running', 'planned'] as const;

/** Direncanakan, berjalan, selesai: a bar of three parts, each opening its list. */
export function States({ states, opdId }: StatesProps) {
  const t = useMessages('common');
  const formats = useFormats();
  return (
    <div>
      <div className={styles.parts} aria-hidden="true">
        {STATES.map((state) => (
          <i key={state} data-state={state} style={{ flexGrow: states[state] }} />
        ))}
      </div>
      <ul className={styles.counts}>
        {STATES.map((state) => (
          <li key={state}>
            <Link href={`/kegiatan?state=${state}${opdId === undefined ? '' : `&opdId=${opdId}`}`}>
              <i data-state={state} aria-hidden="true" />
              <b>{formats.count(states[state])}</b> {t(`state.${state}`)}
            </Link>
          </li>
        ))}
      </ul>
    </div>
  );
}
