import { useEffect } from 'react';
import { useMessages } from '../i18n/language';
import { useToast } from '../ui/toast';

/** Registers the service worker, and offers a new version instead of forcing it: a reload over a half-written form would hurt. */
export function NewVersion() {
  const t = useMessages('app');
  const toast = useToast();
  useEffect(() => {
    // Only the built app has one, and only over HTTPS or on this machine does a browser take it.
    if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
    const { serviceWorker } = navigator;
    const hadOne = serviceWorker.controller !== null;
    const offer = (worker: ServiceWorker) =>
      toast.show({ text: t('newVersion'), action: { label: t('useNewVersion'), run: () => worker.postMessage('take-over') } });
    const onChange = () => {
      if (hadOne) location.reload();
    };
    serviceWorker.addEventListener('controllerchange', onChange);
    serviceWorker.register('/sw.js').then(
      (registration) => {
        if (registration.waiting !== null && hadOne) offer(registration.waiting);
        registration.addEventListener('updatefound', () => {
          const worker = registration.installing;
          worker?.addEventListener('statechange', () => {
            if (worker.state === 'installed' && serviceWorker.controller !== null) offer(worker);
          });
        });
      },
      // Refused (private window, disk full): the app works, it only does not open offline.
      () => undefined,
    );
    return () => serviceWorker.removeEventListener('controllerchange', onChange);
  }, [toast, t]);
  return null;
}
