import { useQuery } from '@tanstack/react-query';
import { type FormEvent, type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { obstacleCodesQuery } from '../../api/activities';
import { useFormats } from '../../app/region';
import { parsePercent, parseRupiah } from '../../format/parse';
import { useLanguage, useMessages } from '../../i18n/language';
import { Button, Checkbox, IconButton, SelectField, TextAreaField, TextField } from '../../ui';
import { useDeviceWord } from './device-word';
import type { RowOf } from './duty-row';
import {
  EMPTY_FIELDS,
  type EntryField,
  type EntryFields,
  type EntryProblem,
  NOTE_LIMIT,
  YES,
  checkEntry,
  knownValues,
} from './entry-form';
import styles from './entry-form-view.module.css';
import { useProblemText } from './problem-words';

/** "Ada perubahan": the figure first, one sentence, and what is rarer folded away. Every change is on the phone's disk at once. */
export function EntryFormView({ row }: { readonly row: RowOf }) {
  const t = useMessages('entry');
  const formats = useFormats();
  const device = useDeviceWord();
  const { duty, date } = row;
  const [fields, setFields] = useState<EntryFields>(() => row.saved ?? firstFields(row));
  const [isTried, setIsTried] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const problemText = useProblemText(duty);
  const check = checkEntry(fields, duty, date);
  const known = knownValues(duty);

  useEffect(() => {
    form.current?.querySelector('input')?.select();
    form.current?.scrollIntoView({ block: 'nearest' });
  }, []);

  const change = (field: EntryField, value: string) => {
    const next = { ...fields, [field]: value };
    setFields(next);
    row.onSave(duty.id, next);
  };
  const input = (field: EntryField) => ({
    value: fields[field],
    error: isTried ? problemText(check.problems.get(field)) : undefined,
    onChange: (event: { readonly currentTarget: { readonly value: string } }) => change(field, event.currentTarget.value),
  });
  const send = (event?: FormEvent) => {
    event?.preventDefault();
    setIsTried(true);
    if (check.update !== undefined) {
      row.onSend({ kind: 'update', packageId: duty.id, update: check.update });
      return;
    }
    // After the problems are drawn, to the first of them.
    requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid="true"], [data-confirm] input')?.focus());
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) send();
    if (event.key === 'Escape') row.onCancel();
  };
  const isFull = parsePercent(fields.physical) === 100;

  return (
    // Keys that work in every field of the form; each has a button, too.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <form ref={form} className={styles.form} onSubmit={send} onKeyDown={onKeyDown} noValidate>
      <Physical fields={fields} known={known.physicalPct} field={input('physical')} onChange={change} />
      {isFull && (
        <Checkbox
          label={t('field.finished')}
          checked={fields.finished === YES}
          onChange={(event) => change('finished', event.currentTarget.checked ? YES : '')}
        />
      )}
      <Note row={row} fields={fields} field={input('note')} onChange={change} />
      {check.isCorrection && <Reason fields={fields} field={input('correctionReason')} onChange={change} />}
      <Folded title={t('field.moneyMore')} isOpen={fields.money !== ''}>
        <TextField
          label={t('field.money')}
          hint={t('field.moneyHint', { amount: formats.rupiahFull(known.financialRp) })}
          before={t('field.rp')}
          inputMode="numeric"
          autoComplete="off"
          {...input('money')}
          error={isTried || asksToConfirm(check.problems.get('money')) ? problemText(check.problems.get('money')) : undefined}
        />
        <MoneyInWords fields={fields} needsConfirm={asksToConfirm(check.problems.get('money'))} onChange={change} />
      </Folded>
      <Folded title={t('field.obstacleMore')} isOpen={fields.obstacleCode !== '' || fields.obstacleText !== ''}>
        <ObstacleFields fields={fields} input={input} onChange={change} />
      </Folded>
      <div className={styles.actions}>
        <Button type="submit" kind="primary" size="l">
          {t(check.isCorrection ? 'field.sendCorrection' : 'field.send')}
        </Button>
        <Button size="l" onClick={row.onCancel}>
          {t('field.cancel')}
        </Button>
        <p className={styles.saved}>
          {row.savedAtMs !== undefined && t('field.saved', { time: formats.time(row.savedAtMs), device })}
          <span>{t('field.keys')}</span>
        </p>
      </div>
    </form>
  );
}

/** A correction starts from what was sent; a first report starts from what stood last. */
function firstFields({ duty }: RowOf): EntryFields {
  const pct = knownValues(duty).physicalPct;
  return { ...EMPTY_FIELDS, physical: String(pct).replace('.', ','), note: duty.today?.note ?? '' };
}

function asksToConfirm(problem: EntryProblem | undefined): boolean {
  return problem?.kind === 'money-above-pagu' || problem?.kind === 'money-confirm';
}

type Change = (field: EntryField, value: string) => void;
interface Bound {
  readonly value: string;
  readonly error: string | undefined;
  readonly onChange: (event: { readonly currentTarget: { readonly value: string } }) => void;
}

interface PhysicalProps {
  readonly fields: EntryFields;
  readonly known: number;
  readonly field: Bound;
  readonly onChange: Change;
}

