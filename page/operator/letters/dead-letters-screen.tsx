import { useClient } from '../../api/use-client.ts';
import { useLoaded } from '../../api/use-polled.ts';
import { useTexts } from '../../texts/use-texts.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyCard } from '../../ui/empty-state.tsx';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { Loading } from '../../ui/loading.tsx';
import { Screen } from '../../ui/screen.tsx';
import { LetterQueueCard } from './letter-queue-card.tsx';
import { listDeadLetters } from './list-dead-letters.ts';

/** Events that no function has processed: sent again, or deleted. */
export function DeadLettersScreen() {
  const { operator } = useTexts();
  const { letters: texts } = operator;
  const client = useClient();
  const { fresh: data, error, refresh } = useLoaded('operator letters', () => listDeadLetters(client));
  return (
    <Screen
      title={texts.title}
      subtitle={texts.subtitle}
      actions={data !== undefined && <Button onClick={refresh}>{texts.refresh}</Button>}
    >
      {error !== undefined && <FailureNotice error={error} onRetry={refresh} />}
      {data === undefined && error === undefined && <Loading />}
      {data?.length === 0 && (
        <EmptyCard icon="check" title={texts.none.title}>
          {texts.none.advice}
        </EmptyCard>
      )}
      {data?.map((queue) => (
        <LetterQueueCard key={queue.name} queue={queue} onChange={refresh} />
      ))}
    </Screen>
  );
}
