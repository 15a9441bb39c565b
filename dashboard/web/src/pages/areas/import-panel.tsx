import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { AREAS_KEY, type AreaFileWish, type AreaKind, type AreaPreview, loadAreas, previewAreas } from '../../api/areas';
import { ErrorText } from '../../app/problem-text';
import { useMessages } from '../../i18n/language';
import { Button, FileField, IconButton, Notice, SelectField, TextField } from '../../ui';
import { useSending } from '../shared/use-sending';
import { MOST_BUFFER_M, wholeMetres } from './area-form';
import styles from './areas-page.module.css';

/** What a file may hold. */
const LOADED_KINDS = ['geofence', 'kecamatan', 'desa', 'island', 'regency', 'common-stop'] as const satisfies readonly AreaKind[];
const ACCEPT = '.geojson,.json,.kml,.kmz,.zip,application/geo+json,application/zip';
const ROWS_SHOWN = 100;

interface ImportPanelProps {
  readonly previews: readonly AreaPreview[] | undefined;
  readonly onPreviews: (previews: readonly AreaPreview[] | undefined) => void;
  readonly onDone: (picked?: number) => void;
}

/** Outlines out of a file: seen on the map and in words before anything is kept. */
export function ImportPanel({ previews, onPreviews, onDone }: ImportPanelProps) {
  const t = useMessages('areas');
  const [file, setFile] = useState<File>();
  const [kind, setKind] = useState<AreaKind>('geofence');
  const [buffer, setBuffer] = useState('0');
  const [isAsked, setAsked] = useState(false);
  const bufferM = wholeMetres(buffer, 0, MOST_BUFFER_M);
  const look = useMutation({ mutationFn: previewAreas, onSuccess: onPreviews });
  const sending = useSending({
    send: (wish: AreaFileWish) => loadAreas(wish),
    done: (loaded) => {
      onDone(loaded.length === 1 ? loaded[0]?.id : undefined);
      return t('loaded', { count: loaded.length });
    },
    stale: AREAS_KEY,
    onClose: () => undefined,
  });
  // What is shown is of the wish that it was asked for, not of what has been chosen since.
  const change = () => {
    onPreviews(undefined);
    look.reset();
    sending.reset();
  };
  const wish = file === undefined || bufferM === undefined ? undefined : { file, kind, bufferM };
  const error = sending.error ?? look.error;
  return (
    <div className={styles.panel}>
      <div className={styles.panelHead}>
        <IconButton icon="arrow-left" label={t('cancel')} onClick={() => onDone()} />
        <h2>{t('importTitle')}</h2>
      </div>
      <p className={styles.about}>{t('importText')}</p>
      <FileField
        label={t('file')}
        choose={t('chooseFile')}
        accept={ACCEPT}
        file={file}
        error={isAsked && file === undefined ? t('needFile') : undefined}
        onPick={(picked) => {
          setFile(picked);
          change();
        }}
      />
      <SelectField
        label={t('kindLabel')}
        hint={t(kind === 'kecamatan' || kind === 'desa' ? 'importOfficial' : 'importNew')}
        value={kind}
        options={LOADED_KINDS.map((each) => ({ value: each, label: each === 'desa' ? t('group.desa') : t(`kind.${each}`) }))}
        onPick={(word) => {
          setKind(LOADED_KINDS.find((each) => each === word) ?? kind);
          change();
        }}
      />
      <TextField
        label={t('buffer')}
        hint={t('bufferHint')}
        inputMode="numeric"
        after="m"
        value={buffer}
        error={bufferM === undefined ? t('needMetres', { least: 0, most: MOST_BUFFER_M }) : undefined}
        onChange={(event) => {
          setBuffer(event.currentTarget.value);
          change();
        }}
      />
      {error !== null && (
        <Notice tone="bad" role="alert">
          <ErrorText error={error} />
        </Notice>
      )}
      {previews !== undefined && <Seen previews={previews} />}
      <div className={styles.buttons}>
        {previews === undefined ? (
          <Button
            kind="primary"
            icon="eye"
            busy={look.isPending}
            onClick={() => {
              setAsked(true);
              if (wish !== undefined) look.mutate(wish);
            }}
          >
            {t('preview')}
          </Button>
        ) : (
          <Button kind="primary" icon="upload" busy={sending.isPending} onClick={() => wish !== undefined && sending.mutate(wish)}>
            {t('load', { count: previews.length })}
          </Button>
        )}
        <Button onClick={() => onDone()}>{t('cancel')}</Button>
      </div>
    </div>
  );
}

function Seen({ previews }: { readonly previews: readonly AreaPreview[] }) {
  const t = useMessages('areas');
  const outside = previews.filter(({ isOutside }) => isOutside).length;
  const anew = previews.filter(({ replaces }) => replaces !== undefined).length;
  return (
    <div role="status">
      <p>
        <b>{t('previewSum', { count: previews.length, anew })}</b>
      </p>
      {outside > 0 && <Notice tone="warn">{t('previewOutside', { count: outside })}</Notice>}
      <ul className={styles.seen}>
        {previews.slice(0, ROWS_SHOWN).map((area, index) => (
          // A file may hold one name twice, and nothing of it moves.
          // oxlint-disable-next-line react/no-array-index-key
          <li key={index}>
            <b>{area.name}</b>
            <small>{t(area.isOutside ? 'previewFar' : area.replaces === undefined ? 'previewNew' : 'previewAnew')}</small>
          </li>
        ))}
      </ul>
      {previews.length > ROWS_SHOWN && <p className={styles.about}>{t('previewRest', { count: previews.length - ROWS_SHOWN })}</p>}
    </div>
  );
}
