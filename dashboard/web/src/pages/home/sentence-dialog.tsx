import { useState } from 'react';
import type { Home } from '../../api/home';
import { useFormats } from '../../app/region';
import { serverNowMs } from '../../app/server-clock';
import { useMessages } from '../../i18n/language';
import { Button, Dialog } from '../../ui';
import { reportSentence } from './report-sentence';
import styles from './sentence-dialog.module.css';

interface SentenceDialogProps {
  readonly home: Home;
  readonly open: boolean;
  readonly onClose: () => void;
}

/** The polite text for the WhatsApp group, to be read before it is sent. */
export function SentenceDialog({ home, open, onClose }: SentenceDialogProps) {
  const t = useMessages('home');
  const common = useMessages('common');
  const formats = useFormats();
  const [isCopied, setIsCopied] = useState(false);
  if (!open) return null;
  const sentence = reportSentence(home, serverNowMs(), formats, t);
  const copy = async () => {
    await navigator.clipboard.writeText(sentence);
    setIsCopied(true);
  };
  // Only phones and tablets have a sheet to share with; where it is missing, copying does the same.
  const share = () => void navigator.share({ text: sentence }).catch(ignoreCancel);
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('sentence.title')}
      closeLabel={common('close')}
      footer={
        <>
          {'share' in navigator && <Button onClick={share}>{common('share')}</Button>}
          <Button kind="primary" icon={isCopied ? 'check' : 'entry'} onClick={() => void copy()}>
            {common(isCopied ? 'copied' : 'copy')}
          </Button>
        </>
      }
    >
      <p className={styles.hint}>{t('sentence.hint')}</p>
      <blockquote className={styles.text}>{sentence}</blockquote>
    </Dialog>
  );
}

function ignoreCancel(error: unknown): void {
  if (error instanceof DOMException && error.name === 'AbortError') return;
  throw error;
}
