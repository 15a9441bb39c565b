import { useState } from 'react';
import type { FieldError } from '../../api/http';
import { REGISTRY_KEY, importVehicles } from '../../api/registry';
import { useMessages } from '../../i18n/language';
import { FileField } from '../../ui';
import { FormDialog } from '../shared/form-dialog';
import { useSending } from '../shared/use-sending';
import { useDialogWords } from './use-registry';
import styles from './vehicles-page.module.css';

const COLUMNS = ['plate', 'name', 'kind', 'use', 'agency', 'holder', 'assetNumber'] as const;

/** A whole table of vehicles, from the spreadsheet in which the asset register is kept. */
export function ImportDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useMessages('vehicles');
  const [table, setTable] = useState<File>();
  const [isAsked, setAsked] = useState(false);
  const sending = useSending({
    send: (file: File, key) => importVehicles(file, key),
    done: (count) => t('imported', { count }),
    stale: REGISTRY_KEY,
    onClose,
  });
  // "7.plate": the line of the table, then its column.
  const wordsOf = ({ field, message }: FieldError) => {
    const [line, name] = field.split('.');
    const column = COLUMNS.find((each) => each === name);
    return column === undefined ? message : t('wrongAt', { line: line ?? '', column: t(`column.${column}`), message });
  };
  return (
    <FormDialog
      title={t('importTitle')}
      words={useDialogWords(t('importSubmit'))}
      isBusy={sending.isPending}
      error={sending.error}
      wordsOf={wordsOf}
      onSubmit={() => {
        setAsked(true);
        if (table !== undefined) sending.mutate(table);
      }}
      onClose={onClose}
    >
      <p>{t('importText')}</p>
      <ul className={styles.past}>
        {COLUMNS.map((column) => (
          <li key={column}>
            <b>{t(`column.${column}`)}</b> <small>{t(`columnHint.${column}`)}</small>
          </li>
        ))}
      </ul>
      <FileField
        label={t('importFile')}
        choose={t('chooseFile')}
        accept=".csv,text/csv"
        file={table}
        error={isAsked && table === undefined ? t('needed') : undefined}
        onPick={setTable}
      />
    </FormDialog>
  );
}
