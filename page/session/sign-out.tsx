import { lazy, Suspense, useState } from 'react';
import { useTexts } from '../texts/use-texts.ts';
import { Button } from '../ui/button.tsx';
import type { SessionStore } from './session.ts';

const SignOutDialog = lazy(() => import('./sign-out-dialog.tsx'));

/** Ends the session of the person. It asks first if a file is being sent. */
export function SignOut({ session }: { readonly session: SessionStore }) {
  const { app } = useTexts();
  const [isAsking, setIsAsking] = useState(false);
  return (
    <>
      <Button
        look="quiet"
        className="-mr-4"
        onClick={async () => {
          const { hasUnsent, leave } = await import('./sign-out-dialog.tsx');
          if (hasUnsent()) setIsAsking(true);
          else await leave(session);
        }}
      >
        {app.signOut}
      </Button>
      {isAsking && (
        <Suspense>
          <SignOutDialog session={session} onClose={() => setIsAsking(false)} />
        </Suspense>
      )}
    </>
  );
}
