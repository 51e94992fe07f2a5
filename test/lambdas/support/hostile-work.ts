import { FeedHeaderSchema } from '../../../lambdas/contracts/feed-header.ts';
import { TenantSettingsSchema } from '../../../lambdas/contracts/tenant-settings.ts';
import { UploadMetadataSchema } from '../../../lambdas/contracts/upload-metadata.ts';
import { sampleType } from '../../../lambdas/core/import-type/sample-file.ts';
import { unknownColumnMessage } from '../../../lambdas/core/import-type/unknown-column.ts';
import { readFeedName } from '../../../lambdas/core/naming/feed-name.ts';
import { parseUploadKey } from '../../../lambdas/core/naming/upload-key.ts';
import { csvSourceOf } from '../../../lambdas/core/network/csv-source.ts';
import { describeProblems } from '../../../lambdas/core/tenant-settings/describe-problems.ts';
import { nearestName } from '../../../lambdas/core/wording/nearest-name.ts';
import { showName, showValue, visible } from '../../../lambdas/core/wording/show-value.ts';
import { offsetInFull } from '../../../lambdas/import-types/field-values.ts';
import { participants } from '../../../lambdas/import-types/participants.ts';
import { workspaceUsers } from '../../../lambdas/import-types/workspace-users.ts';
import { html } from '../../../lambdas/notification/html.ts';
import { readJsonLines } from '../../../lambdas/reading/csv/json-lines.ts';
import { readHeaderlessLayout } from '../../../lambdas/reading/headerless-layout.ts';
import { readLayout } from '../../../lambdas/reading/inspection/read-layout.ts';
import { csvLines } from '../../../lambdas/reporting/csv-lines.ts';
import { TYPES_WITH_FULL_FEED } from './types-with-full-feed.ts';

const CSV_TYPES = [participants, workspaceUsers].map(sampleType);
/** Schemas of short texts cannot do much work: the length gate comes before them. */
const LONG = 2048;
const FIELDS = TYPES_WITH_FULL_FEED.flatMap(({ name, fields }) =>
  fields.map((field) => ({ ...field, title: `the schema of ${name} ${field.name}` })),
).filter(({ maxLength }) => maxLength > LONG);
/** Each schema once: fields share them. */
const SCHEMAS = [...new Map(FIELDS.map((field) => [field.schema, field])).values()].map(
  ({ title, schema }) => [title, (text: string) => void schema.safeParse(text)] as const,
);

const settle = (read: () => unknown): void => {
  try {
    read();
  } catch {
    // Refused: how soon is what counts.
  }
};
const head = (text: string) => ({ bytes: Buffer.from(text), complete: true });
const record = (text: string) => ({ recordNumber: 1, line: 1, start: 0, end: 0, raw: Buffer.from(text) });
const settings = (text: string) => ({
  groups: [text],
  sources: [text],
  notify: [text],
  notifyDomains: [text],
  allowedHosts: [text],
  programs: [{ id: text, shareLink: `https://x/{code}${text}` }],
  attributes: [{ name: text, kind: text }],
  memberGroups: [{ id: text, name: text }],
  apiKeys: [{ name: text, sha256: text, createdAt: text }],
});
const metadata = (text: string) =>
  Object.fromEntries(Object.keys(UploadMetadataSchema.shape).map((key) => [key, text]));

/** Each piece of work that looks at data that was sent, by its name. */
export const HOSTILE_WORK: readonly (readonly [name: string, work: (text: string) => void])[] = [
  ['the inspection of a file', (text) => settle(() => readLayout(head(text), 'a.csv'))],
  ['the inspection of a file of JSON Lines', (text) => settle(() => readLayout(head(text), 'a.jsonl'))],
  ['the inspection of an array', (text) => settle(() => readLayout(head(`[${text}`), 'a.json'))],
  [
    'the inspection of a file without a header row',
    (text) => settle(() => readHeaderlessLayout(head(text), ['a', 'b', 'c'])),
  ],
  ['the reading of a JSON record', (text) => void [...readJsonLines([record(`{"a":${text}`)])]],
  ['the reading of a JSON string', (text) => void [...readJsonLines([record(`{"a":"${text}`)])]],
  [
    'the advice about an unknown column',
    (text) => {
      for (const type of CSV_TYPES) unknownColumnMessage(type, text);
    },
  ],
  ['the search for a similar name', (text) => void nearestName(['Sales', 'Support'.repeat(14)], text)],
  ['the display of a value', (text) => void showValue(text)],
  ['the display of a name', (text) => void showName(text)],
  ['the display of what is invisible', (text) => void visible(text)],
  ['the completion of an offset', (text) => void offsetInFull(text)],
  ['a cell of our files', (text) => void csvLines([[text, 'a']])],
  ['text in an e-mail', (text) => void html`<p>${text}</p>`],
  ['the key of an upload', (text) => void parseUploadKey(`partners/acme/${text}`)],
  ['the name of a feed file', (text) => void readFeedName(`user_feed_${text}`, new Date(0))],
  [
    'the path of a request',
    (text) => void csvSourceOf(text, { tenant: 'acme', uploadsBucket: 'b', allowedHosts: [] }),
  ],
  ['the metadata of an upload', (text) => void UploadMetadataSchema.safeParse(metadata(text))],
  [
    'the header file of a feed',
    (text) => void FeedHeaderSchema.safeParse([{ column_name: text, data_type: text, is_nullable: text }]),
  ],
  [
    'the settings of a tenant',
    (text) => {
      const parsed = TenantSettingsSchema.safeParse(settings(text));
      if (!parsed.success) describeProblems(parsed.error, settings(text));
    },
  ],
  ...SCHEMAS,
];
