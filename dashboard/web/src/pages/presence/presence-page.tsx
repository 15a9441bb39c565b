import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useLocation, useParams, useSearchParams } from 'wouter';
import { opdsQuery } from '../../api/opds';
import { type Outline, type Presence, type PresencePlace, type PresenceQuestion, outlinesQuery, presenceQuery } from '../../api/presence';
import { VEHICLE_USES } from '../../api/vehicles';
import { useFormats } from '../../app/region';
import { useUser } from '../../app/session';
import { usePageTitle } from '../../app/title';
import { addDays } from '../../format/days';
import { useMessages } from '../../i18n/language';
import { Card, LinkButton, Notice, Segments, SelectField, Skeleton } from '../../ui';
import { Loaded } from '../shared/loaded';
import { useToday } from '../shared/use-today';
import { GuestsDialog } from './guests-dialog';
import { HeatMap } from './heat-map';
import { MEASURES, type Measure } from './heat';
import { PlaceTable } from './place-table';
import styles from './presence-page.module.css';

const SPANS = ['7', '30', '90', '365'] as const;
type Span = (typeof SPANS)[number];
/** More names than these are a list, and that is beside the map. */
const NAMES_TOLD = 6;
const NO_OUTLINES: readonly Outline[] = [];

/** Which kecamatan, or desa of one, saw official vehicles, and which did not. What is shown is in the address. */
export function PresencePage() {
  const t = useMessages('presence');
  const today = useToday();
  const { kecamatan } = useParams<{ kecamatan?: string }>();
  const [, navigate] = useLocation();
  const [params, setParams] = useSearchParams();
  const span: Span = SPANS.find((each) => each === params.get('rentang')) ?? '30';
  const measure: Measure = MEASURES.find((each) => each === params.get('ukuran')) ?? 'days';
  const opd = params.get('opd') ?? '';
  const question: PresenceQuestion = {
    from: addDays(today, 1 - Number(span)),
    to: today,
    opdId: /^\d{1,9}$/.test(opd) ? Number(opd) : undefined,
    use: VEHICLE_USES.find((each) => each === params.get('golongan')),
  };
  const choose = (name: string, value: string) =>
    setParams(
      (before) => {
        if (value === '') before.delete(name);
        else before.set(name, value);
        return before;
      },
      { replace: true },
    );
  // What was there before stays on screen while the next one comes: nothing jumps.
  const query = useQuery({ ...presenceQuery(question, kecamatan), placeholderData: keepPreviousData });
  const names = useQuery({ ...presenceQuery(question, undefined), enabled: kecamatan !== undefined });
  const outlines = useQuery(outlinesQuery(kecamatan));
  const name = kecamatan === undefined ? undefined : names.data?.places.find(({ code }) => code === kecamatan)?.name;
  usePageTitle(name);
  const [guestsOf, setGuestsOf] = useState<PresencePlace>();
  const places = query.data?.places;
  const open = useMemo(
    () => (areaId: number) => {
      const place = places?.find((each) => each.areaId === areaId);
      if (place === undefined) return;
      if (kecamatan === undefined) navigate(`/kehadiran/${place.code}${location.search}`);
      else setGuestsOf(place);
    },
    [places, kecamatan, navigate],
  );
  return (
    <div className={styles.page}>
      <Card className={styles.head}>
        <Tools {...{ span, question, onChoose: choose }} />
        <Loaded query={query} skeleton={<Skeleton height="30px" lines={3} />}>
          {(presence) => <Headline presence={presence} name={name} isOfDesa={kecamatan !== undefined} />}
        </Loaded>
      </Card>
      <div className={styles.columns}>
        <Card className={styles.mapCard}>
          <div className={styles.mapHead}>
            {kecamatan !== undefined && (
              <LinkButton href={`/kehadiran${location.search}`} size="s" icon="arrow-left">
                {t('back')}
              </LinkButton>
            )}
            <span className={styles.measure}>
              <span>{t('measure')}</span>
              <Segments<Measure>
                label={t('measure')}
                options={MEASURES.map((key) => ({ key, label: t(`measure.${key}`) }))}
                selected={measure}
                onSelect={(key) => choose('ukuran', key === 'days' ? '' : key)}
              />
            </span>
          </div>
          <HeatMap
            label={name === undefined ? t('mapLabel') : t('mapLabelDesa', { name })}
            places={places ?? []}
            outlines={outlines.data?.features ?? NO_OUTLINES}
            measure={measure}
            chosen={guestsOf?.areaId}
            onChoose={open}
          />
          {outlines.data?.features.some(({ properties }) => properties.approximate) === true && <p className={styles.note}>{t('approximate')}</p>}
        </Card>
        <Card className={styles.tableCard}>
          <Loaded query={query} skeleton={<Skeleton height="42px" lines={12} />}>
            {(presence) => <PlaceTable presence={presence} name={name} isOfDesa={kecamatan !== undefined} onGuests={setGuestsOf} />}
          </Loaded>
        </Card>
      </div>
      <p className={styles.about}>{t('about')}</p>
      {guestsOf !== undefined && <GuestsDialog place={guestsOf} question={question} onClose={() => setGuestsOf(undefined)} />}
    </div>
  );
}

