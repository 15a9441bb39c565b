import { TextAreaField } from '../../ui';

/** The same bounds as the collector's and the database's. */
const REASON_MIN = 3;
const REASON_MAX = 500;

export function isReason(text: string): boolean {
  return text.trim().length >= REASON_MIN;
}

interface ReasonFieldProps {
  readonly label: string;
  readonly hint?: string;
  readonly error: string | undefined;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** Why somebody does something, in their own words. */
export function ReasonField({ label, hint, error, value, onChange }: ReasonFieldProps) {
  return <TextAreaField label={label} hint={hint} error={error} maxLength={REASON_MAX} value={value} onChange={(event) => onChange(event.currentTarget.value)} />;
}
