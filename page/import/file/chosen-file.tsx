import { useEffect, useRef, useState } from 'preact/compat';
import { type DraftPatch, type ImportDraft, isReadAlike } from '../../draft/draft.ts';
import { draftStore } from '../../draft/draft-store.ts';
import { useFormat, useTexts } from '../../texts/use-texts.ts';
import { Button } from '../../ui/button.tsx';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { FileButton } from '../../ui/file-button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { useOpenCheck } from '../use-open-check.ts';
import { describeReading } from './describe-reading.ts';
import { PreviewTable } from './preview-table.tsx';
import { ReadingControls } from './reading-controls.tsx';
import { afterRecognition, isUnreadable } from './recognise.ts';
import { UnreadableNotice } from './unreadable-notice.tsx';

interface ChosenFileProps {
  readonly draft: ImportDraft;
  readonly file: File;
  /** Of a type whose imports are made of two files. */
  readonly isPaired: boolean;
  readonly tenant: string | undefined;
  /** As the attribute `accept` of an input. */
  readonly accept: string;
  readonly change: (patch: DraftPatch) => void;
  /** Another file was chosen instead. */
  readonly onFiles: (files: readonly File[]) => void;
}

/** The file that was chosen: how it is read, with corrections, and its first rows. */
export default function ChosenFile({
  draft,
  file,
  isPaired,
  tenant,
  accept,
  change,
  onFiles,
}: ChosenFileProps) {
  const { reading: texts } = useTexts();
  const format = useFormat();
  // Of another file, the controls are closed again.
  const [corrected, setCorrected] = useState<File>();
  const isOpen = corrected === file;
  const name = useFocusIfLost();
  const { inspected, phase, settings, error, retry } = useOpenCheck(draft, tenant, false, (found, opened) => {
    const now = draftStore.get();
    const patch = isReadAlike(now, opened) ? afterRecognition(now, found) : undefined;
    if (patch !== undefined) change(patch);
  });
  const isKnown = inspected !== undefined && phase !== 'opening';
  const isRefused = isKnown && isUnreadable(inspected);
  const parts = inspected && describeReading(inspected, draft.options?.locale ?? settings?.locale, texts);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the button for files does the same.
    <div
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault();
        onFiles([...(event.dataTransfer?.files ?? [])]);
      }}
      className="overflow-hidden rounded-card border border-line bg-surface"
    >
      <div className="flex flex-wrap items-center gap-x-4 gap-y-3 p-4">
        <span className="rounded-control bg-accent/10 p-2.5 text-accent">
          <Icon name="file" />
        </span>
        <div className="min-w-40 flex-1">
          <p ref={name} tabIndex={-1} className="font-medium break-words">
            {file.name}
          </p>
          {draft.header && <p className="break-words">{draft.header.name}</p>}
          <p role="status" className="text-sm text-muted">
            {[format.bytes(file.size), ...(parts ?? [texts.recognising])].join(' · ')}
          </p>
        </div>
        <OtherFiles isPaired={isPaired} accept={accept} onFiles={onFiles} />
        <Button
          icon={isOpen ? 'chevronDown' : 'chevronRight'}
          aria-expanded={isOpen}
          disabled={inspected === undefined}
          onClick={() => setCorrected(isOpen ? undefined : file)}
        >
          {texts.correct}
        </Button>
      </div>
      {isOpen && inspected && (
        <ReadingControls
          draft={draft}
          inspected={inspected}
          tenantLocale={settings?.locale}
          change={change}
        />
      )}
      <div className="h-64 border-t border-line" aria-busy={!isKnown}>
        {error !== undefined ? (
          <div className="p-4">
            <FailureNotice error={error} onRetry={retry} />
          </div>
        ) : isRefused && inspected.rejection !== undefined ? (
          <UnreadableNotice rejection={inspected.rejection} />
        ) : inspected === undefined ? null : (
          <PreviewTable {...inspected.preview} />
        )}
      </div>
    </div>
  );
}

/** What had the focus, such as the input for files, may be gone. */
function useFocusIfLost() {
  const element = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    if (document.activeElement === document.body) element.current?.focus({ preventScroll: true });
  }, []);
  return element;
}

function OtherFiles({ isPaired, accept, onFiles }: Pick<ChosenFileProps, 'isPaired' | 'accept' | 'onFiles'>) {
  const { import: texts } = useTexts();
  const label = isPaired ? texts.pair.others : texts.file.another;
  return <FileButton label={label} accept={accept} multiple={isPaired} onFiles={onFiles} />;
}
