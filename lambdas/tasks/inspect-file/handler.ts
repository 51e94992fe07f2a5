import type { ImportStore } from '../../adapters/dynamo-import-store.ts';
import type { TenantRegistry } from '../../adapters/dynamo-tenant-registry.ts';
import type { TenantStore } from '../../adapters/dynamo-tenant-store.ts';
import type { ObjectStore } from '../../adapters/s3-object-store.ts';
import type { FileEncoding } from '../../contracts/file-encoding.ts';
import type { Import, UploadedImport } from '../../contracts/import.ts';
import { ParametersTextSchema } from '../../contracts/import-options.ts';
import type { AttemptReference, ImportReference } from '../../contracts/state-payloads.ts';
import type { SettingsSnapshot } from '../../contracts/tenant-settings.ts';
import { convertReturns, decideConversion } from '../../core/encoding/decide-conversion.ts';
import type { ImportType } from '../../core/import-type/import-type.ts';
import { REPORT_LIMITS } from '../../core/import-type/report-limits.ts';
import type { ColumnChoices } from '../../core/inspection/mapping/check-mapping.ts';
import { fitToName } from '../../core/inspection/named-as-json.ts';
import { recognise } from '../../core/inspection/recognise.ts';
import type { Recognition } from '../../core/inspection/recognition.ts';
import type { PossibleType } from '../../core/inspection/record-or-wrapper.ts';
import { attemptOf } from '../../core/lifecycle/attempt.ts';
import { otherFeedName, readFeedName } from '../../core/naming/feed-name.ts';
import { isComplete } from '../../core/naming/feed-pair.ts';
import { beginsAsOurs } from '../../core/round-trip/original-record.ts';
import { plural } from '../../core/wording/plural.ts';
import { shortName } from '../../core/wording/show-value.ts';
import { findDefinition, IMPORT_TYPES } from '../../import-types/registry.ts';
import { readHeaderlessLayout } from '../../processing/headerless-layout.ts';
import { uploadedImport } from '../../processing/import-stage.ts';
import type { TaskRuntime } from '../../runtime/create-handler.ts';
import { FileRejected, fileRejected, RollcallError } from '../../runtime/errors.ts';
import { recordRejection } from '../../runtime/record-rejection.ts';
import { assertLatestUpload } from './assert-latest-upload.ts';
import { convertHead } from './convert-head.ts';
import { firstRecords } from './first-records.ts';
import { readFeedHeader } from './read-feed-header.ts';
import { readHead } from './read-head.ts';
import { type Head, readLayout } from './read-layout.ts';
import { titleHint } from './title-hint.ts';

export interface InspectFilePorts {
  readonly objects: Pick<ObjectStore, 'head' | 'open'>;
  readonly imports: Pick<ImportStore, 'read' | 'update' | 'begin' | 'keepSettings'>;
  readonly tenants: Pick<TenantStore, 'read'>;
  readonly registry: Pick<TenantRegistry, 'find'>;
  readonly maxFileBytes: number;
  readonly now: () => Date;
}

/** Reads the first bytes of the upload and writes on the import how to read the file, or why it was rejected. */
export function createInspectFile(ports: InspectFilePorts) {
  return async (reference: AttemptReference, { logger }: TaskRuntime): Promise<ImportReference> => {
    const { importId } = reference;
    const item = uploadedImport(await ports.imports.read(importId));
    const startedAt = item.startedAt ?? ports.now().toISOString();
    if (!(await ports.imports.begin(importId, attemptOf(reference, item), startedAt)))
      throw new RollcallError('StaleInvocation', 'the import has ended already, or was resumed since');
    const settings = item.settings ?? (await takeSettingsAlong(ports, item));
    await assertLatestUpload(ports.objects, item);
    await recordRejection(ports.imports, importId, async () => {
      const inspected = await inspect(ports, { ...item, settings }).catch((error: unknown) => {
        throw fittedToName(error, item.fileName);
      });
      const { type, layout, conversion, parameters, unknownColumns } = inspected;
      await ports.imports.update(importId, {
        importType: type,
        layout,
        ...(conversion && { conversion }),
        parameters,
        // As many as are reported, and one more that tells of others.
        unknownColumns: unknownColumns.slice(0, REPORT_LIMITS.unknownNames + 1).map(shortName),
      });
      logger.info('file inspected', { importType: type, format: layout.format, bytes: item.source.size });
    });
    return { importId };
  };
}

/**
 * Stores the tenant's settings on the import. Before the file can be rejected, because they contain the recipients of the
 * e-mail. Once: an import that is tried again or resumed keeps its first settings.
 */
async function takeSettingsAlong({ imports, tenants }: InspectFilePorts, { importId, tenant }: Import) {
  const { apiKeys: _, ...settings } = await tenants.read(tenant);
  return imports.keepSettings(importId, settings);
}

