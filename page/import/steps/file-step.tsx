import { lazy, Suspense, useState } from 'react';
import type { Texts } from '../../texts/en.ts';
import type { Format } from '../../texts/format.ts';
import { useFormat, useTexts } from '../../texts/use-texts.ts';
import { Button } from '../../ui/button.tsx';
import { DropZone } from '../../ui/drop-zone.tsx';
import { Notice } from '../../ui/notice.tsx';
import { endingsOf, type FileVerdict, judgeFiles } from '../choose-file.ts';
import { FileSkeleton } from '../file/file-skeleton.tsx';
import { FORMAT_NAMES } from '../format-names.ts';
import { StepFrame } from '../step-frame.tsx';
import type { StepProps } from '../step-props.ts';

/** Comes with the check worker, after a file was chosen. */
const ChosenFile = lazy(() => import('../file/chosen-file.tsx'));

export function FileStep({ draft, importTypes, session, change, next, back }: StepProps) {
  const { import: texts, app } = useTexts();
  const [verdict, setVerdict] = useState<FileVerdict>();
  const type = importTypes.find(({ name }) => name === draft.importType);
  const formats = type?.formats ?? [];
  const accept = [...endingsOf(formats), '.gz'].join(',');
  const choose = (files: readonly File[]) => {
    const judged = judgeFiles(files, { formats, maxBytes: session.maxFileBytes });
    if (judged === undefined) return;
    setVerdict(judged);
    if (judged.kind === 'accepted') change({ file: judged.file });
  };
  return (
    <StepFrame
      title={texts.file.title}
      subtitle={type?.title}
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
          title={texts.file.drop}
          titleOver={texts.file.dropNow}
          or={texts.file.or}
          browse={texts.file.browse}
          hint={texts.file.accepted(acceptedNames(formats))}
          accept={accept}
          onFiles={choose}
        />
      ) : (
        <Suspense fallback={<FileSkeleton />}>
          <ChosenFile
            draft={draft}
            file={draft.file}
            tenant={session.tenant}
            accept={accept}
            change={change}
            onFiles={choose}
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

function adviceOn(
  verdict: Exclude<FileVerdict, { readonly kind: 'accepted' }>,
  { empty, oneFile, otherKind, tooLarge }: Texts['import']['file'],
  format: Format,
) {
  switch (verdict.kind) {
    case 'other-kind':
      return otherKind(verdict.name);
    case 'too-large':
      return tooLarge(format.bytes(verdict.maxBytes));
    default:
      return verdict.kind === 'empty' ? empty : oneFile;
  }
}

function Refusal({ verdict }: { readonly verdict: FileVerdict | undefined }) {
  const { import: texts } = useTexts();
  const format = useFormat();
  if (verdict === undefined || verdict.kind === 'accepted') return null;
  const { title, advice } = adviceOn(verdict, texts.file, format);
  return (
    <Notice tone="danger" isLive title={title}>
      {advice}
    </Notice>
  );
}
