import type { ComponentProps } from 'preact/compat';
import { classes } from './classes.ts';

export interface FileChoice {
  /** As the attribute `accept` of an input. */
  readonly accept?: string | undefined;
  /** Whether several files can be chosen at once. */
  readonly multiple?: boolean | undefined;
  readonly onFiles: (files: readonly File[]) => void;
}

interface FileLabelProps extends FileChoice, Omit<ComponentProps<'label'>, 'htmlFor' | 'className'> {
  readonly className?: string;
  /** The name of the control for screen readers. */
  readonly name: string;
}

/** What is clicked to choose files. It contains an input for files that is not seen, and shows the focus of it. */
export function FileLabel({ name, accept, multiple, onFiles, className, children, ...rest }: FileLabelProps) {
  return (
    <label
      {...rest}
      className={classes(
        'cursor-pointer has-[:focus-visible]:outline-2 has-[:focus-visible]:outline-offset-2 has-[:focus-visible]:outline-accent',
        className,
      )}
    >
      {children}
      <input
        type="file"
        aria-label={name}
        accept={accept}
        multiple={multiple}
        className="sr-only"
        onChange={(event) => {
          onFiles([...(event.currentTarget.files ?? [])]);
          // So that the same file can be chosen again.
          event.currentTarget.value = '';
        }}
      />
    </label>
  );
}
