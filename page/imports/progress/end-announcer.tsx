import { useEffect, useRef, useState } from 'preact/compat';
import type { ImportView } from '../../../client/rollcall-client.ts';
import { useClient } from '../../api/use-client.ts';
import type { Texts } from '../../texts/en.ts';
import { useTexts } from '../../texts/use-texts.ts';
import { isRunning } from '../statuses.ts';
import { browserNotifier } from './browser-notifier.ts';
import { type News, notifications } from './notifications.ts';

/** Says that an import that the person watched has ended: to screen readers, and as a notification if it was wanted. */
export function EndAnnouncer({ view }: { readonly view: ImportView }) {
  const texts = useTexts();
  const client = useClient();
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
    const news = newsOf(view, texts);
    setText(news.body);
    notifications.ended(browserNotifier(), view.id, news);
  }, [isEnded, view, texts]);
  const { id } = view;
  useEffect(() => {
    const follow = async () => {
      const until = ({ status }: ImportView) => !isRunning(status);
      return newsOf(await client.followImport(id, { until, pauseMs: () => PAUSE_MS }), texts);
    };
    return () => void notifications.left(browserNotifier(), id, follow);
  }, [client, id, texts]);
  return (
    <p role="status" className="sr-only">
      {text}
    </p>
  );
}

/** While the person looks at another screen. */
const PAUSE_MS = 10_000;

function newsOf({ fileName, status, counts }: ImportView, { watch, outcomes, ...texts }: Texts): News {
  const records = counts === undefined ? '' : outcomes.records(counts.records);
  const body =
    status === 'AWAITING_CONFIRMATION'
      ? watch.announceConfirmation
      : watch.announceEnd(texts.status[status], records);
  return { title: fileName, body };
}