function Physical({ fields, known, field, onChange }: PhysicalProps) {
  const t = useMessages('entry');
  const formats = useFormats();
  const value = parsePercent(fields.physical);
  const step = (by: number) => {
    const from = value ?? known;
    const next = Math.min(100, Math.max(0, by > 0 ? Math.floor(from + by) : Math.ceil(from + by)));
    onChange('physical', String(next));
  };
  return (
    <div className={styles.physical}>
      <div className={styles.stepper}>
        <IconButton icon="minus" size="l" label={t('field.less')} onClick={() => step(-1)} />
        <TextField
          label={t('field.physical')}
          hint={t('field.physicalHint', { pct: formats.percentAsTyped(known) })}
          inputMode="decimal"
          autoComplete="off"
          big
          after="%"
          {...field}
        />
        <IconButton icon="plus" size="l" label={t('field.more')} onClick={() => step(1)} />
      </div>
      <input
        type="range"
        className={styles.slider}
        aria-label={t('field.physical')}
        aria-valuetext={formats.percentAsTyped(value ?? known)}
        min={0}
        max={100}
        step={1}
        value={value ?? known}
        tabIndex={-1}
        onChange={(event) => onChange('physical', event.currentTarget.value)}
      />
    </div>
  );
}

function Note({ row, fields, field, onChange }: { row: RowOf; fields: EntryFields; field: Bound; onChange: Change }) {
  const t = useMessages('entry');
  const phrases = row.phrases.filter((phrase) => phrase !== fields.note);
  return (
    <div className={styles.note}>
      <TextAreaField
        label={t('field.note')}
        rows={2}
        maxLength={NOTE_LIMIT + 50}
        placeholder={t('field.notePlaceholder')}
        {...field}
      />
      {fields.note === '' && phrases.length > 0 && (
        <div className={styles.phrases} role="group" aria-label={t('field.phrases')}>
          {phrases.slice(0, 3).map((phrase) => (
            <button key={phrase} type="button" onClick={() => onChange('note', phrase)}>
              {phrase}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}

const REASONS = ['typo', 'wrong', 'newer'] as const;

function Reason({ fields, field, onChange }: { fields: EntryFields; field: Bound; onChange: Change }) {
  const t = useMessages('entry');
  return (
    <div className={styles.note}>
      <TextField label={t('field.reason')} hint={t('field.reasonHint')} autoComplete="off" {...field} />
      {fields.correctionReason === '' && (
        <div className={styles.phrases} role="group" aria-label={t('field.reason')}>
          {REASONS.map((reason) => (
            <button key={reason} type="button" onClick={() => onChange('correctionReason', t(`field.reasons.${reason}`))}>
              {t(`field.reasons.${reason}`)}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}

/** A wrong zero is seen in a row of zeros by nobody, and heard in words by everybody. */
function MoneyInWords(props: { fields: EntryFields; needsConfirm: boolean; onChange: Change }) {
  const { fields, needsConfirm, onChange } = props;
  const t = useMessages('entry');
  const formats = useFormats();
  const value = parseRupiah(fields.money);
  if (value === undefined) return null;
  const words = formats.rupiahWords(value);
  const isConfirmed = fields.moneyConfirmed === String(value);
  if (!needsConfirm && !isConfirmed) return <p className={styles.words}>{words}</p>;
  return (
    <div data-confirm>
      <Checkbox
        label={t('confirmMoney', { words })}
        checked={isConfirmed}
        onChange={(event) => onChange('moneyConfirmed', event.currentTarget.checked ? String(value) : '')}
      />
    </div>
  );
}

interface ObstacleFieldsProps {
  readonly fields: EntryFields;
  readonly input: (field: EntryField) => Bound;
  readonly onChange: Change;
}

function ObstacleFields({ fields, input, onChange }: ObstacleFieldsProps) {
  const t = useMessages('entry');
  const { language } = useLanguage();
  const codes = useQuery(obstacleCodesQuery(language));
  return (
    <>
      <SelectField
        label={t('field.obstacle')}
        placeholder={t('field.obstaclePick')}
        value={fields.obstacleCode}
        error={input('obstacleCode').error}
        options={(codes.data ?? []).map(({ code, name }) => ({ value: code, label: name }))}
        onPick={(code) => onChange('obstacleCode', code)}
      />
      <TextField label={t('field.obstacleText')} autoComplete="off" {...input('obstacleText')} />
      <div className={styles.pair}>
        <TextField
          label={t('field.helpFrom')}
          placeholder={t('field.helpFromPlaceholder')}
          autoComplete="off"
          {...input('helpFrom')}
        />
        <TextField label={t('field.obstacleDue')} type="date" {...input('obstacleDue')} />
      </div>
    </>
  );
}

function Folded({ title, isOpen, children }: { title: string; isOpen: boolean; children: ReactNode }) {
  const [isShown, setIsShown] = useState(isOpen);
  const id = useId();
  return (
    <div className={styles.folded}>
      <button
        type="button"
        className={styles.fold}
        aria-expanded={isShown}
        aria-controls={id}
        onClick={() => setIsShown(!isShown)}
      >
        <span aria-hidden="true">{isShown ? '−' : '+'}</span>
        {title}
      </button>
      <div id={id} className={styles.inside} hidden={!isShown}>
        {isShown && children}
      </div>
    </div>
  );
}
