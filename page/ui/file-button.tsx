import { buttonClasses } from './button.tsx';
import { type FileChoice, FileLabel } from './file-label.tsx';

interface FileButtonProps extends FileChoice {
  readonly label: string;
}

/** An input for files that looks like a button. */
export function FileButton({ label, ...choice }: FileButtonProps) {
  return (
    <FileLabel {...choice} name={label} className={buttonClasses()}>
      <span aria-hidden="true">{label}</span>
    </FileLabel>
  );
}
