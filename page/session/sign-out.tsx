import { askBeforeLeaving, wouldLose } from '../routing/ask-before-leaving.ts';
import { useTexts } from '../texts/use-texts.ts';
import { Button } from '../ui/button.tsx';
import type { SessionStore } from './session.ts';

/** A sign-out does not wait longer for the API: the session ends by itself within an hour. */
const END_WITHIN_MS = 3000;

/**
 * Ends the session of the person, and removes from this browser what it has of it: the next person may be another one.
 * The browser asks first if a file has not arrived, as when the tab is closed.
 */
export function SignOut({ session }: { readonly session: SessionStore }) {
  const { app, session: texts } = useTexts();
  return (
    <Button
      look="quiet"
      className="-mr-4"
      onClick={async () => {
        const { hasUnsent, forgetUploads } = await import('../upload/uploads.ts');
        if ((hasUnsent() || wouldLose('corrections')) && !confirm(texts.unsent)) return;
        // It was asked now, and not when the page is loaded again.
        askBeforeLeaving('corrections', false);
        const forgotten = forgetUploads();
        const headers = { authorization: `Bearer ${session.end()}` };
        const signal = AbortSignal.timeout(END_WITHIN_MS);
        const ended = fetch('/v1/session', { method: 'DELETE', headers, signal, keepalive: true });
        await Promise.allSettled([ended, forgotten]);
        history.replaceState(null, '', '#/');
        // The memory of the page then has nothing of files either.
        location.reload();
      }}
    >
      {app.signOut}
    </Button>
  );
}
