import type { CheckSummary } from '../../check/protocol.ts';
import { useFormat, useTexts } from '../../texts/use-texts.ts';

/** How many records could be imported, and how many not. */
export function CheckTotals({ summary }: { readonly summary: CheckSummary }) {
  const { check: texts } = useTexts();
  const format = useFormat();
  const { records, bad, warnings } = summary;
  const totals = [
    { label: texts.ready, n: records - bad, color: 'bg-created' },
    { label: texts.bad, n: bad, color: 'bg-failed' },
    { label: texts.warnings, n: warnings, color: 'bg-warning' },
  ];
  return (
    <dl
      aria-label={texts.totals}
      className="grid grid-cols-3 divide-x divide-line rounded-card border border-line bg-surface"
    >
      {totals.map(({ label, n, color }) => (
        <div key={label} className="flex min-w-0 flex-col-reverse justify-end px-4 py-4 sm:px-6">
          <dt className="flex items-center gap-2 text-xs text-muted sm:text-sm">
            <span className={`size-2 shrink-0 rounded-full ${n === 0 ? 'bg-line' : color}`} />
            {label}
          </dt>
          <dd className="text-xl font-semibold tabular-nums sm:text-2xl">{format.number(n)}</dd>
        </div>
      ))}
    </dl>
  );
}
