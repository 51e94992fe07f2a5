import type { ReactNode } from 'preact/compat';
import type { ImportView } from '../../client/rollcall-client.ts';
import { namesField } from '../texts/names-field.ts';
import { useFormat, useTexts } from '../texts/use-texts.ts';
import { ServiceMessage } from '../ui/service-message.tsx';

type Issues = NonNullable<ImportView['issues']>;

interface IssueGroupsProps {
  readonly issues: Issues;
  /** At the right of a group. */
  readonly action?: (group: Issues['groups'][number]) => ReactNode;
}

/** Of a kind of issues. */
export function keyOfGroup({ severity, code, field, kind }: Issues['groups'][number]): string {
  return `${severity} ${code} ${field} ${kind}`;
}

/** Issues counted by kind: how many, what, and where first. */
export function IssueGroups({ issues, action }: IssueGroupsProps) {
  const { issues: texts } = useTexts();
  const format = useFormat();
  const others = issues.others.error + issues.others.warning;
  const counts = issues.groups.map(({ count }) => format.number(count).length + 2);
  const width = `${Math.max(4, ...counts)}ch`;
  return (
    <ul className="divide-y divide-line text-sm">
      {issues.groups.map((group) => (
        <li
          key={keyOfGroup(group)}
          className="flex flex-wrap items-baseline gap-x-4 gap-y-0.5 py-2.5 first:pt-0 last:pb-0"
        >
          <span
            style={{ minWidth: width }}
            className={`font-semibold tabular-nums ${group.severity === 'error' ? 'text-failed' : 'text-warning'}`}
          >
            {format.number(group.count)} ×
          </span>
          <span className="min-w-0 flex-1 basis-60 break-words">
            <span className="sr-only">{texts.severity[group.severity]}: </span>
            {group.field !== undefined && !namesField(group.kind, group.field) && (
              <span className="font-medium">{group.field}: </span>
            )}
            <ServiceMessage>{group.kind}</ServiceMessage>
          </span>
          {action !== undefined
            ? action(group)
            : group.firstRecord > 0 && (
                <span className="text-muted">{texts.firstIn(format.number(group.firstRecord))}</span>
              )}
        </li>
      ))}
      {others > 0 && <li className="pt-2.5 text-muted">{texts.others(others)}</li>}
    </ul>
  );
}
