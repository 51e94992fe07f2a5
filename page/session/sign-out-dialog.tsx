import { useTexts } from '../texts/use-texts.ts';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { hasUnsent, leave } from './leave.ts';
import type { SessionStore } from './session.ts';

interface SignOutDialogProps {
  readonly session: SessionStore;
  readonly onClose: () => void;
}

// One chunk for all that a sign-out needs.
export { hasUnsent, leave };

/** Asks before a sign-out that stops an upload. */
export default function SignOutDialog({ session, onClose }: SignOutDialogProps) {
  const texts = useTexts();
  const { title, advice, stay } = texts.session.signOut;
  return (
    <ConfirmDialog
      isOpen
      onClose={onClose}
      title={title}
      description={advice}
      dismiss={stay}
      confirm={texts.app.signOut}
      onConfirm={() => leave(session)}
    />
  );
}
