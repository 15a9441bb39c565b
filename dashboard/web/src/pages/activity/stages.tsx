import { STAGES, type Stage } from '../../api/activities';
import { useMessages } from '../../i18n/language';
import { Icon } from '../../ui';
import styles from './stages.module.css';

/** The five stages in a row, with the one it is in now. */
export function Stages({ stage }: { readonly stage: Stage }) {
  const t = useMessages('common');
  const words = useMessages('activity');
  const now = STAGES.indexOf(stage);
  return (
    <ol className={styles.stages} aria-label={words('stageNow', { stage: t(`stage.${stage}`) })}>
      {STAGES.map((each, index) => {
        const isPast = index < now || stage === 'finished';
        return (
          <li key={each} data-past={isPast || undefined} aria-current={each === stage ? 'step' : undefined}>
            <i aria-hidden="true">{isPast && <Icon name="check" size={12} />}</i>
            <span>{t(`stage.${each}`)}</span>
          </li>
        );
      })}
    </ol>
  );
}
