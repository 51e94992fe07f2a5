import * as z from 'zod';
import type { ImportType } from '../core/import-type/import-type.ts';
import { showName } from '../core/wording/show-value.ts';
import { findDefinition } from '../import-types/registry.ts';
import type { ApiPorts } from './ports.ts';
import { Problem } from './problem.ts';
import { readUserKeyText } from './user-key.ts';

const KEY_DESCRIPTION =
  'The fields of the key in their order, with `/` between them: `acme/ann` for `accountId` and `id`. If a field has other characters than letters, digits and `._@+-`, send `~` and the base64url of the JSON array of the fields. Answers have the key in this form.';

export const TypeParams = z.object({ importType: z.string().min(1).max(64) });
export const UserParams = TypeParams.extend({
  key: z.string().min(1).max(4096).meta({ description: KEY_DESCRIPTION }),
});

export const UserViewSchema = z
  .object({
    importType: z.string(),
    key: z.string().meta({ description: 'Names the user in a path.' }),
    user: z.record(z.string(), z.unknown()),
    createdAt: z
      .string()
      .optional()
      .meta({ description: 'When Rollcall wrote the user first. Absent: it never has.' }),
    updatedAt: z.string().optional().meta({ description: 'When Rollcall wrote the user last.' }),
  })
  .meta({ id: 'User' });

/** @throws Problem not-found */
export async function typeOf(ports: ApiPorts, tenant: string, importType: string): Promise<ImportType> {
  const definition = findDefinition(importType);
  if (definition === undefined)
    throw new Problem('not-found', `There is no import type ${showName(importType)}.`);
  const { apiKeys: _, ...settings } = await ports.tenants.read(tenant);
  return definition.resolve({ settings, parameters: undefined });
}

/** @throws Problem not-found, which does not repeat the key: it may be logged by clients */
export function partsOf({ name, key }: ImportType, text: string): readonly string[] {
  const parts = readUserKeyText(text);
  if (parts?.length === key.length) return parts;
  throw new Problem('not-found', `The key of ${name} is ${key.map((field) => `{${field}}`).join('/')}.`);
}

export function noSuchUser(): Problem {
  return new Problem('not-found', 'There is no such user.');
}
