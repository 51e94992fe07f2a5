import { useFormat, useTexts } from '../../texts/use-texts.ts';
import { Card } from '../../ui/card.tsx';
import { axisEnd, type Bar } from './plot-bars.ts';

export interface PlotSeries {
  readonly label: string;
  readonly look: 'good' | 'warning' | 'bad';
}

interface PlotProps {
  readonly title: string;
  readonly about: string;
  readonly series: readonly PlotSeries[];
  readonly bars: readonly Bar[];
}

const FILLS = { good: 'fill-created', warning: 'fill-warning', bad: 'fill-failed' } as const;
const DOTS = { good: 'bg-created', warning: 'bg-warning', bad: 'bg-failed' } as const;
const HEIGHT = 100;
const BAR = 10;
const GAP = 3;

/** Bars over time, with their sums above and the same numbers as a table below. */
export function Plot({ title, about, series, bars }: PlotProps) {
  const { operator } = useTexts();
  const format = useFormat();
  const end = axisEnd(bars);
  const sums = series.map(({ label }, index) => {
    const sum = bars.reduce((all, { values }) => all + (values[index] ?? 0), 0);
    return operator.activity.total(label, format.number(sum));
  });
  return (
    <Card title={title} aside={<Legend series={series} sums={sums} />}>
      <div className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-3">
        <div
          aria-hidden="true"
          className="flex flex-col justify-between text-right text-xs text-muted tabular-nums"
        >
          <span>{format.number(end)}</span>
          <span>0</span>
        </div>
        <svg
          role="img"
          aria-label={`${about}. ${sums.join(', ')}`}
          viewBox={`0 0 ${bars.length * (BAR + GAP)} ${HEIGHT}`}
          preserveAspectRatio="none"
          className="block h-48 w-full border-y border-line"
        >
          {bars.map((bar, index) => (
            <StackedBar key={bar.from} bar={bar} x={index * (BAR + GAP)} end={end} series={series} />
          ))}
        </svg>
        <div aria-hidden="true" className="col-start-2 flex justify-between pt-1.5 text-xs text-muted">
          {[bars.at(0), bars.at(-1)].map(
            (bar) => bar && <span key={bar.from}>{format.dateTime(new Date(bar.from).toISOString())}</span>,
          )}
        </div>
      </div>
      <BarTable title={about} series={series} bars={bars} />
    </Card>
  );
}

function Legend({
  series,
  sums,
}: {
  readonly series: readonly PlotSeries[];
  readonly sums: readonly string[];
}) {
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1 text-sm text-muted">
      {series.map(({ label, look }, index) => (
        <li key={label} className="flex items-center gap-2 tabular-nums">
          <span className={`size-2 rounded-full ${DOTS[look]}`} />
          {sums[index]}
        </li>
      ))}
    </ul>
  );
}

interface StackedBarProps {
  readonly bar: Bar;
  readonly x: number;
  readonly end: number;
  readonly series: readonly PlotSeries[];
}

function StackedBar({ bar, x, end, series }: StackedBarProps) {
  let top = HEIGHT;
  return series.map(({ label, look }, index) => {
    const height = ((bar.values[index] ?? 0) / end) * HEIGHT;
    top -= height;
    return height === 0 ? null : (
      <rect key={label} x={x} y={top} width={BAR} height={height} className={FILLS[look]} />
    );
  });
}

/** Only the times at which something happened. */
function BarTable({ title, series, bars }: Pick<PlotProps, 'series' | 'bars'> & { readonly title: string }) {
  const { operator } = useTexts();
  const format = useFormat();
  const rows = bars.filter(({ values }) => values.some((value) => value > 0));
  return (
    <details className="pt-4 text-sm">
      <summary className="cursor-pointer text-muted hover:text-ink">{operator.activity.asTable}</summary>
      <div className="overflow-x-auto pt-3">
        <table aria-label={title} className="w-full">
          <thead className="text-left text-xs text-muted">
            <tr>
              {[operator.activity.time, ...series.map(({ label }) => label)].map((label, index) => (
                <th key={label} scope="col" className={`py-1.5 font-medium ${index > 0 ? 'text-right' : ''}`}>
                  {label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody className="divide-y divide-line">
            {rows.map(({ from, values }) => (
              <tr key={from}>
                <th scope="row" className="py-1.5 text-left font-normal">
                  {format.dateTime(new Date(from).toISOString())}
                </th>
                {series.map(({ label }, index) => (
                  <td key={label} className="py-1.5 text-right tabular-nums">
                    {format.number(values[index] ?? 0)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
