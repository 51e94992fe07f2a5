import { namesField } from '../../texts/names-field.ts';
import { useTexts } from '../../texts/use-texts.ts';
import { Icon } from '../../ui/icon.tsx';
import { ServiceMessage } from '../../ui/service-message.tsx';
import { jsonText, type RecordChange, type RecordIssue } from './compare-record.ts';
import type { RecordView } from './use-records.ts';

/** How many issues or changes a row shows. */
const SHOWN = 4;

/** What is said about a record in its row: its issues, and the changes that it would make. */
export function RecordGlance({ record }: { readonly record: RecordView }) {
  const { records: texts } = useTexts();
  const changes = record.changes ?? [];
  const further = Math.max(0, record.issues.length - SHOWN) + Math.max(0, changes.length - SHOWN);
  if (record.issues.length + changes.length === 0) return null;
  return (
    <ul className="flex flex-col gap-1">
      {record.issues.slice(0, SHOWN).map((issue) => (
        <IssueLine key={`${issue.field} ${issue.message}`} issue={issue} />
      ))}
      {changes.slice(0, SHOWN).map((change) => (
        <ChangeLine key={change.field} change={change} isNew={record.outcome === 'created'} />
      ))}
      {further > 0 && <li className="text-muted">{texts.further(further)}</li>}
    </ul>
  );
}

export function IssueLine({ issue }: { readonly issue: RecordIssue }) {
  const { issues: texts } = useTexts();
  return (
    <li className="break-words">
      <span className={`font-medium ${issue.severity === 'error' ? 'text-failed' : 'text-warning'}`}>
        {texts.severity[issue.severity]}
        {issue.field !== undefined && !namesField(issue.message, issue.field) && `, ${issue.field}`}:
      </span>{' '}
      <ServiceMessage>{issue.message}</ServiceMessage>
    </li>
  );
}

function ChangeLine({ change, isNew }: { readonly change: RecordChange; readonly isNew: boolean }) {
  const { records: texts } = useTexts();
  const from = jsonText(change.from);
  const to = jsonText(change.to) ?? texts.noValue;
  return (
    <li className="break-words">
      <span className="text-muted">{change.field}: </span>
      {!isNew && (
        <>
          <del className="text-muted decoration-1">{from ?? texts.noValue}</del>
          <span className="sr-only"> {texts.becomes} </span>
          <Icon name="arrowRight" className="mx-1.5 inline size-3.5 text-muted" />
        </>
      )}
      <ins className="font-medium no-underline">{to}</ins>
    </li>
  );
}
