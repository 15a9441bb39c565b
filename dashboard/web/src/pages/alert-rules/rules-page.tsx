import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type QuietHours, type RuleVersion, alertRulesQuery, ruleHistoryQuery } from '../../api/alert-rules';
import { useFormats } from '../../app/region';
import { useNow } from '../../app/server-clock';
import { useUser } from '../../app/session';
import { useMessages } from '../../i18n/language';
import { Badge, Button, Card, Dialog, LinkButton, Skeleton } from '../../ui';
import { Loaded } from '../shared/loaded';
import { QuietDialog } from './quiet-dialog';
import { RuleDialog } from './rule-dialog';
import { settingName, settingUnit } from './rule-words';
import styles from './rules-page.module.css';

/** By which rules vehicles are watched: read by everybody, decided by the administrator with a reason. */
export function AlertRulesPage() {
  const t = useMessages('rules');
  const { role } = useUser();
  const query = useQuery(alertRulesQuery());
  return (
    <div className={styles.page}>
      <Card className={styles.head}>
        <p className={styles.about}>{t('about')}</p>
        {role !== 'admin' && (
          <div>
            <LinkButton href="/peringatan" icon="alert">
              {t('toAlerts')}
            </LinkButton>
          </div>
        )}
      </Card>
      <Loaded query={query} skeleton={<Skeleton height="120px" lines={4} />}>
        {({ rules, quietHours }) => (
          <>
            <ul className={styles.rules}>
              {rules.map((rule) => (
                <li key={rule.rule}>
                  <RuleCard rule={rule} />
                </li>
              ))}
            </ul>
            <Quiet hours={quietHours} />
          </>
        )}
      </Loaded>
    </div>
  );
}

function RuleCard({ rule }: { readonly rule: RuleVersion }) {
  const t = useMessages('rules');
  const alerts = useMessages('alerts');
  const common = useMessages('common');
  const formats = useFormats();
  const { role } = useUser();
  const [shown, setShown] = useState<'change' | 'history'>();
  return (
    <Card
      className={styles.rule}
      title={alerts(`rule.${rule.rule}`)}
      action={<Badge tone={rule.isEnabled ? 'ok' : 'mute'}>{t(rule.isEnabled ? 'on' : 'off')}</Badge>}
    >
      <p>{t(`what.${rule.rule}`)}</p>
      <ul className={styles.settings}>
        {rule.settings.map((setting) => (
          <li key={setting.name}>
            {t('value', { name: settingName(setting, t), value: formats.decimal(setting.value), unit: settingUnit(setting, t) })}
          </li>
        ))}
        <li>{t(`severity.${rule.severity}`)}</li>
      </ul>
      <p className={styles.small}>
        {rule.exemptKinds.length === 0 ? t('exemptNone') : `${t('exempt')}: ${rule.exemptKinds.map((kind) => common(`kind.${kind}`)).join(', ')}`}
      </p>
      <div className={styles.foot}>
        {role === 'admin' && (
          <Button size="s" icon="edit" onClick={() => setShown('change')}>
            {t('change')}
          </Button>
        )}
        <Button size="s" kind="quiet" onClick={() => setShown('history')}>
          {rule.version === 0 ? t('delivered') : t('version', { version: rule.version })}
        </Button>
      </div>
      {shown === 'change' && <RuleDialog rule={rule} onClose={() => setShown(undefined)} />}
      {shown === 'history' && <HistoryDialog rule={rule} onClose={() => setShown(undefined)} />}
    </Card>
  );
}

function HistoryDialog({ rule, onClose }: { readonly rule: RuleVersion; readonly onClose: () => void }) {
  const t = useMessages('rules');
  const alerts = useMessages('alerts');
  const formats = useFormats();
  const now = useNow(60_000);
  const query = useQuery(ruleHistoryQuery(rule.rule));
  return (
    <Dialog open wide onClose={onClose} title={t('historyOf', { rule: alerts(`rule.${rule.rule}`) })} closeLabel={t('close')}>
      <Loaded query={query} skeleton={<Skeleton height="44px" lines={3} />}>
        {(versions) => (
          <ol className={styles.history}>
            {versions.map((one) => (
              <li key={one.version}>
                <b>{one.version === 0 ? t('delivered') : t('version', { version: one.version })}</b>
                <span>
                  {[t(one.isEnabled ? 'on' : 'off'), t(`severity.${one.severity}`)]
                    .concat(one.settings.map((setting) => t('value', { name: settingName(setting, t), value: formats.decimal(setting.value), unit: settingUnit(setting, t) })))
                    .join(' · ')}
                </span>
                {one.atMs !== undefined && (
                  <small>{t('decided', { who: one.byName ?? '', when: formats.moment(one.atMs, now), reason: one.reason ?? '' })}</small>
                )}
              </li>
            ))}
          </ol>
        )}
      </Loaded>
    </Dialog>
  );
}

function Quiet({ hours }: { readonly hours: QuietHours }) {
  const t = useMessages('rules');
  const formats = useFormats();
  const { role } = useUser();
  const [isAsked, setAsked] = useState(false);
  const isNever = hours.from === hours.until;
  return (
    <Card title={t('quiet')} className={styles.rule}>
      <p>{isNever ? t('quietNever') : t('quietText', { from: formats.cutOff(hours.from), until: formats.cutOff(hours.until) })}</p>
      {role === 'admin' && (
        <div className={styles.foot}>
          <Button size="s" icon="edit" onClick={() => setAsked(true)}>
            {t('change')}
          </Button>
        </div>
      )}
      {isAsked && <QuietDialog hours={hours} onClose={() => setAsked(false)} />}
    </Card>
  );
}
