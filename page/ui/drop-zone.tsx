import { type DragEvent, type ReactNode, useState } from 'react';
import { buttonClasses } from './button.tsx';
import { classes } from './classes.ts';
import { Icon } from './icon.tsx';

export interface DropZoneProps {
  /** Such as `Drop your file here`. */
  readonly title: ReactNode;
  /** Shown while a file is above it. */
  readonly titleOver: ReactNode;
  readonly or: ReactNode;
  /** The name of the control that opens the dialog for files. */
  readonly browse: string;
  readonly hint?: ReactNode;
  /** As the attribute `accept` of an input. */
  readonly accept?: string;
  /** Whether several files can be chosen at once. */
  readonly multiple?: boolean | undefined;
  readonly onFiles: (files: readonly File[]) => void;
}

/** Takes a file by dropping, by the dialog, and by the keyboard: it is an input for files. */
export function DropZone({ title, titleOver, or, browse, hint, accept, multiple, onFiles }: DropZoneProps) {
  const [isOver, setIsOver] = useState(false);
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    setIsOver(false);
    onFiles([...event.dataTransfer.files]);
  };
  return (
    <label
      onDragOver={(event) => {
        event.preventDefault();
        setIsOver(true);
      }}
      onDragLeave={() => setIsOver(false)}
      onDrop={onDrop}
      className={classes(
        'flex min-h-83 cursor-pointer flex-col items-center justify-center gap-2 rounded-card border-2 border-dashed px-6 py-10 text-center transition-colors has-[:focus-visible]:outline-2 has-[:focus-visible]:outline-offset-2 has-[:focus-visible]:outline-accent',
        isOver ? 'border-accent bg-accent/5' : 'border-outline/50 bg-surface hover:border-accent',
      )}
    >
      <span className="mb-2 rounded-full bg-accent/10 p-4 text-accent">
        <Icon name="upload" className="size-6" />
      </span>
      <span aria-hidden="true" className="text-lg font-medium">
        {isOver ? titleOver : title}
      </span>
      <span aria-hidden="true" className="text-sm text-muted">
        {or}
      </span>
      <span aria-hidden="true" className={buttonClasses('secondary')}>
        {browse}
      </span>
      <input
        type="file"
        aria-label={browse}
        accept={accept}
        multiple={multiple}
        className="sr-only"
        onChange={(event) => {
          onFiles([...(event.target.files ?? [])]);
          // So that the same file can be chosen again.
          event.target.value = '';
        }}
      />
      {hint !== undefined && <span className="pt-2 text-sm text-muted">{hint}</span>}
    </label>
  );
}
