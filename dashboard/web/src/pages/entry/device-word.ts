import { useMessages } from '../../i18n/language';

/** "HP" for a thumb, "komputer ini" for a mouse: where a report is kept until it is sent. */
export function useDeviceWord(): string {
  const t = useMessages('entry');
  return t(window.matchMedia('(pointer: coarse)').matches ? 'device.phone' : 'device.computer');
}
