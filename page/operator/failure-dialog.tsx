import { Dialog } from '../ui/dialog.tsx';
import { FailureNotice } from '../ui/failure-notice.tsx';

interface FailureDialogProps {
  /** What failed. */
  readonly title: string;
  /** The dialog is open if there is one. */
  readonly error: unknown;
  readonly onClose: () => void;
}

/** The error of something that a button starts, where the screen has no place for it. */
export function FailureDialog({ title, error, onClose }: FailureDialogProps) {
  return (
    <Dialog isOpen={error !== undefined} onClose={onClose} title={title}>
      <FailureNotice error={error} />
    </Dialog>
  );
}
