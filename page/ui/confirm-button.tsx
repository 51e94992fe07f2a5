import { useState } from 'preact/compat';
import { Button, type ButtonLook } from './button.tsx';
import { ConfirmDialog, type ConfirmDialogProps } from './confirm-dialog.tsx';

interface ConfirmButtonProps extends Omit<ConfirmDialogProps, 'isOpen' | 'onClose'> {
  readonly label: string;
  /** Of the button that asks. */
  readonly look?: ButtonLook;
}

/** A button that asks before it does something. */
export function ConfirmButton({ label, look = 'secondary', ...dialog }: ConfirmButtonProps) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Button look={look} onClick={() => setIsOpen(true)}>
        {label}
      </Button>
      <ConfirmDialog {...dialog} isOpen={isOpen} onClose={() => setIsOpen(false)} />
    </>
  );
}
