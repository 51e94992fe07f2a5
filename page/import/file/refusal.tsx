import type { Texts } from '../../texts/en.ts';
import type { Format } from '../../texts/format.ts';
import { useFormat, useTexts } from '../../texts/use-texts.ts';
import { Notice } from '../../ui/notice.tsx';
import type { FileVerdict } from '../choose-file.ts';
import type { PairVerdict } from '../choose-pair.ts';

type Verdict = FileVerdict | PairVerdict;

/** Why what was chosen cannot be imported, or not yet. */
export function Refusal({ verdict }: { readonly verdict: Verdict | undefined }) {
  const { import: texts } = useTexts();
  const format = useFormat();
  if (verdict === undefined || verdict.kind === 'accepted') return null;
  const { title, advice, isForeign } = adviceOn(verdict, texts, format);
  return (
    <Notice tone={verdict.kind === 'half' ? 'info' : 'danger'} isLive title={title}>
      <span className="break-words" lang={isForeign ? 'en' : undefined}>
        {advice}
      </span>
    </Notice>
  );
}

interface Advice {
  readonly title: string;
  readonly advice: string;
  /** It is a message of the pipeline, in English. */
  readonly isForeign?: boolean;
}

function adviceOn(
  verdict: Exclude<Verdict, { readonly kind: 'accepted' }>,
  { file, pair }: Texts['import'],
  format: Format,
): Advice {
  switch (verdict.kind) {
    case 'other-kind':
      return file.otherKind(verdict.name);
    case 'too-large':
      return file.tooLarge(format.bytes(verdict.maxBytes));
    case 'half':
      return pair.half(verdict.missing);
    case 'no-pair':
      return pair.noPair(verdict.names.join(', '));
    case 'misnamed':
      return { title: pair.misnamed, advice: verdict.message, isForeign: true };
    default:
      return verdict.kind === 'empty' ? file.empty : file.oneFile;
  }
}
