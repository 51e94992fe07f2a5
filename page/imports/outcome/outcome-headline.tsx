import type { ImportView } from '../../../client/rollcall-client.ts';
import { leftOutOf } from '../../draft/left-out.ts';
import { ownText } from '../../texts/own-text.ts';
import { useTexts } from '../../texts/use-texts.ts';
import { Notice } from '../../ui/notice.tsx';
import { RejectionReason } from '../../ui/rejection-reason.tsx';
import { ServiceMessage } from '../../ui/service-message.tsx';
import { ChooseAgainButton } from './choose-again-button.tsx';
import { FixFailedButton } from './fix-failed-button.tsx';
import { headlineOf } from './headline.ts';

/** What became of the import, why, and what to do next. */
export function OutcomeHeadline({ view }: { readonly view: ImportView }) {
  const texts = useTexts();
  const headline = headlineOf(view, leftOutOf(view.id) !== undefined);
  if (headline === undefined) return null;
  const { kind, tone, facts } = headline;
  const { title, advice } = texts.outcome.headline[kind](facts);
  const isToBeSentAgain = ['rejected', 'expired'].includes(kind);
  return (
    <Notice
      tone={tone}
      title={<span className="text-base font-semibold">{title}</span>}
      actions={isToBeSentAgain ? <ChooseAgainButton view={view} /> : <FixFailedButton view={view} />}
    >
      {kind === 'rejected' && view.reason !== undefined ? (
        <RejectionReason {...view.reason} />
      ) : (
        <>
          {view.reason !== undefined && <Cause {...view.reason} />}
          <p>{advice}</p>
        </>
      )}
    </Notice>
  );
}

function Cause({ code, message }: NonNullable<ImportView['reason']>) {
  const { outcome: texts } = useTexts();
  const own = ownText(texts.causes, code);
  return <p className="pb-1 text-ink">{own ?? <ServiceMessage>{message}</ServiceMessage>}</p>;
}
