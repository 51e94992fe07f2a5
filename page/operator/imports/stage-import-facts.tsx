import type { ReactNode } from 'preact/compat';
import { useFormat, useTexts } from '../../texts/use-texts.ts';
import { Card } from '../../ui/card.tsx';
import { Link } from '../../ui/link.tsx';
import type { StageImportDetails } from '../views.ts';
import { timingRows } from './timing-rows.ts';

const NONE = '–';

/** Where the import is in the stage, and when it did what. */
export function StageImportFacts({ one }: { readonly one: StageImportDetails }) {
  const { operator: texts, detail } = useTexts();
  return (
    <div className="grid gap-6 lg:grid-cols-2">
      <Card title={texts.import.facts}>
        <dl className="grid gap-y-3 text-sm">
          <Fact label={texts.import.id}>
            <span className="font-mono text-xs break-all">{one.id}</span>
          </Fact>
          <Fact label={texts.tenant}>{one.tenant}</Fact>
          <Fact label={texts.import.stage}>
            {one.stage === 'confirming' ? texts.whyShort.confirmation : detail.stage[one.stage]}
          </Fact>
          <Fact label={texts.import.queue}>
            {one.queuePosition === undefined ? NONE : detail.queuePosition(one.queuePosition)}
          </Fact>
          <Fact label={texts.import.turn}>
            {one.turnOf === undefined || one.turnOf === one.id ? (
              NONE
            ) : (
              <Link
                to={{ name: 'operator', section: 'imports', item: one.turnOf }}
                className="font-mono text-xs break-all text-accent underline underline-offset-4"
              >
                {one.turnOf}
              </Link>
            )}
          </Fact>
          <Execution execution={one.execution} />
        </dl>
      </Card>
      <Card title={texts.import.times}>
        <Times one={one} />
      </Card>
    </div>
  );
}

function Fact({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div className="grid grid-cols-[8rem_minmax(0,1fr)] gap-3">
      <dt className="text-muted">{label}</dt>
      <dd className="min-w-0 break-words">{children}</dd>
    </div>
  );
}

function Execution({ execution }: Pick<StageImportDetails, 'execution'>) {
  const { operator: texts } = useTexts();
  const { arn, status, consoleUrl } = execution;
  const name = arn.split(':').slice(-1).join('');
  return (
    <Fact label={texts.import.execution}>
      {arn === '' ? texts.import.noExecution : status}
      {arn !== '' && <span className="block font-mono text-xs break-all text-muted">{name}</span>}
      {consoleUrl !== undefined && (
        <a
          href={consoleUrl}
          target="_blank"
          rel="noreferrer"
          className="text-accent underline underline-offset-4"
        >
          {texts.import.openExecution}
        </a>
      )}
    </Fact>
  );
}

function Times({ one }: { readonly one: StageImportDetails }) {
  const { operator: texts } = useTexts();
  const format = useFormat();
  return (
    <ol className="grid gap-y-2 text-sm">
      {timingRows(one.timings).map(({ name, at, secondsBefore }) => (
        <li key={name} className="grid grid-cols-[minmax(0,1fr)_auto] gap-3">
          <span>{texts.time[name]}</span>
          <span className="text-right text-muted tabular-nums">
            <time dateTime={at}>{format.dateTime(at)}</time>
            {secondsBefore !== undefined && ` (+${format.duration(secondsBefore)})`}
          </span>
        </li>
      ))}
    </ol>
  );
}
