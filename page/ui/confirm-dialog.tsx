import { type ReactNode, useState } from 'preact/compat';
import { Button, type ButtonLook } from './button.tsx';
import { Dialog } from './dialog.tsx';
import { FailureNotice } from './failure-notice.tsx';

export interface ConfirmDialogProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly title: string;
  readonly description: string;
  /** The button that changes nothing. */
  readonly dismiss: string;
  /** The button that does it. */
  readonly confirm: string;
  /** The dialog closes when it resolves, and shows the error when it rejects. */
  readonly onConfirm: () => Promise<void>;
  /** Of the button that does it. */
  readonly confirmLook?: ButtonLook;
  readonly children?: ReactNode;
}

/** Asks before something that cannot be undone. */
export function ConfirmDialog({
  isOpen,
  onClose,
  onConfirm,
  confirmLook = 'danger',
  children,
  ...texts
}: ConfirmDialogProps) {
  const [state, setState] = useState<{ readonly isBusy: boolean; readonly error?: unknown }>({
    isBusy: false,
  });
  const close = () => {
    setState(({ isBusy }) => ({ isBusy }));
    onClose();
  };
  const confirm = async () => {
    setState({ isBusy: true });
    try {
      await onConfirm();
      setState({ isBusy: false });
      onClose();
    } catch (error) {
      setState({ isBusy: false, error });
    }
  };
  return (
    <Dialog
      isOpen={isOpen}
      onClose={close}
      title={texts.title}
      description={texts.description}
      actions={
        <>
          <Button onClick={close}>{texts.dismiss}</Button>
          <Button look={confirmLook} isBusy={state.isBusy} onClick={() => void confirm()}>
            {texts.confirm}
          </Button>
        </>
      }
    >
      {children}
      {state.error !== undefined && <FailureNotice error={state.error} />}
    </Dialog>
  );
}
