import { useRef, useState } from 'preact/compat';
import { useTexts } from '../texts/use-texts.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import type { ApiKeyWithSecret } from './views.ts';

interface NewKeyDialogProps {
  /** The dialog is open if there is one. */
  readonly apiKey: ApiKeyWithSecret | undefined;
  readonly onClose: () => void;
}

/** The only place where the key can be read. */
export function NewKeyDialog({ apiKey, onClose }: NewKeyDialogProps) {
  const { settings: texts, app } = useTexts();
  const token = useRef<HTMLElement>(null);
  const [copied, setCopied] = useState<'copied' | 'copyByHand'>();
  const close = () => {
    setCopied(undefined);
    onClose();
  };
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(apiKey?.token ?? '');
      setCopied('copied');
    } catch {
      // The person has forbidden it, or the page came without TLS.
      if (token.current !== null) getSelection()?.selectAllChildren(token.current);
      setCopied('copyByHand');
    }
  };
  return (
    <Dialog
      isOpen={apiKey !== undefined}
      isKept
      onClose={close}
      title={texts.keys.created(apiKey?.name ?? '')}
      description={texts.keys.shownOnce}
      actions={
        <>
          <Button autoFocus onClick={() => void copy()}>
            {texts.keys.copy}
          </Button>
          <Button look="primary" onClick={close}>
            {app.close}
          </Button>
        </>
      }
    >
      <code ref={token} className="rounded-control bg-sunken p-3 font-mono text-xs break-all select-all">
        {apiKey?.token}
      </code>
      {/* It has its room from the start. */}
      <p role="status" className="min-h-10 text-sm text-muted">
        {copied && texts.keys[copied]}
      </p>
    </Dialog>
  );
}
