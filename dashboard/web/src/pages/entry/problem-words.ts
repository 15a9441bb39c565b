import type { Duty } from '../../api/activities';
import { useFormats } from '../../app/region';
import { useMessages } from '../../i18n/language';
import type { EntryProblem } from './entry-form';

/** A problem of the form as a sentence that says what to do. */
export function useProblemText(duty: Duty): (problem: EntryProblem | undefined) => string | undefined {
  const t = useMessages('entry');
  const formats = useFormats();
  return (problem) =>
    problem === undefined ? undefined : t(`problem.${problem.kind}`, { pagu: formats.rupiah(duty.paguRp) });
}
