import { useState } from 'preact/compat';
import type { ImportView } from '../../../client/rollcall-client.ts';
import { useClient } from '../../api/use-client.ts';
import { useOwnSession } from '../../session/use-own-session.ts';
import { useFormat, useTexts } from '../../texts/use-texts.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { OutcomeSummary } from '../outcome-bar.tsx';
import { type Verdict, verdictOf } from './verdict.ts';

interface ReviewPanelProps {
  readonly view: ImportView;
  readonly refresh: () => void;
}

/** What an import that waits for its confirmation would do, and the decision. */
export function ReviewPanel({ view, refresh }: ReviewPanelProps) {
  const { review: texts } = useTexts();
  const format = useFormat();
  const session = useOwnSession();
  const { counts, confirmation } = view;
  const mayDecide = session?.permissions.includes('imports:write');
  if (counts === undefined) return null;
  const verdict = verdictOf(counts);
  return (
    <Card title={texts.title}>
      <div className="flex flex-col gap-6">
        <div className="flex flex-col gap-1 text-sm">
          <p className="font-medium">{texts.lead[verdict.kind](verdict)}</p>
          {verdict.failed > 0 && <p className="text-failed">{texts.withErrors(verdict.failed)}</p>}
          {confirmation !== undefined && (
            <p className="text-muted">{texts.until(format.dateTime(confirmation.expiresAt))}</p>
          )}
        </div>
        <OutcomeSummary counts={counts} labels={texts.outcomes} />
        {mayDecide && <Decision view={view} verdict={verdict} refresh={refresh} />}
      </div>
    </Card>
  );
}

type Choice = 'import' | 'refuse';

interface DecisionProps extends ReviewPanelProps {
  readonly verdict: Verdict;
}

function Decision({ view, verdict, refresh }: DecisionProps) {
  const { review: texts } = useTexts();
  const client = useClient();
  // After a decision, the buttons stay busy until the page shows the next state.
  const [decision, setDecision] = useState<{ readonly choice?: Choice; readonly error?: unknown }>({});
  const { choice, error } = decision;
  const decide = async (next: Choice) => {
    setDecision({ choice: next });
    try {
      await (next === 'import' ? client.confirmImport(view.id) : client.cancelImport(view.id));
      refresh();
    } catch (failure) {
      setDecision({ error: failure });
      refresh();
    }
  };
  return (
    <div className="flex flex-col gap-4 border-t border-line pt-5">
      <div className="flex flex-wrap gap-3">
        {verdict.kind !== 'nothing' && (
          <Button
            look={verdict.kind === 'changes' ? 'primary' : 'secondary'}
            isBusy={choice === 'import'}
            disabled={choice === 'refuse'}
            onClick={() => void decide('import')}
          >
            {texts.confirm(verdict)}
          </Button>
        )}
        <Button
          isBusy={choice === 'refuse'}
          disabled={choice === 'import'}
          onClick={() => void decide('refuse')}
        >
          {texts.refuse}
        </Button>
      </div>
      {error !== undefined && <FailureNotice error={error} />}
    </div>
  );
}
