import { lazy, Suspense, useState } from 'preact/compat';
import { mayDiscard } from '../../routing/ask-before-leaving.ts';
import { useTexts } from '../../texts/use-texts.ts';
import { useTypeText } from '../../types/use-type-text.ts';
import { Button } from '../../ui/button.tsx';
import { DropZone } from '../../ui/drop-zone.tsx';
import { endingsOf, type FileVerdict, judgeFiles } from '../choose-file.ts';
import { judgePair, type PairVerdict } from '../choose-pair.ts';
import { FileSkeleton } from '../file/file-skeleton.tsx';
import { Refusal } from '../file/refusal.tsx';
import { FORMAT_NAMES } from '../format-names.ts';
import { StepFrame } from '../step-frame.tsx';
import type { StepProps } from '../step-props.ts';

/** Comes with the check worker, after a file was chosen. */
const ChosenFile = lazy(() => import('../file/chosen-file.tsx'));

export function FileStep({ draft, importTypes, session, change, next, back }: StepProps) {
  const { import: texts, app } = useTexts();
  const typeText = useTypeText();
  const [verdict, setVerdict] = useState<FileVerdict | PairVerdict>();
  const type = importTypes.find(({ name }) => name === draft.importType);
  const formats = type?.formats ?? [];
  const isPaired = type?.paired === true;
  const words = isPaired ? texts.pair : texts.file;
  const accept = [...endingsOf(formats), '.gz'].join(',');
  const { maxFileBytes: maxBytes } = session;
  /** Whether the person rather keeps the file, with its corrections. */
  const isKept = ({ kind }: FileVerdict | PairVerdict) => kind === 'accepted' && !mayDiscard(texts.discard);
  const choose = (files: readonly File[]) => {
    const judged = judgeFiles(files, { formats, maxBytes });
    if (judged === undefined || isKept(judged)) return;
    setVerdict(judged);
    if (judged.kind === 'accepted') change({ file: judged.file });
  };
  const choosePair = (files: readonly File[]) => {
    const half = verdict?.kind === 'half' ? verdict.half : undefined;
    const judged = judgePair(files, half, { maxBytes, now: new Date() });
    if (judged === undefined || isKept(judged)) return;
    setVerdict(judged);
    if (judged.kind === 'accepted') change({ file: judged.file, header: judged.header });
  };
  const onFiles = isPaired ? choosePair : choose;
  return (
    <StepFrame
      title={draft.file === undefined ? words.title : words.chosen}
      subtitle={type && typeText(type).title}
      back={back}
      action={
        draft.file && (
          <Button look="primary" disabled={draft.found === undefined} onClick={next}>
            {app.continue}
          </Button>
        )
      }
    >
      {draft.file === undefined ? (
        <DropZone
          title={words.drop}
          titleOver={words.dropNow}
          or={texts.file.or}
          browse={words.browse}
          hint={isPaired ? texts.pair.names : texts.file.accepted(acceptedNames(formats))}
          accept={accept}
          multiple={isPaired}
          onFiles={onFiles}
        />
      ) : (
        <Suspense fallback={<FileSkeleton />}>
          <ChosenFile
            draft={draft}
            file={draft.file}
            isPaired={isPaired}
            tenant={session.tenant}
            accept={accept}
            change={change}
            onFiles={onFiles}
          />
        </Suspense>
      )}
      <Refusal verdict={verdict} />
    </StepFrame>
  );
}

/** What can be chosen. Workbooks are sent as CSV. */
function acceptedNames(formats: readonly (keyof typeof FORMAT_NAMES)[]): string {
  return formats
    .flatMap((format) => (format === 'csv' ? ['CSV', 'Excel (.xlsx)'] : [FORMAT_NAMES[format]]))
    .join(', ');
}
