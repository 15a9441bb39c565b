import {
  type InputHTMLAttributes,
  type ReactNode,
  type Ref,
  type SelectHTMLAttributes,
  type TextareaHTMLAttributes,
  useId,
} from 'react';
import { classes } from './classes';
import styles from './field.module.css';
import { Icon } from './icon';

interface FieldLook {
  readonly label: ReactNode;
  /** Hides the label from the eye, not from the ear. */
  readonly hideLabel?: boolean;
  readonly hint?: ReactNode;
  /** What is wrong, in a sentence; replaces the hint. */
  readonly error?: string | undefined;
}

interface FieldProps extends FieldLook {
  readonly children: (ids: {
    readonly id: string;
    readonly 'aria-describedby': string | undefined;
    readonly 'aria-invalid': true | undefined;
  }) => ReactNode;
}

/** Label, control, and one line of hint or error, tied together. For controls that the kit does not have. */
export function Field({ label, hideLabel = false, hint, error, children }: FieldProps) {
  const id = useId();
  const note = error ?? hint;
  const noteId = note === undefined ? undefined : `${id}-note`;
  return (
    <div className={styles.field}>
      <label htmlFor={id} className={hideLabel ? styles.unseen : styles.label}>
        {label}
      </label>
      {children({ id, 'aria-describedby': noteId, 'aria-invalid': error === undefined ? undefined : true })}
      {note !== undefined && (
        <p id={noteId} className={error === undefined ? styles.hint : styles.error}>
          {error !== undefined && <Icon name="warning" size={15} />}
          {note}
        </p>
      )}
    </div>
  );
}

interface TextFieldProps extends FieldLook, InputHTMLAttributes<HTMLInputElement> {
  /** Words inside the box before and after the text: Rp, %. */
  readonly before?: ReactNode;
  readonly after?: ReactNode;
  readonly big?: boolean;
  readonly ref?: Ref<HTMLInputElement>;
}

export function TextField({ label, hideLabel, hint, error, before, after, big = false, className, ...rest }: TextFieldProps) {
  return (
    <Field {...look({ label, hideLabel, hint, error })}>
      {(ids) => (
        <span className={classes(styles.box, big && styles.big, className)} data-invalid={ids['aria-invalid']}>
          {before !== undefined && <span className={styles.affix}>{before}</span>}
          <input type="text" {...rest} {...ids} className={styles.input} />
          {after !== undefined && <span className={styles.affix}>{after}</span>}
        </span>
      )}
    </Field>
  );
}

interface TextAreaFieldProps extends FieldLook, TextareaHTMLAttributes<HTMLTextAreaElement> {
  readonly ref?: Ref<HTMLTextAreaElement>;
}

export function TextAreaField({ label, hideLabel, hint, error, className, ...rest }: TextAreaFieldProps) {
  return (
    <Field {...look({ label, hideLabel, hint, error })}>
      {(ids) => (
        <span className={classes(styles.box, className)} data-invalid={ids['aria-invalid']}>
          <textarea rows={3} {...rest} {...ids} className={classes(styles.input, styles.area)} />
        </span>
      )}
    </Field>
  );
}

export interface Option {
  readonly value: string;
  readonly label: string;
}

interface SelectFieldProps extends FieldLook, Omit<SelectHTMLAttributes<HTMLSelectElement>, 'onChange'> {
  readonly options: readonly Option[];
  /** Shown while nothing is chosen; the value is then ''. */
  readonly placeholder?: string;
  readonly onPick: (value: string) => void;
  readonly ref?: Ref<HTMLSelectElement>;
}

/** The system's own list: known to every hand, and right on a phone. */
export function SelectField({ label, hideLabel, hint, error, options, placeholder, onPick, className, ...rest }: SelectFieldProps) {
  return (
    <Field {...look({ label, hideLabel, hint, error })}>
      {(ids) => (
        <span className={classes(styles.box, styles.select, className)} data-invalid={ids['aria-invalid']}>
          <select {...rest} {...ids} className={styles.input} onChange={(event) => onPick(event.currentTarget.value)}>
            {placeholder !== undefined && <option value="">{placeholder}</option>}
            {options.map((option) => (
              <option key={option.value} value={option.value}>
                {option.label}
              </option>
            ))}
          </select>
          <Icon name="chevron-down" size={16} />
        </span>
      )}
    </Field>
  );
}

interface FileFieldProps extends FieldLook {
  /** What is said while no file is chosen. */
  readonly choose: string;
  /** Endings and types, as the browser wants them. */
  readonly accept: string;
  readonly file: File | undefined;
  readonly onPick: (file: File | undefined) => void;
}

/** Chooses one file. The browser's own words for it are in its language, not in ours. */
export function FileField({ label, hideLabel, hint, error, choose, accept, file, onPick }: FileFieldProps) {
  return (
    <Field {...look({ label, hideLabel, hint, error })}>
      {(ids) => (
        <span className={styles.file} data-invalid={ids['aria-invalid']}>
          <input type="file" accept={accept} {...ids} onChange={(event) => onPick(event.currentTarget.files?.[0])} />
          <Icon name="upload" size={18} />
          {file === undefined ? choose : file.name}
        </span>
      )}
    </Field>
  );
}

interface CheckboxProps extends Omit<InputHTMLAttributes<HTMLInputElement>, 'type'> {
  readonly label: ReactNode;
}

export function Checkbox({ label, className, ...rest }: CheckboxProps) {
  return (
    <label className={classes(styles.check, className)}>
      <input type="checkbox" {...rest} />
      <span>{label}</span>
    </label>
  );
}

function look({ label, hideLabel, hint, error }: { [K in keyof FieldLook]: FieldLook[K] | undefined }): FieldLook {
  return {
    label,
    error,
    ...(hideLabel === undefined ? {} : { hideLabel }),
    ...(hint === undefined ? {} : { hint }),
  };
}