async function inspect(
  ports: InspectFilePorts,
  item: UploadedImport & { readonly settings: SettingsSnapshot },
) {
  await assertNotSuspended(ports, item);
  if (item.overLimit !== undefined) throw tooManyImports(item.tenant, item.overLimit);
  if (item.metadataProblem !== undefined) throw new FileRejected('BAD_METADATA', item.metadataProblem);
  if (item.source.size > ports.maxFileBytes) {
    throw new FileRejected(
      'FILE_TOO_LARGE',
      `The file has ${item.source.size} bytes, at most ${ports.maxFileBytes} are allowed. Divide it into smaller files.`,
    );
  }
  const { settings } = item;
  const parameters = await parametersOf(ports, item);
  const problem = findDefinition(item.importType)?.problem?.({ settings, parameters });
  if (problem !== undefined) throw new FileRejected('BAD_METADATA', problem);
  // A type that comes in pairs is recognised by the file's name only.
  const possible = IMPORT_TYPES.filter(({ paired }) => !paired || item.importType !== 'auto');
  const types = possible.map((definition) => definition.resolve({ settings, parameters }));
  const columns = types.find(({ name }) => name === item.importType)?.headerless;
  const stored = await readHead(ports.objects, item.source);
  const { conversion, head } = converted(stored, item.options.encoding ?? settings.encoding);
  // A file of failed records always has a header row.
  const layout =
    columns === undefined || beginsAsOurs(head.bytes)
      ? readLayout(head, item.fileName, requestedTypes(item, types))
      : readHeaderlessLayout(head, columns);
  const recognised = recognise(types, item.importType, layout, {
    choicesFor: ({ name }) => choicesOf(item, name),
    sampled: () => firstRecords(head, layout),
  });
  if (!recognised.ok) {
    const hint = titleHint(head, layout, (names) => isHeader(recognise(types, item.importType, names)));
    // To map the title would not help.
    const [problem] = recognised.message.split('\n');
    throw new FileRejected(recognised.code, hint === undefined ? recognised.message : `${problem}\n${hint}`);
  }
  if (item.options.segment !== undefined && recognised.type.segmentsField === undefined)
    throw new FileRejected(
      'BAD_METADATA',
      `${recognised.type.name} have no segments. Leave the segment out.`,
    );
  const { type, naming, unknownColumns } = recognised;
  const named = { ...layout, ...(naming && { naming }) };
  return { layout: named, conversion, parameters, type: type.name, unknownColumns };
}

function isHeader(recognition: Recognition): boolean {
  return recognition.ok || recognition.code === 'SIMILAR_COLUMNS';
}

function requestedTypes(
  item: Pick<Import, 'importType' | 'options' | 'settings'>,
  types: readonly ImportType[],
): PossibleType[] {
  return types
    .filter(({ name }) => item.importType === 'auto' || item.importType === name)
    .map((type) => ({ type, choices: choicesOf(item, type.name) }));
}

/** The first bytes as they will be read, and how SplitFile must convert the file for that. */
function converted(stored: Head, named: FileEncoding | undefined) {
  const encoding = decideConversion(stored, named);
  const text = encoding === undefined ? stored : convertHead(stored, encoding);
  const lines = convertReturns(text.bytes, encoding);
  return lines === undefined
    ? { conversion: encoding, head: text }
    : { conversion: lines, head: convertHead(stored, lines) };
}

function choicesOf({ options, settings }: Pick<Import, 'options' | 'settings'>, type: string): ColumnChoices {
  const remembered = (settings?.columns ?? []).filter(({ importType }) => importType === type);
  return {
    map: options.columnMap ?? [],
    remembered: remembered.map(({ column, field }) => [column, field]),
    similar: options.similarColumns ?? 'reject',
  };
}

function fittedToName(error: unknown, fileName: string): unknown {
  if (!(error instanceof FileRejected)) return error;
  return fileRejected(fitToName(error.reason, fileName));
}

/** The parameters of the file: from its metadata, or for a pair from its header file. */
async function parametersOf({ objects }: InspectFilePorts, item: Import): Promise<unknown> {
  const definition = findDefinition(item.importType);
  // A type that does not check parameters does not read them either, so nothing unchecked is stored again.
  if (!definition?.paired) return definition?.problem === undefined ? undefined : readParameters(item);
  const { feed } = item;
  if (feed === undefined || !isComplete(feed)) throw misnamed(item);
  return { header: await readFeedHeader(objects, feed.header) };
}

function readParameters({ parametersText, parameters }: Import): unknown {
  if (parametersText === undefined) return parameters;
  const read = ParametersTextSchema.safeDecode(parametersText);
  if (read.success) return read.data;
  const problems = read.error.issues.map(({ message }) => `rollcall-parameters: ${message}`);
  throw new FileRejected('BAD_METADATA', `The upload's metadata is wrong. ${problems.join('; ')}.`);
}

/** An attempt that continues an import is not refused: its records so far are imported. */
async function assertNotSuspended(
  { registry }: InspectFilePorts,
  { tenant, attempt }: Import,
): Promise<void> {
  if (attempt > 1 || (await registry.find(tenant))?.status !== 'suspended') return;
  const message = `The tenant ${tenant} is suspended, so its files are not imported. Ask who runs Rollcall, and upload the file again when the tenant is resumed.`;
  throw new FileRejected('TENANT_SUSPENDED', message);
}

function tooManyImports(tenant: string, limit: number): FileRejected {
  const message = `${tenant} has ${plural(limit, 'import')} that ${limit === 1 ? 'has' : 'have'} not ended, and may have no more. Upload the file again when some of them have ended.`;
  return new FileRejected('TOO_MANY_IMPORTS', message);
}

function misnamed({ fileName, createdAt, feed }: Import): FileRejected {
  const name = readFeedName(fileName, new Date(createdAt));
  const message = name.ok
    ? `${fileName} came without ${otherFeedName(name.half, feed?.timestamp ?? name.timestamp)}. Upload both.`
    : name.message;
  return new FileRejected('BAD_FEED_NAME', message);
}
