import { answer } from '../../../client/connect.ts';
import { useClient } from '../../api/use-client.ts';
import { useAction } from '../../settings/use-action.ts';
import { useTexts } from '../../texts/use-texts.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { FailureDialog } from '../failure-dialog.tsx';
import { LetterRow } from './letter-row.tsx';
import type { LetterQueue } from './list-dead-letters.ts';

interface LetterQueueCardProps {
  readonly queue: LetterQueue;
  readonly onChange: () => void;
}

/** A dead-letter queue, by the name of its alarm. */
export function LetterQueueCard({ queue, onChange }: LetterQueueCardProps) {
  const { operator } = useTexts();
  const { letters: texts } = operator;
  const { http } = useClient();
  const { name, canResend, count, letters } = queue;
  const sending = useAction(async () => {
    const params = { path: { queue: name } };
    await answer(http.POST('/v1/stage/dead-letters/{queue}/resend', { params }));
    onChange();
  });
  return (
    <Card
      title={texts.queue[name].title}
      aside={<span className="text-sm text-muted tabular-nums">{texts.count(count)}</span>}
    >
      <div className="flex flex-wrap items-start justify-between gap-4 border-b border-line pb-4">
        <p className="max-w-prose min-w-0 flex-1 basis-64 text-sm text-muted">{texts.queue[name].about}</p>
        {canResend && letters.length > 1 && (
          <Button isBusy={sending.isBusy} onClick={() => void sending.run()}>
            {texts.resendAll}
          </Button>
        )}
      </div>
      <FailureDialog title={texts.resendAll} error={sending.error} onClose={sending.forget} />
      <ul className="divide-y divide-line">
        {letters.map((letter) => (
          <LetterRow key={letter.id} queue={queue} letter={letter} />
        ))}
      </ul>
      {count > letters.length && (
        <p className="pt-3 text-sm text-muted">{texts.more(count - letters.length)}</p>
      )}
    </Card>
  );
}
