import type { ImportTypeSummary } from '../../api/views.ts';
import { navigate } from '../../routing/use-route.ts';
import { useTexts } from '../../texts/use-texts.ts';
import { useTypeText } from '../../types/use-type-text.ts';
import { Select } from '../../ui/select.tsx';
import { STATUSES } from '../statuses.ts';

interface ImportsFiltersProps {
  readonly status: string | undefined;
  readonly type: string | undefined;
  readonly importTypes: readonly ImportTypeSummary[];
}

const ANY = 'any';

/** The filters are in the address, so that it can be sent to others. */
export function ImportsFilters({ status, type, importTypes }: ImportsFiltersProps) {
  const texts = useTexts();
  const typeText = useTypeText();
  const filter = (next: { readonly status?: string | undefined; readonly type?: string | undefined }) => {
    const { status: newStatus = ANY, type: newType = ANY } = { status, type, ...next };
    navigate(
      {
        name: 'imports',
        ...(newStatus !== ANY && { status: newStatus }),
        ...(newType !== ANY && { type: newType }),
      },
      { replace: true },
    );
  };
  return (
    <div className="grid grid-cols-2 gap-3 sm:grid-cols-[14rem_14rem]">
      <Select
        label={texts.imports.status}
        value={status ?? ANY}
        onChange={(value) => filter({ status: value })}
        items={[
          { value: ANY, label: texts.imports.anyStatus },
          ...STATUSES.map((value) => ({ value, label: texts.status[value] })),
        ]}
      />
      <Select
        label={texts.imports.type}
        value={type ?? ANY}
        onChange={(value) => filter({ type: value })}
        items={[
          { value: ANY, label: texts.imports.anyType },
          ...importTypes.map((one) => ({ value: one.name, label: typeText(one).title })),
        ]}
      />
    </div>
  );
}
