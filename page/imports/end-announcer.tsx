import { useEffect, useRef, useState } from 'preact/compat';
import type { ImportView } from '../../client/rollcall-client.ts';
import { useTexts } from '../texts/use-texts.ts';
import { browserNotifier } from './browser-notifier.ts';
import { notifications } from './notifications.ts';
import { isRunning } from './statuses.ts';

/** Says that an import that the person watched has ended: to screen readers, and as a notification if it was wanted. */
export function EndAnnouncer({ view }: { readonly view: ImportView }) {
  const { watch, status, outcomes } = useTexts();
  const wasRunning = useRef(false);
  const [text, setText] = useState('');
  const isEnded = !isRunning(view.status);
  useEffect(() => {
    if (!isEnded) {
      wasRunning.current = true;
      setText('');
      return;
    }
    if (!wasRunning.current) return;
    wasRunning.current = false;
    const records = view.counts === undefined ? '' : outcomes.records(view.counts.records);
    const news =
      view.status === 'AWAITING_CONFIRMATION'
        ? watch.announceConfirmation
        : watch.announceEnd(status[view.status], records);
    setText(news);
    notifications.ended(browserNotifier(), view.id, view.fileName, news);
  }, [isEnded, view, watch, status, outcomes]);
  return (
    <p role="status" className="sr-only">
      {text}
    </p>
  );
}
