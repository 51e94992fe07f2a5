import { useEffect, useState } from 'preact/compat';
import { useTexts } from '../texts/use-texts.ts';
import { Spinner } from './spinner.tsx';

/** After this time, it is said that the page goes on: requests are repeated before they are given up. */
const SLOW_MS = 4_000;

/** In place of what is being loaded. */
export function Loading() {
  const { app: texts } = useTexts();
  const [isSlow, setIsSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setIsSlow(true), SLOW_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div role="status" className="flex flex-col items-center gap-2 py-16 text-center text-sm text-muted">
      <span className="flex items-start gap-3">
        <Spinner />
        {texts.loading}
      </span>
      {isSlow && <span>{texts.slow}</span>}
    </div>
  );
}
