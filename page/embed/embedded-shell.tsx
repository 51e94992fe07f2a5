import type { ReactNode } from 'preact/compat';
import type { Route } from '../routing/routes.ts';
import { useTexts } from '../texts/use-texts.ts';
import { Button } from '../ui/button.tsx';
import { ButtonLink } from '../ui/link.tsx';
import type { Embedding } from './embedding.ts';

interface EmbeddedShellProps {
  readonly route: Route;
  readonly embedding: Embedding;
  readonly children: ReactNode;
}

/** What is around every screen inside of another page: no navigation, and a way to close it. */
export function EmbeddedShell({ route, embedding, children }: EmbeddedShellProps) {
  const { app: texts } = useTexts();
  return (
    <div className="flex min-h-104 flex-col px-4 pt-3 pb-8 sm:px-6">
      <header className="-mr-3 flex justify-end gap-1">
        {route.name !== 'import' && (
          <ButtonLink look="quiet" to={{ name: 'import' }}>
            {texts.import}
          </ButtonLink>
        )}
        <Button look="quiet" icon="cross" onClick={embedding.close}>
          {texts.close}
        </Button>
      </header>
      <main id="content" tabIndex={-1} className="mx-auto w-full max-w-5xl flex-1">
        {children}
      </main>
    </div>
  );
}
