import { useState } from 'react';
import { REGISTRY_KEY, type SeenVehicle, type VehicleSheet } from '../../api/registry';
import { useMessages } from '../../i18n/language';
import { useSending } from '../shared/use-sending';

/** Sends one change of the register; what it makes old is read again. */
export function useRegistry<Wanted = void>(send: (wanted: Wanted, key: string) => Promise<unknown>, onClose: () => void) {
  const t = useMessages('vehicles');
  return useSending({ send, done: () => t('saved'), stale: REGISTRY_KEY, onClose });
}

/** The vehicle as it was when the dialog opened, and stays there: a later one has not been looked at. */
export function useSeen({ id, version }: VehicleSheet): SeenVehicle {
  const [seen] = useState({ id, version });
  return seen;
}

/** What the buttons of its dialogs are called. */
export function useDialogWords(submit?: string) {
  const t = useMessages('vehicles');
  return { close: t('close'), cancel: t('cancel'), submit: submit ?? t('save') };
}

/** Blank is the same as absent. */
export function filled(text: string): string | undefined {
  return text.trim() === '' ? undefined : text.trim();
}
