import { ownText } from '../texts/own-text.ts';
import { useTexts } from '../texts/use-texts.ts';
import { Select } from '../ui/select.tsx';

interface ActSelectProps {
  readonly acts: readonly string[];
  readonly act: string | undefined;
  /** Undefined: all acts. */
  readonly onChange: (act: string | undefined) => void;
}

const ANY = '';

/** Which acts the audit trail shows, in the order of their words. */
export function ActSelect({ acts, act, onChange }: ActSelectProps) {
  const { operator } = useTexts();
  const { act: label, anyAct, operation } = operator.trail;
  const items = acts.map((value) => ({ value, label: ownText(operation, value) ?? value }));
  return (
    <Select
      label={label}
      value={act ?? ANY}
      onChange={(value) => onChange(value === ANY ? undefined : value)}
      items={[{ value: ANY, label: anyAct }, ...items.toSorted((a, b) => a.label.localeCompare(b.label))]}
    />
  );
}
