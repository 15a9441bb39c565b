import { queryOptions } from '@tanstack/react-query';
import type { Day } from '../format/days';
import { ALERT_RULES, type AlertRule, SEVERITIES, type Severity } from './alerts';
import { type Decoder, boolean, day, items, list, moment, number, object, oneOf, text } from './decode';
import { getJson, sendJson } from './http';
import { VEHICLE_KINDS, type VehicleKind } from './vehicles';

export interface RuleVersion {
  readonly rule: AlertRule;
  /** 0 = as delivered. */
  readonly version: number;
  readonly isEnabled: boolean;
  readonly severity: Severity;
  readonly settings: readonly RuleSetting[];
  readonly exemptKinds: readonly VehicleKind[];
  readonly reason: string | undefined;
  readonly byName: string | undefined;
  readonly atMs: number | undefined;
}

export interface RuleSetting {
  readonly name: string;
  readonly value: number;
  readonly delivered: number;
  readonly least: number;
  readonly most: number;
}

export interface QuietHours {
  readonly from: string;
  readonly until: string;
  readonly version: number;
}

export interface AlertRules {
  readonly rules: readonly RuleVersion[];
  readonly quietHours: QuietHours;
}

export interface PreviewDay {
  readonly date: Day;
  readonly nowCount: number;
  readonly thenCount: number;
}

export interface Preview {
  /** None for a rule that asks how trackers are. */
  readonly days: readonly PreviewDay[];
  readonly nowCount: number;
  readonly thenCount: number;
}

const decodeVersion: Decoder<RuleVersion> = object((fields) => ({
  rule: fields.get('rule', oneOf(...ALERT_RULES)),
  version: fields.get('version', number),
  isEnabled: fields.get('enabled', boolean),
  severity: fields.get('severity', oneOf(...SEVERITIES)),
  settings: fields.get(
    'settings',
    list(
      object((setting) => ({
        name: setting.get('name', text),
        value: setting.get('value', number),
        delivered: setting.get('delivered', number),
        least: setting.get('least', number),
        most: setting.get('most', number),
      })),
    ),
  ),
  exemptKinds: fields.get('exemptKinds', list(oneOf(...VEHICLE_KINDS))),
  reason: fields.find('reason', text),
  byName: fields.find('authorName', text),
  atMs: fields.find('at', moment),
}));

const decodeQuiet: Decoder<QuietHours> = object((fields) => ({
  from: fields.get('from', text),
  until: fields.get('until', text),
  version: fields.get('version', number),
}));

const decodeRules: Decoder<AlertRules> = object((fields) => ({
  rules: fields.get('items', list(decodeVersion)),
  quietHours: fields.get('quietHours', decodeQuiet),
}));

const decodePreview: Decoder<Preview> = object((fields) => ({
  days: fields.get(
    'days',
    list(
      object((one) => ({ date: one.get('date', day), nowCount: one.get('nowCount', number), thenCount: one.get('thenCount', number) })),
    ),
  ),
  nowCount: fields.get('nowCount', number),
  thenCount: fields.get('thenCount', number),
}));

export const RULES_KEY = ['alert-rules'] as const;

export const alertRulesQuery = () =>
  queryOptions({ queryKey: [...RULES_KEY, 'all'], queryFn: ({ signal }) => getJson('/alert-rules', decodeRules, { signal }) });

export const ruleHistoryQuery = (rule: AlertRule) =>
  queryOptions({
    queryKey: [...RULES_KEY, 'history', rule],
    queryFn: ({ signal }) => getJson(`/alert-rules/${rule}/versions`, items(decodeVersion), { signal }),
  });

export interface RuleDraft {
  readonly enabled: boolean;
  readonly severity: Severity;
  readonly settings: Readonly<Record<string, number>>;
  readonly exemptKinds: readonly VehicleKind[];
}

export const previewRule = (rule: AlertRule, draft: RuleDraft): Promise<Preview> =>
  sendJson('POST', `/alert-rules/${rule}/preview`, draft, decodePreview);

export const decideRule = (rule: AlertRule, draft: RuleDraft & { readonly reason: string; readonly basedOn: number }, key: string): Promise<RuleVersion> =>
  sendJson('POST', `/alert-rules/${rule}/versions`, draft, decodeVersion, { idempotencyKey: key });

export const decideQuiet = (hours: { readonly from: string; readonly until: string; readonly reason: string; readonly basedOn: number }, key: string): Promise<QuietHours> =>
  sendJson('POST', '/alert-quiet-hours', hours, decodeQuiet, { idempotencyKey: key });
