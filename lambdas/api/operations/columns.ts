import * as z from 'zod';
import { type PatchedSettings, patchSettings } from '../../commands/patch-settings.ts';
import { LEFT_OUT } from '../../contracts/column-map-text.ts';
import { RememberedColumnSchema, type TenantSettings } from '../../contracts/tenant-settings.ts';
import { showName } from '../../core/wording/show-value.ts';
import { findDefinition } from '../../import-types/registry.ts';
import type { Bearer } from '../bearer.ts';
import { operation } from '../operation.ts';
import type { ApiPorts } from '../ports.ts';
import { Problem, pointerTo } from '../problem.ts';

/** Of two sessions that change columns at the same time, one tries again. */
const MAX_TRIES = 5;
const MAX_COLUMNS = 500;

const Params = z.object({ name: z.string().min(1).max(64) });
const { column, field } = RememberedColumnSchema.shape;

const ColumnsSchema = z
  .object({
    columns: z
      .record(z.string(), z.string())
      .meta({ description: `Field by column. \`${LEFT_OUT}\`: the column is left out.` }),
    mayChange: z.boolean().meta({ description: 'Whether the bearer may change them.' }),
  })
  .meta({ id: 'RememberedColumns' });

const getColumns = operation({
  id: 'getColumns',
  method: 'GET',
  path: '/v1/import-types/{name}/columns',
  tag: 'Import types',
  summary: 'Shows how columns with other names are read in all imports of the tenant.',
  description: '`map` of an import has precedence.',
  permission: 'imports:read',
  params: Params,
  status: 200,
  result: ColumnsSchema,
  problems: ['not-found'],
  async run({ bearer, params: { name } }, { tenants }) {
    checkType(name);
    return { body: viewOf(await tenants.read(bearer.tenant), bearer, name) };
  },
});

const putColumns = operation({
  id: 'rememberColumns',
  method: 'PATCH',
  path: '/v1/import-types/{name}/columns',
  tag: 'Import types',
  summary: 'Remembers how columns are read, for all imports of the tenant.',
  description:
    'Columns that are not named stay as they are. `null` forgets a column. Importers may do this if the tenant has the setting `rememberColumns`. Imports that were inspected before are not affected.',
  permission: 'imports:write',
  params: Params,
  body: z
    .strictObject({
      columns: z
        .record(column, field.nullable())
        .refine(
          (columns) => Object.keys(columns).length <= MAX_COLUMNS,
          `expected at most ${MAX_COLUMNS} columns`,
        ),
    })
    .meta({ id: 'ColumnsChange' }),
  status: 200,
  result: ColumnsSchema,
  problems: ['invalid-request', 'not-found', 'conflict', 'unsupported-media-type', 'too-large'],
  async run({ bearer, params: { name }, body }, ports) {
    checkType(name);
    const { settings, changed } = await remember(ports, bearer, name, body.columns);
    return { body: viewOf(settings, bearer, name), changed };
  },
});

type Columns = Readonly<Record<string, string | null>>;

/** @throws Problem forbidden, invalid-request, conflict */
async function remember(
  { tenants }: ApiPorts,
  bearer: Bearer,
  importType: string,
  columns: Columns,
): Promise<Extract<PatchedSettings, { readonly ok: true }>> {
  const { tenant } = bearer;
  for (let tries = 0; tries < MAX_TRIES; tries += 1) {
    // The version first: if the settings change in between, nothing is written.
    const version = await tenants.readVersion(tenant);
    const settings = await tenants.read(tenant);
    if (!mayChange(settings, bearer))
      throw new Problem(
        'forbidden',
        `The tenant does not let importers remember columns. A bearer with the role tenant-admin can set rememberColumns.`,
      );
    const patch = { columns: merged(settings.columns, importType, columns) };
    const patched = await patchSettings(tenants, { tenant, patch, isExpected: (one) => one === version });
    if (patched.ok) return patched;
    if (patched.code === 'Invalid') throw invalid(patched.problems.map(({ message }) => message));
  }
  throw new Problem('conflict', 'The settings of the tenant are being changed. Try again.');
}

function merged(before: TenantSettings['columns'], importType: string, columns: Columns) {
  const kept = before.filter((one) => one.importType !== importType || !Object.hasOwn(columns, one.column));
  const added = Object.entries(columns).flatMap(([column, field]) =>
    field === null ? [] : [{ importType, column, field }],
  );
  return [...kept, ...added];
}

function viewOf(settings: TenantSettings, bearer: Bearer, name: string): z.input<typeof ColumnsSchema> {
  const own = settings.columns.filter(({ importType }) => importType === name);
  return {
    columns: Object.fromEntries(own.map(({ column, field }) => [column, field])),
    mayChange: mayChange(settings, bearer),
  };
}

function mayChange({ rememberColumns }: TenantSettings, { role, permissions }: Bearer): boolean {
  return permissions.includes('imports:write') && (rememberColumns || role === 'tenant-admin');
}

/** @throws Problem not-found */
function checkType(name: string): void {
  if (findDefinition(name) !== undefined) return;
  throw new Problem('not-found', `There is no import type ${showName(name)}.`);
}

function invalid(messages: readonly string[]): Problem {
  const errors = messages.map((detail) => ({ in: 'body', pointer: pointerTo(['columns']), detail }));
  return new Problem('invalid-request', messages.join('; '), { errors });
}

export const COLUMN_OPERATIONS = [getColumns, putColumns];
