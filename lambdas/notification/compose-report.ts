import type { Import, ImportFile, ReportedIssue } from '../contracts/import.ts';
import { INCOMPLETE_STATUSES } from '../contracts/import-status.ts';
import { isPreview } from '../core/lifecycle/is-preview.ts';
import { groupLines } from '../core/wording/describe-groups.ts';
import { sentencePlace } from '../core/wording/describe-place.ts';
import { missingFilesText } from '../core/wording/missing-files.ts';
import { plural } from '../core/wording/plural.ts';
import { type Html, html, page } from './html.ts';
import { headline, linkTo, nextStep, quotedName, subject } from './wording.ts';

export interface ReportOptions {
  readonly bucket: string;
  /** Keys of the attached files. */
  readonly attached: ReadonlySet<string>;
  /** Where senders confirm an import: a link, in which `{importId}` is replaced, or an e-mail address. */
  readonly confirmationContact?: string | undefined;
  /** Where a person sees an import: a link, in which `{importId}` is replaced. */
  readonly importLink: string;
}

export interface Report {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

const countLabels = (item: Import) =>
  [
    ['records', INCOMPLETE_STATUSES.has(item.status) ? 'Records processed' : 'Records in the file'],
    ...(isPreview(item) ? PREVIEW_LABELS : OUTCOME_LABELS),
    ['warnings', 'Warnings'],
  ] as const;

const OUTCOME_LABELS = [
  ['created', 'Created'],
  ['updated', 'Updated'],
  ['unchanged', 'Unchanged'],
  ['failed', 'Failed'],
] as const;

/** In the order of the rows of preview.csv. */
const PREVIEW_LABELS = [
  ['updated', 'Would be updated'],
  ['failed', 'Would fail'],
  ['created', 'Would be created'],
  ['unchanged', 'Would be left unchanged'],
] as const;

const fileLabels = ({ status, feed }: Import) =>
  [
    ['preview', 'Preview of what the import would do: updates, failed records, new users'],
    ['results', 'Results with one row for each record'],
    ['errors', 'Errors and warnings'],
    ['failedRecords', `Failed records with their errors, ${whatToDoWithThem(status, feed !== undefined)}`],
    ['unprocessedRecords', 'Unprocessed records, to import again'],
  ] as const;

/** Nothing of a file that was rejected, or only evaluated, was imported, so the sender must send the whole file. */
function whatToDoWithThem(status: Import['status'], isPair: boolean): string {
  if (status === 'REJECTED' || status === 'EVALUATED') return 'to fix in the file';
  return isPair ? 'to fix and send as a new pair' : 'to fix and import again';
}

const FETCHING = { label: 'To get a file at an s3:// address', place: 'open the import' };

/** Composes the e-mail about an import: a headline, the next step, the counts, the first errors and warnings, and the files. */
export function composeReport(item: Import, options: ReportOptions): Report {
  const counts =
    item.status === 'REJECTED' || item.counts === undefined
      ? []
      : countLabels(item).map(([key, label]) => {
          const value = item.counts?.[key] ?? 0;
          return { label, value: String(value), isAlarming: key === 'failed' && value > 0 };
        });
  // Counts records: one record may have several errors.
  const shown = new Set(item.firstErrors?.map(({ recordNumber }) => recordNumber)).size;
  const omitted = (item.counts?.failed ?? 0) - shown;
  const { firstErrors = [], firstWarnings = [] } = item;
  const omittedWarnings = (item.counts?.warnings ?? 0) - firstWarnings.length;
  const issues = [
    { title: 'Errors by kind', lines: groupLines(item.issues, 'error') },
    { title: 'First errors', lines: [...firstErrors.map(describeIssue), ...more(omitted, 'failed record')] },
    { title: 'Warnings by kind', lines: groupLines(item.issues, 'warning') },
    {
      title: 'First warnings',
      lines: [...firstWarnings.map(describeIssue), ...more(omittedWarnings, 'warning')],
    },
  ].filter(({ lines }) => lines.length > 0);
  const places = fileLabels(item).flatMap(([key, label]) => {
    const file = item.files?.[key];
    return file === undefined ? [] : [{ label, place: placeOf(file, options) }];
  });
  const hasUnattached = places.some(({ place }) => place.startsWith('s3://'));
  const files = [...places, ...(hasUnattached ? [FETCHING] : [])];
  const facts = [
    ...(item.mailNotes ?? []),
    `File: ${quotedName(item)}`,
    `Import: ${item.importId}`,
    `Tenant: ${item.tenant}`,
  ];
  const content = {
    headline: headline(item),
    reason: [item.reason?.message, missingFilesText(item)].filter(Boolean).join('\n\n') || undefined,
    next: nextStep(item, options),
    link: linkTo(item, options),
    counts,
    issues,
    files,
    facts,
  };
  return { subject: subject(item), text: asText(content), html: asHtml(content) };
}

interface Content {
  readonly headline: string;
  readonly reason: string | undefined;
  readonly next: string | undefined;
  /** Of the import. */
  readonly link: string;
  readonly counts: readonly {
    readonly label: string;
    readonly value: string;
    readonly isAlarming: boolean;
  }[];
  readonly issues: readonly { readonly title: string; readonly lines: readonly string[] }[];
  readonly files: readonly { readonly label: string; readonly place: string }[];
  readonly facts: readonly string[];
}

function describeIssue({ recordNumber, line, message }: ReportedIssue): string {
  return `${sentencePlace(recordNumber, line)}: ${message}`;
}

/** Never a presigned link: it expires with the Lambda's session, and everyone who has the mail could read the file. */
function placeOf(file: ImportFile, { bucket, attached }: ReportOptions): string {
  return attached.has(file.key)
    ? `attached as ${file.key.slice(file.key.lastIndexOf('/') + 1)}`
    : `s3://${bucket}/${file.key}`;
}

function asText({ headline, reason, next, link, counts, issues, files, facts }: Content): string {
  const widest = Math.max(0, ...counts.map(({ label }) => label.length));
  const paragraphs = [
    [headline],
    reason === undefined ? [] : [reason],
    next === undefined ? [] : [next],
    [`Open the import: ${link}`],
    counts.map(({ label, value }) => `${label.padEnd(widest)}  ${value.padStart(9)}`),
    ...issues.map(({ title, lines }) => [title, ...lines.map((line) => `- ${line}`)]),
    files.length === 0 ? [] : ['Files', ...files.map(({ label, place }) => `- ${label}: ${place}`)],
    facts,
  ];
  return `${paragraphs
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

/** A reason may have lines: a mapping is a list. */
function paragraph(text: string): Html {
  return text.includes('\n') ? html`<p style="white-space:pre-line">${text}</p>` : html`<p>${text}</p>`;
}

function more(omitted: number, noun: string): readonly string[] {
  return omitted > 0 ? [`… and ${plural(omitted, `more ${noun}`)}: see the errors file`] : [];
}

/** Styles that carry meaning are inline, because some mail clients remove the style sheet. */
function asHtml({ headline, reason, next, link, counts, issues, files, facts }: Content): string {
  const rows = counts.map(({ label, value, isAlarming }) => {
    const cells = html`<td>${label}</td><td class="n" align="right">${value}</td>`;
    return isAlarming
      ? html`<tr style="color:#b42318;font-weight:bold">${cells}</tr>`
      : html`<tr>${cells}</tr>`;
  });
  const sections: Html[] = [
    html`<h1>${headline}</h1>`,
    ...[reason, next].flatMap((text) => (text === undefined ? [] : [paragraph(text)])),
    html`<p><a href="${link}">Open the import</a></p>`,
    ...(rows.length === 0 ? [] : [html`<table>${rows}</table>`]),
    ...issues.map(
      ({ title, lines }) => html`<h2>${title}</h2><ul>${lines.map((line) => html`<li>${line}</li>`)}</ul>`,
    ),
    ...(files.length === 0
      ? []
      : [
          html`<h2>Files</h2><ul>${files.map(({ label, place }) => html`<li>${label}: <b>${place}</b></li>`)}</ul>`,
        ]),
    html`<p class="facts">${facts.join(' · ')}</p>`,
  ];
  return page(headline, sections);
}
