import { type ReactNode, useState } from 'preact/compat';
import { buttonClasses } from './button.tsx';
import { classes } from './classes.ts';
import { type FileChoice, FileLabel } from './file-label.tsx';
import { Icon } from './icon.tsx';

export interface DropZoneProps extends FileChoice {
  /** Such as `Drop your file here`. */
  readonly title: ReactNode;
  /** Shown while a file is above it. */
  readonly titleOver: ReactNode;
  readonly or: ReactNode;
  /** The name of the control that opens the dialog for files. */
  readonly browse: string;
  readonly hint?: ReactNode;
}

/** Takes a file by dropping, by the dialog, and by the keyboard: it is an input for files. */
export function DropZone({ title, titleOver, or, browse, hint, ...choice }: DropZoneProps) {
  const [isOver, setIsOver] = useState(false);
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    setIsOver(false);
    choice.onFiles([...(event.dataTransfer?.files ?? [])]);
  };
  return (
    <FileLabel
      {...choice}
      name={browse}
      onDragOver={(event) => {
        event.preventDefault();
        setIsOver(true);
      }}
      onDragLeave={() => setIsOver(false)}
      onDrop={onDrop}
      className={classes(
        'flex min-h-83 flex-col items-center justify-center gap-2 rounded-card border-2 border-dashed px-6 py-10 text-center transition-colors',
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
      {hint !== undefined && <span className="pt-2 text-sm text-muted">{hint}</span>}
    </FileLabel>
  );
}
