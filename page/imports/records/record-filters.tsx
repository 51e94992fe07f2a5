import type { ImportView } from '../../../client/rollcall-client.ts';
import { useTexts } from '../../texts/use-texts.ts';
import { Select } from '../../ui/select.tsx';
import { OUTCOMES } from '../outcome-shares.ts';
import { useOutcomeLabels } from './outcome-labels.ts';
import { choicesOf, type RecordFilter } from './record-filter.ts';

const ANY = '';

interface RecordFiltersProps {
  readonly view: ImportView;
  readonly filter: RecordFilter;
  readonly onFilter: (filter: RecordFilter) => void;
}

/** By outcome, and where there are issues, by their code and field. */
export function RecordFilters({ view, filter, onFilter }: RecordFiltersProps) {
  const { records: texts } = useTexts();
  const labels = useOutcomeLabels(view.status);
  const { codes, fields } = choicesOf(view.issues?.groups ?? []);
  const choose = (part: keyof RecordFilter) => (value: string) => {
    // Which severity was meant belongs to the group of issues that was opened.
    const { [part]: _, severity: __, ...others } = filter;
    onFilter({ ...others, ...(value !== ANY && { [part]: value }) });
  };
  return (
    <div className="grid grid-cols-1 gap-3 sm:grid-cols-3">
      <Select
        label={texts.outcome}
        value={filter.outcome ?? ANY}
        onChange={choose('outcome')}
        items={[
          { value: ANY, label: texts.anyOutcome },
          ...OUTCOMES.map((value) => ({ value, label: labels[value] })),
        ]}
      />
      {codes.length > 0 && (
        <Select
          label={texts.issue}
          value={filter.code ?? ANY}
          onChange={choose('code')}
          items={[
            { value: ANY, label: texts.anyIssue },
            ...codes.map((value) => ({ value, label: texts.code[value] })),
          ]}
        />
      )}
      {fields.length > 0 && (
        <Select
          label={texts.field}
          value={filter.field ?? ANY}
          onChange={choose('field')}
          items={[{ value: ANY, label: texts.anyField }, ...fields.map((value) => ({ value, label: value }))]}
        />
      )}
    </div>
  );
}
