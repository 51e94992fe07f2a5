import type { ImportView } from '../../../client/rollcall-client.ts';
import { useTexts } from '../../texts/use-texts.ts';
import { Notice } from '../../ui/notice.tsx';
import { ChooseAgainButton } from './choose-again-button.tsx';
import { FixFailedButton } from './fix-failed-button.tsx';
import { headlineOf } from './headline.ts';

/** What became of the import, why, and what to do next. */
export function OutcomeHeadline({ view }: { readonly view: ImportView }) {
  const { outcome: texts } = useTexts();
  const headline = headlineOf(view);
  if (headline === undefined) return null;
  const { kind, tone, facts } = headline;
  const { title, advice } = texts.headline[kind](facts);
  const isToBeSentAgain = ['rejected', 'expired'].includes(kind);
  return (
    <Notice
      tone={tone}
      title={<span className="text-base font-semibold">{title}</span>}
      actions={isToBeSentAgain ? <ChooseAgainButton view={view} /> : <FixFailedButton view={view} />}
    >
      {view.reason !== undefined && (
        <p lang="en" className="pb-1 text-ink">
          {view.reason.message}
        </p>
      )}
      <p>{advice}</p>
    </Notice>
  );
}
