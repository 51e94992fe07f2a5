import * as z from 'zod';
import { SettingsSnapshotSchema } from '../../contracts/tenant-settings.ts';
import { showName } from '../../core/wording/show-value.ts';
import { findDefinition } from '../../import-types/registry.ts';
import { operation } from '../operation.ts';
import { Problem } from '../problem.ts';

const { shape } = SettingsSnapshotSchema;

/** What the rules of the types, the reading of files and the names of columns depend on. No addresses, no hosts. */
const FileSettingsSchema = z
  .object({
    programs: shape.programs,
    groups: shape.groups,
    sources: shape.sources,
    memberGroups: shape.memberGroups,
    profileFields: shape.profileFields,
    attributes: shape.attributes,
    limits: shape.limits,
    columns: shape.columns,
    allowInKeys: shape.allowInKeys,
    encoding: z.string().optional(),
    locale: z.string().optional(),
  })
  .meta({ id: 'FileSettings' });

const getFileSettings = operation({
  id: 'getFileSettings',
  method: 'GET',
  path: '/v1/import-types/{name}/settings',
  tag: 'Import types',
  summary: 'Shows the settings of the tenant by which files of the type are read and judged.',
  description: 'A page checks a file by them before it is sent.',
  permission: 'types:read',
  params: z.object({ name: z.string().min(1).max(64) }),
  status: 200,
  result: FileSettingsSchema,
  problems: ['not-found'],
  async run({ bearer, params: { name } }, { tenants }) {
    if (findDefinition(name) === undefined)
      throw new Problem('not-found', `There is no import type ${showName(name)}.`);
    const settings = await tenants.read(bearer.tenant);
    const { programs, groups, sources, memberGroups, profileFields, attributes } = settings;
    const { limits, allowInKeys, encoding, locale } = settings;
    return {
      body: {
        ...{ programs, groups, sources, memberGroups, profileFields, attributes, limits, allowInKeys },
        columns: settings.columns.filter(({ importType }) => importType === name),
        ...(encoding !== undefined && { encoding }),
        ...(locale !== undefined && { locale }),
      },
    };
  },
});

export const FILE_SETTINGS_OPERATIONS = [getFileSettings];
