import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { type Area, areaQuery } from '../../api/areas';
import { opdsQuery } from '../../api/opds';
import { seesRoutes } from '../../app/navigation';
import { useFormats } from '../../app/region';
import { useNow } from '../../app/server-clock';
import { useUser } from '../../app/session';
import { usePageTitle } from '../../app/title';
import { useMessages } from '../../i18n/language';
import { Button, IconButton, LinkButton, Notice } from '../../ui';
import { kecamatanNames, kecamatanOf } from './area-groups';
import styles from './areas-page.module.css';
import { RemoveDialog } from './remove-dialog';
import { sizeWords } from './size-words';
import { sizeM2 } from './sketch';
import { Visitors } from './visitors';

interface AreaPanelProps {
  readonly area: Area;
  readonly areas: readonly Area[];
  readonly onBack: () => void;
  readonly onChange: () => void;
}

const OF_THE_STATE: readonly Area['kind'][] = ['kecamatan', 'desa', 'kelurahan'];

/** One area: what it is, how large, who made it so. */
export function AreaPanel({ area, areas, onBack, onChange }: AreaPanelProps) {
  const t = useMessages('areas');
  const visitors = useMessages('visitors');
  const isKecamatan = area.kind === 'kecamatan';
  const formats = useFormats();
  const now = useNow(60_000);
  const { role } = useUser();
  const [isRemoving, setRemoving] = useState(false);
  const { data: sheet } = useQuery(areaQuery(area.id));
  const { data: opds } = useQuery(opdsQuery());
  const kecamatan = useMemo(() => kecamatanOf(area, kecamatanNames(areas)), [area, areas]);
  usePageTitle(area.name);
  const outline = sheet?.outline ?? area.outline;
  const facts = [
    [t('kindLabel'), t(`kind.${area.kind}`)],
    [t('kecamatan'), kecamatan],
    [t('opd'), opds?.find(({ id }) => id === area.opdId)?.name],
    [t('size'), outline === undefined ? undefined : sizeWords(sizeM2(outline), formats, t)],
    [t('buffer'), area.bufferM > 0 ? formats.distance(area.bufferM) : t('bufferNone')],
    [t('code'), OF_THE_STATE.includes(area.kind) ? area.code : undefined],
    [
      t('changed'),
      sheet?.changedBy === undefined || sheet.changedAtMs === undefined ? undefined : t('changedBy', { who: sheet.changedBy, when: formats.moment(sheet.changedAtMs, now) }),
    ],
  ].filter((fact): fact is [string, string] => fact[1] !== undefined);
  return (
    <div className={styles.panel}>
      <div className={styles.panelHead}>
        <IconButton icon="arrow-left" label={t('back')} onClick={onBack} />
        <h2>{area.name}</h2>
      </div>
      <p className={styles.about}>{t(`use.${area.kind}`)}</p>
      {area.outline === undefined && <Notice>{t(area.kind === 'office' || area.kind === 'common-stop' ? 'pointText' : 'noOutlineText')}</Notice>}
      <dl className={styles.facts}>
        {facts.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {role === 'admin' && (
        <div className={styles.buttons}>
          <Button kind="primary" icon="edit" onClick={onChange}>
            {t('change')}
          </Button>
          {!OF_THE_STATE.includes(area.kind) && area.kind !== 'regency' && (
            <Button icon="trash" onClick={() => setRemoving(true)}>
              {t('remove')}
            </Button>
          )}
        </div>
      )}
      {isKecamatan && role !== 'admin' && (
        <LinkButton href={`/kehadiran/${area.code}`} icon="map">
          {visitors('toPresence')}
        </LinkButton>
      )}
      {/* Without an outline only the middle of a desa would be asked about. */}
      {seesRoutes(role) && (outline !== undefined || !OF_THE_STATE.includes(area.kind)) && <Visitors area={area} />}
      {isRemoving && <RemoveDialog area={area} onClose={() => setRemoving(false)} onRemoved={onBack} />}
    </div>
  );
}
