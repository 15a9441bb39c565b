import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { type Preview, RULES_KEY, type RuleDraft, type RuleSetting, type RuleVersion, decideRule, previewRule } from '../../api/alert-rules';
import { SEVERITIES } from '../../api/alerts';
import { VEHICLE_KINDS } from '../../api/vehicles';
import { useFormats } from '../../app/region';
import { useMessages } from '../../i18n/language';
import { Button, Checkbox, SelectField, TextField } from '../../ui';
import { FormDialog } from '../shared/form-dialog';
import { ReasonField, isReason } from '../shared/reason-field';
import { useSending } from '../shared/use-sending';
import { numberTyped, settingName, settingUnit } from './rule-words';
import styles from './rules-page.module.css';

/** Changes a rule; what it would have caused in the last days is seen before it is saved. */
export function RuleDialog({ rule, onClose }: { readonly rule: RuleVersion; readonly onClose: () => void }) {
  const t = useMessages('rules');
  const alerts = useMessages('alerts');
  const common = useMessages('common');
  const formats = useFormats();
  const [isEnabled, setEnabled] = useState(rule.isEnabled);
  const [severity, setSeverity] = useState(rule.severity);
  const [exempt, setExempt] = useState(rule.exemptKinds);
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>(() =>
    Object.fromEntries(rule.settings.map(({ name, value }) => [name, formats.decimal(value, 3)])),
  );
  const [reason, setReason] = useState('');
  const [isAsked, setAsked] = useState(false);
  const draft = draftOf(rule.settings, typed, { enabled: isEnabled, severity, exemptKinds: exempt });
  const look = useMutation({ mutationFn: (wanted: RuleDraft) => previewRule(rule.rule, wanted) });
  const sending = useSending({
    send: (wanted: RuleDraft, key) => decideRule(rule.rule, { ...wanted, reason: reason.trim(), basedOn: rule.version }, key),
    done: ({ version }) => t('saved', { version }),
    stale: RULES_KEY,
    onClose,
  });
  // A preview is of the draft that it was asked for, not of what has been typed since.
  const change = () => look.reset();
  return (
    <FormDialog
      wide
      title={t('title', { rule: alerts(`rule.${rule.rule}`) })}
      words={{ close: t('close'), cancel: t('cancel'), submit: t('save') }}
      isBusy={sending.isPending}
      error={sending.error ?? look.error}
      onSubmit={() => {
        setAsked(true);
        if (draft !== undefined && isReason(reason)) sending.mutate(draft);
      }}
      onClose={onClose}
    >
      <Checkbox
        label={t('enabled')}
        checked={isEnabled}
        onChange={(event) => {
          setEnabled(event.currentTarget.checked);
          change();
        }}
      />
      <div className={styles.pair}>
        {rule.settings.map((setting) => (
          <TextField
            key={setting.name}
            label={settingName(setting, t)}
            hint={t('range', rangeOf(setting, formats.decimal))}
            error={valueOf(setting, typed) === undefined ? t('needNumber', rangeOf(setting, formats.decimal)) : undefined}
            inputMode="decimal"
            after={settingUnit(setting, t)}
            value={typed[setting.name] ?? ''}
            onChange={(event) => {
              const { value } = event.currentTarget;
              setTyped((before) => ({ ...before, [setting.name]: value }));
              change();
            }}
          />
        ))}
        <SelectField
          label={t('severity')}
          value={severity}
          options={SEVERITIES.map((each) => ({ value: each, label: t(`severity.${each}`) }))}
          onPick={(word) => setSeverity(SEVERITIES.find((each) => each === word) ?? severity)}
        />
      </div>
      <fieldset className={styles.kinds}>
        <legend>{t('exempt')}</legend>
        {VEHICLE_KINDS.map((kind) => (
          <Checkbox
            key={kind}
            label={common(`kind.${kind}`)}
            checked={exempt.includes(kind)}
            onChange={(event) => {
              const isOn = event.currentTarget.checked;
              setExempt((before) => (isOn ? [...before, kind] : before.filter((each) => each !== kind)));
              change();
            }}
          />
        ))}
      </fieldset>
      <div className={styles.preview}>
        <Button icon="eye" busy={look.isPending} disabled={draft === undefined} onClick={() => draft !== undefined && look.mutate(draft)}>
          {t('preview')}
        </Button>
        {look.data !== undefined && <Shown preview={look.data} />}
      </div>
      <ReasonField
        label={t('reason')}
        hint={t('reasonHint')}
        error={isAsked && !isReason(reason) ? t('needReason') : undefined}
        value={reason}
        onChange={setReason}
      />
    </FormDialog>
  );
}

function rangeOf({ least, most, delivered }: RuleSetting, decimal: (value: number) => string) {
  return { least: decimal(least), most: decimal(most), delivered: decimal(delivered) };
}

function valueOf(setting: RuleSetting, typed: Readonly<Record<string, string>>): number | undefined {
  const value = numberTyped(typed[setting.name] ?? '');
  return value === undefined || value < setting.least || value > setting.most ? undefined : value;
}

/** Undefined while a number is wrong. */
function draftOf(settings: readonly RuleSetting[], typed: Readonly<Record<string, string>>, rest: Omit<RuleDraft, 'settings'>): RuleDraft | undefined {
  const values: Record<string, number> = {};
  for (const setting of settings) {
    const value = valueOf(setting, typed);
    if (value === undefined) return undefined;
    values[setting.name] = value;
  }
  return { ...rest, settings: values };
}

function Shown({ preview }: { readonly preview: Preview }) {
  const t = useMessages('rules');
  const formats = useFormats();
  const { days, nowCount, thenCount } = preview;
  if (days.length === 0) return <p role="status">{t('previewNow', { now: nowCount, draft: thenCount })}</p>;
  const perDay = (thenCount - nowCount) / days.length;
  const most = Math.max(1, ...days.map((day) => Math.max(day.nowCount, day.thenCount)));
  return (
    <div className={styles.shown} role="status">
      <p>
        <b>
          {perDay === 0
            ? t('previewSame')
            : t(perDay > 0 ? 'previewMore' : 'previewLess', { count: formats.decimal(Math.abs(perDay)) })}
        </b>
      </p>
      <p className={styles.small}>{t('previewSum', { now: nowCount, draft: thenCount })}</p>
      <table className={styles.days}>
        <thead>
          <tr>
            <th scope="col">{t('day')}</th>
            <th scope="col">{t('dayNow')}</th>
            <th scope="col">{t('dayThen')}</th>
          </tr>
        </thead>
        <tbody>
          {days.map((day) => (
            <tr key={day.date}>
              <th scope="row">{formats.dateShort(day.date)}</th>
              <Bar count={day.nowCount} most={most} look="now" />
              <Bar count={day.thenCount} most={most} look="then" />
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Bar({ count, most, look }: { readonly count: number; readonly most: number; readonly look: 'now' | 'then' }) {
  const formats = useFormats();
  return (
    <td>
      <span className={styles.bar} data-look={look}>
        <i style={{ width: `${(count / most) * 100}%` }} aria-hidden="true" />
        {formats.count(count)}
      </span>
    </td>
  );
}
