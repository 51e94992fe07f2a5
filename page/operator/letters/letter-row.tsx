import { useState } from 'preact/compat';
import { answer } from '../../../client/connect.ts';
import { useClient } from '../../api/use-client.ts';
import { useAction } from '../../settings/use-action.ts';
import { useFormat, useTexts } from '../../texts/use-texts.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { FailureDialog } from '../failure-dialog.tsx';
import type { DeadLetter, LetterQueue } from './list-dead-letters.ts';

interface LetterRowProps {
  readonly queue: LetterQueue;
  readonly letter: DeadLetter;
}

/** One message. It stays where it is after an act, so that the others do not move under the pointer. */
export function LetterRow({ queue, letter }: LetterRowProps) {
  const { operator, app } = useTexts();
  const { letters: texts } = operator;
  const { http } = useClient();
  const [done, setDone] = useState<'sent' | 'deleted'>();
  const [isAsking, setIsAsking] = useState(false);
  const params = { path: { queue: queue.name, messageId: letter.id } };
  const sending = useAction(async () => {
    await answer(http.POST('/v1/stage/dead-letters/{queue}/{messageId}/resend', { params }));
    setDone('sent');
  });
  return (
    <li className="flex flex-col gap-3 py-3 last:pb-0">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-3">
        <LetterFacts letter={letter} />
        {/* As high as the buttons. */}
        <span role="status" className={done === undefined ? '' : 'flex min-h-10 items-center text-sm'}>
          {done !== undefined && texts[done]}
        </span>
        {done === undefined && (
          <span className="flex flex-wrap gap-3">
            {queue.canResend && (
              <Button
                isBusy={sending.isBusy}
                aria-label={texts.resendOf(letter.id)}
                onClick={() => void sending.run()}
              >
                {texts.resend}
              </Button>
            )}
            <Button look="quiet" aria-label={texts.deleteOf(letter.id)} onClick={() => setIsAsking(true)}>
              {texts.delete}
            </Button>
          </span>
        )}
      </div>
      <FailureDialog title={texts.resend} error={sending.error} onClose={sending.forget} />
      <ConfirmDialog
        isOpen={isAsking}
        onClose={() => setIsAsking(false)}
        title={texts.deleteTitle}
        description={texts.deleteAbout}
        dismiss={app.back}
        confirm={texts.delete}
        onConfirm={async () => {
          await answer(http.DELETE('/v1/stage/dead-letters/{queue}/{messageId}', { params }));
          setDone('deleted');
        }}
      />
    </li>
  );
}

function LetterFacts({ letter }: Pick<LetterRowProps, 'letter'>) {
  const { operator } = useTexts();
  const format = useFormat();
  const { id, sentAt, event, tenant, folder, importId, error } = letter;
  const place = folder === undefined || folder === '' ? importId : folder;
  return (
    <div className="flex min-w-0 flex-1 basis-64 flex-col gap-0.5 text-sm">
      <p className="font-medium break-words">
        {tenant ?? operator.letters.noTenant}
        {error !== undefined && (
          <span lang="en" className="ml-3 font-mono text-xs font-normal text-failed">
            {error}
          </span>
        )}
      </p>
      {place !== undefined && <p className="font-mono text-xs break-all">{place}</p>}
      <p className="text-muted">
        {event !== undefined && <span lang="en">{event} · </span>}
        <time dateTime={sentAt}>{format.dateTime(sentAt)}</time>
      </p>
      <p className="font-mono text-xs break-all text-muted">{id}</p>
    </div>
  );
}
