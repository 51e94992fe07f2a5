import { useState } from 'preact/compat';
import { useTexts } from '../texts/use-texts.ts';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import type { ApiKeyWithSecret } from './views.ts';

interface NewKeyNoticeProps {
  readonly apiKey: ApiKeyWithSecret;
  readonly onClose: () => void;
}

/** The only place where the key can be read. */
export function NewKeyNotice({ apiKey: { name, token }, onClose }: NewKeyNoticeProps) {
  const { settings: texts, app } = useTexts();
  const [isCopied, setIsCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(token);
    setIsCopied(true);
  };
  return (
    <Notice
      tone="success"
      isLive
      title={texts.keys.created(name)}
      actions={
        <>
          <Button onClick={() => void copy()}>{isCopied ? texts.keys.copied : texts.keys.copy}</Button>
          <Button look="quiet" onClick={onClose}>
            {app.close}
          </Button>
        </>
      }
    >
      <p>{texts.keys.shownOnce}</p>
      <p className="pt-2">
        <code className="font-mono text-xs break-all text-ink select-all">{token}</code>
      </p>
    </Notice>
  );
}