interface ToolsProps {
  readonly span: Span;
  readonly question: PresenceQuestion;
  readonly onChoose: (name: string, value: string) => void;
}

function Tools({ span, question, onChoose }: ToolsProps) {
  const t = useMessages('presence');
  const { role } = useUser();
  const seesAll = role === 'leader' || role === 'verifier' || role === 'cc-operator';
  const opds = useQuery({ ...opdsQuery(), enabled: seesAll });
  return (
    <div className={styles.tools}>
      <Segments<Span>
        label={t('span')}
        options={SPANS.map((key) => ({ key, label: t(`span.${key}`) }))}
        selected={span}
        onSelect={(key) => onChoose('rentang', key === '30' ? '' : key)}
      />
      <div className={styles.filters}>
        {seesAll && (
          <SelectField
            label={t('opd')}
            hideLabel
            value={question.opdId === undefined ? '' : String(question.opdId)}
            placeholder={t('allOpds')}
            options={(opds.data ?? []).map((opd) => ({ value: String(opd.id), label: opd.shortName }))}
            onPick={(opd) => onChoose('opd', opd)}
          />
        )}
        <SelectField
          label={t('use')}
          hideLabel
          value={question.use ?? ''}
          placeholder={t('allUses')}
          options={VEHICLE_USES.map((use) => ({ value: use, label: t(`use.${use}`) }))}
          onPick={(use) => onChoose('golongan', use)}
        />
        <LinkButton size="s" kind="quiet" href="/kunjungan" icon="pin">
          {t('toVisits')}
        </LinkButton>
      </div>
    </div>
  );
}

interface HeadlineProps {
  readonly presence: Presence;
  readonly name: string | undefined;
  readonly isOfDesa: boolean;
}

/** The answer in one sentence, the places that saw nobody by name, and three figures. */
function Headline({ presence, name, isOfDesa }: HeadlineProps) {
  const t = useMessages('presence');
  const formats = useFormats();
  const unseen = presence.places.filter(({ stayCount }) => stayCount === 0).map((place) => place.name);
  const [seen, all] = [presence.places.length - unseen.length, presence.places.length];
  const values = { seen, all, name: name ?? '' };
  const told = { names: unseen.slice(0, NAMES_TOLD).join(', '), count: unseen.length - NAMES_TOLD };
  const figures = [
    ['vehicles', presence.all.vehicleCount],
    ['hours', Math.round(presence.all.stayedS / 3600)],
    ['stays', presence.all.stayCount],
  ] as const;
  return (
    <>
      <div className={styles.headline}>
        <div>
          <h2>
            {unseen.length === 0
              ? t(isOfDesa ? 'headlineAllDesa' : 'headlineAll', values)
              : t(isOfDesa ? 'headlineDesa' : 'headline', values)}
          </h2>
          <p>
            {t('spanIs', { from: formats.dateMedium(presence.from), to: formats.dateMedium(presence.to) })}
            {unseen.length > 0 && <>. {unseen.length > NAMES_TOLD ? t('unseenMore', told) : t('unseen', told)}</>}
          </p>
        </div>
        <dl>
          {figures.map(([key, count]) => (
            <div key={key}>
              <dd>{formats.count(count)}</dd>
              <dt>{t(key)}</dt>
            </div>
          ))}
        </dl>
      </div>
      {presence.waitingCount > 0 && <Notice tone="info">{t('waiting', { count: presence.waitingCount })}</Notice>}
    </>
  );
}
