import { useState } from 'react';
import type { Texts } from '../../texts/en.ts';
import type { Format } from '../../texts/format.ts';
import { useFormat, useTexts } from '../../texts/use-texts.ts';
import { Button } from '../../ui/button.tsx';
import { DropZone } from '../../ui/drop-zone.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Notice } from '../../ui/notice.tsx';
import { endingsOf, type FileVerdict, judgeFiles } from '../choose-file.ts';
import { StepFrame } from '../step-frame.tsx';
import type { StepProps } from '../step-props.ts';

export function FileStep({ draft, importTypes, session, change, next, back }: StepProps) {
  const { import: texts, app } = useTexts();
  const [verdict, setVerdict] = useState<FileVerdict>();
  const type = importTypes.find(({ name }) => name === draft.importType);
  const formats = type?.formats ?? [];
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
          <Button look="primary" onClick={next}>
            {app.continue}
          </Button>
        )
      }
    >
      {draft.file && <ChosenFile file={draft.file} />}
      <Refusal verdict={verdict} />
      <DropZone
        isCompact={draft.file !== undefined}
        title={texts.file.drop}
        titleOver={texts.file.dropNow}
        or={texts.file.or}
        browse={draft.file ? texts.file.another : texts.file.browse}
        hint={texts.file.accepted(formats.map((format) => format.toUpperCase()).join(', '))}
        accept={[...endingsOf(formats), '.gz'].join(',')}
        onFiles={choose}
      />
    </StepFrame>
  );
}

function ChosenFile({ file }: { readonly file: File }) {
  const format = useFormat();
  return (
    <div className="flex items-center gap-4 rounded-card border border-line bg-surface p-4">
      <span className="rounded-control bg-accent/10 p-2.5 text-accent">
        <Icon name="file" />
      </span>
      <div className="min-w-0 flex-1">
        <p className="font-medium break-words">{file.name}</p>
        <p className="text-sm text-muted">{format.bytes(file.size)}</p>
      </div>
      <Icon name="check" className="size-5 text-created" />
    </div>
  );
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
