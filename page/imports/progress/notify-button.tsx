import { useState } from 'preact/compat';
import { useTexts } from '../../texts/use-texts.ts';
import { Button } from '../../ui/button.tsx';
import { browserNotifier } from './browser-notifier.ts';
import { notifications } from './notifications.ts';

/** Asks the browser for the permission when it is clicked, never before. */
export function NotifyButton({ importId }: { readonly importId: string }) {
  const { watch: texts } = useTexts();
  const [isWanted, setIsWanted] = useState(notifications.isWanted(importId));
  const [isDenied, setIsDenied] = useState(false);
  const notifier = browserNotifier();
  if (notifier === undefined) return null;
  const want = async () => {
    const permission = await notifier.ask();
    setIsDenied(permission !== 'granted');
    setIsWanted(permission === 'granted');
    if (permission === 'granted') notifications.want(importId);
  };
  if (isWanted || isDenied) return <p role="status">{isWanted ? texts.willNotify : texts.notifyDenied}</p>;
  return <Button onClick={() => void want()}>{texts.notify}</Button>;
}
