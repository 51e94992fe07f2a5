import { useTexts } from '../texts/use-texts.ts';
import { Spinner } from './spinner.tsx';

/** In place of what is being loaded. */
export function Loading() {
  const texts = useTexts();
  return (
    <div role="status" className="flex items-start justify-center gap-3 py-16 text-sm text-muted">
      <Spinner />
      {texts.app.loading}
    </div>
  );
}
