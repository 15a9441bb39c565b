import { queryOptions } from '@tanstack/react-query';
import { boolean, items, moment, number, object, text } from './decode';
import { getJson } from './http';

/** How a tracker feels: what it last said about itself. */
export interface Device {
  readonly deviceId: string;
  readonly vehicleName: string | undefined;
  readonly lastSeenMs: number | undefined;
  readonly agentVersion: string | undefined;
  /** Records that wait in its journal. */
  readonly journalDepth: number | undefined;
  readonly gnssState: string | undefined;
  readonly satellites: number | undefined;
  readonly cpuTemperatureC: number | undefined;
  readonly isClockTrusted: boolean | undefined;
}

const decodeDevices = items(
  object(
    (fields): Device => ({
      deviceId: fields.get('deviceId', text),
      vehicleName: fields.find('vehicleName', text),
      lastSeenMs: fields.find('lastSeenAt', moment),
      agentVersion: fields.find('agentVersion', text),
      journalDepth: fields.find('journalDepth', number),
      gnssState: fields.find('gnssState', text),
      satellites: fields.find('satellites', number),
      cpuTemperatureC: fields.find('cpuTemperatureC', number),
      isClockTrusted: fields.find('clockTrusted', boolean),
    }),
  ),
);

const REFRESH_MS = 15_000;

export const devicesQuery = () =>
  queryOptions({ queryKey: ['devices'], queryFn: ({ signal }) => getJson('/devices', decodeDevices, { signal }), refetchInterval: REFRESH_MS });
