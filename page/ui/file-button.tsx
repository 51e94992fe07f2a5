import { buttonClasses } from './button.tsx';

interface FileButtonProps {
  readonly label: string;
  /** As the attribute `accept` of an input. */
  readonly accept?: string;
  /** Whether several files can be chosen at once. */
  readonly multiple?: boolean | undefined;
  readonly onFiles: (files: readonly File[]) => void;
}

/** An input for files that looks like a button. */
export function FileButton({ label, accept, multiple, onFiles }: FileButtonProps) {
  return (
    <label
      className={buttonClasses(
        'secondary',
        'cursor-pointer has-[:focus-visible]:outline-2 has-[:focus-visible]:outline-offset-2 has-[:focus-visible]:outline-accent',
      )}
    >
      <span aria-hidden="true">{label}</span>
      <input
        type="file"
        aria-label={label}
        accept={accept}
        multiple={multiple}
        className="sr-only"
        onChange={(event) => {
          onFiles([...(event.target.files ?? [])]);
          // So that the same file can be chosen again.
          event.target.value = '';
        }}
      />
    </label>
  );
}
