import { useTexts } from '../../texts/use-texts.ts';
import { Select } from '../../ui/select.tsx';
import { useTrailWords } from './use-trail-words.ts';

interface ActSelectProps {
  /** Only those of the trail of the stage. */
  readonly isOfStage?: boolean;
  readonly act: string | undefined;
  /** Undefined: all acts. */
  readonly onChange: (act: string | undefined) => void;
}

const ANY = '';

/** Which acts the audit trail shows, in the order of their words. */
export function ActSelect({ isOfStage = false, act, onChange }: ActSelectProps) {
  const { operator } = useTexts();
  const { act: label, anyAct } = operator.trail;
  const { stage = [], operation = {} } = useTrailWords() ?? {};
  // They are in the order of their words.
  const items = Object.entries(operation).filter(([id]) => !isOfStage || stage.includes(id));
  return (
    <Select
      label={label}
      value={act ?? ANY}
      onChange={(value) => onChange(value === ANY ? undefined : value)}
      items={[{ value: ANY, label: anyAct }, ...items.map(([value, label]) => ({ value, label }))]}
    />
  );
}
