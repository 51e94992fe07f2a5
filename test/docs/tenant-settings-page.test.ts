import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { defineTenantArguments } from '../../cli/tenants/tenant-arguments.ts';
import { ManageTenantsRequestSchema } from '../../lambdas/contracts/manage-tenants.ts';
import { NO_SETTINGS } from '../../lambdas/contracts/no-settings.ts';
import { type TenantEdit, TenantRequestSchema } from '../../lambdas/contracts/tenant-commands.ts';
import { TenantSettingsSchema } from '../../lambdas/contracts/tenant-settings.ts';
import { editSettings } from '../../lambdas/core/tenant-settings/edit-settings.ts';
import { readArguments } from '../cli/support/read-arguments.ts';

const page = readFileSync(new URL('../../docs/tenant-settings.md', import.meta.url), 'utf8');

describe('docs/tenant-settings.md', () => {
  it('has a row for each setting, with the default of each number', () => {
    const { limits: _, ...parts } = TenantSettingsSchema.shape;
    for (const part of Object.keys(parts)) expect(page).toContain(`\n| \`${part}\` |`);
    for (const [name, value] of Object.entries(NO_SETTINGS.limits))
      expect(page).toMatch(new RegExp(`\\n\\| \`limits\\.${name}\` \\|[^|]+\\| ${value} \\|`));
  });

  it('shows commands that are valid, and edits that are applied', async () => {
    const shown = [...page.matchAll(/^npx rollcall tenant ((?!set|--).*?)(?: >.*)?$/gm)];
    expect(shown).toHaveLength(19);
    const edits: TenantEdit[] = [];
    for (const [, command = ''] of shown) {
      const words = [...command.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare ?? '');
      const read = await readArguments(defineTenantArguments, words);
      if (typeof read === 'number') throw new Error(`not understood: ${command}`);
      if ('edits' in read) edits.push(...read.edits);
    }
    expect(editSettings(NO_SETTINGS, edits)).toMatchObject({ ok: true, settings: { groups: ['Sales'] } });
  });

  it('shows requests that edit-tenant and manage-tenants accept', () => {
    const [edits, ...others] = [...page.matchAll(/--payload '(\{[^']*\})'/g)].map(([, payload = '']) =>
      JSON.parse(payload),
    );
    expect(TenantRequestSchema.parse(edits).edits).toHaveLength(3);
    expect(others).toHaveLength(2);
    for (const request of others) ManageTenantsRequestSchema.parse(request);
  });
});
