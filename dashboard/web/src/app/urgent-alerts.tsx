import { useEffect } from 'react';
import { useLocation } from 'wouter';
import { useMessages } from '../i18n/language';
import { useLiveStore } from '../live/live';
import { useToast } from '../ui/toast';

/** Says at once, on whatever page, that there is an urgent alert; the rest waits in its lane. */
export function UrgentAlerts() {
  const t = useMessages('alerts');
  const store = useLiveStore();
  const toast = useToast();
  const [, navigate] = useLocation();
  useEffect(
    () =>
      store.onEvent((event) => {
        if (event.kind !== 'alert' || event.alert.severity !== 'high') return;
        const { id, rule } = event.alert;
        toast.show({
          text: t('urgentToast', { rule: t(`rule.${rule}`) }),
          tone: 'bad',
          action: { label: t('look'), run: () => navigate(`/peringatan?k=${id}`) },
        });
      }),
    [store, toast, t, navigate],
  );
  return null;
}
