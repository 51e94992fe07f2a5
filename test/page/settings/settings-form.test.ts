import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ApiProblem } from '../../../client/errors.ts';
import { TenantSettingsSchema } from '../../../lambdas/contracts/tenant-settings.ts';
import {
  errorsByPath,
  isObject,
  type Json,
  patchOf,
  rebase,
  SECTIONS,
  valueAt,
} from '../../../page/settings/settings-form.ts';

const settings = Object.values(SECTIONS).flat();

describe('the settings that the page shows', () => {
  it('are those of the API, but for the API keys, which have a list of their own', () => {
    const { limits, ...others } = TenantSettingsSchema.shape;
    const inner = Object.keys(limits.unwrap().shape).map((name) => `limits.${name}`);
    const all = [...Object.keys(others).filter((name) => name !== 'apiKeys'), ...inner];
    expect(settings.map(({ path }) => path).sort()).toEqual(all.sort());
  });

  it('have a cell for each part of an entry', () => {
    for (const setting of settings) {
      if (setting.kind !== 'rows') continue;
      const entry = TenantSettingsSchema.shape[setting.path as 'programs'].unwrap().element;
      expect([...setting.cells].sort(), setting.path).toEqual(Object.keys(entry.shape).sort());
    }
  });
});

describe('the patch of changes', () => {
  const changes = fc.dictionary(
    fc.constantFrom(...settings.map(({ path }) => path)),
    fc.oneof(fc.integer(), fc.boolean(), fc.constant(null), fc.array(fc.stringMatching(/^\S+$/))),
  );

  it('has each change at its place, and nothing else', () => {
    fc.assert(
      fc.property(changes, (made) => {
        const patch = patchOf(made);
        for (const [path, value] of Object.entries(made)) expect(valueAt(patch, path)).toEqual(value);
        const leaves = Object.values(patch).flatMap((part: Json) =>
          isObject(part) ? Object.keys(part) : [''],
        );
        expect(leaves.length).toBe(Object.keys(made).length);
      }),
    );
  });

  it('has no blank lines, and no entries without a text', () => {
    const rows = [{ importType: ' participants ', column: 'A', field: 'b' }, {}, { importType: ' ' }];
    expect(patchOf({ notify: [' a@b.example ', '', ' '], columns: rows })).toEqual({
      notify: ['a@b.example'],
      columns: [{ importType: 'participants', column: 'A', field: 'b' }],
    });
  });
});

describe('changes of two people at once', () => {
  const path = fc.constantFrom(...settings.map((one) => one.path));
  const stored = fc.dictionary(path, fc.integer({ min: 0, max: 2 })).map((values) => patchOf(values));
  const made = fc.dictionary(path, fc.integer({ min: 3, max: 4 }));

  it('are kept where only one of them has changed something, and none is lost in silence', () => {
    fc.assert(
      fc.property(made, stored, stored, (changes, before, now) => {
        const rebased = rebase(changes, before, now);
        expect([...Object.keys(rebased.changes), ...rebased.lost].sort()).toEqual(
          Object.keys(changes).sort(),
        );
        for (const [name, value] of Object.entries(rebased.changes)) {
          expect(value).toBe(changes[name as 'notify']);
          expect(valueAt(now, name)).toEqual(valueAt(before, name));
        }
        for (const name of rebased.lost) expect(valueAt(now, name)).not.toEqual(valueAt(before, name));
      }),
    );
  });
});

it('an error of the API is shown at its setting, with the number of the entry', () => {
  const at = (pointer: string) => ({ in: 'body', pointer, detail: 'wrong' });
  const problem = new ApiProblem({
    type: 'urn:rollcall:problem:invalid-request',
    title: 'Invalid request',
    status: 400,
    detail: 'wrong',
    requestId: 'r',
    errors: [
      at('/settings/notify/1'),
      at('/settings/limits/openImports'),
      at('/settings/other'),
      at('/settings/notify/3'),
    ],
  });
  expect(Object.fromEntries(errorsByPath(problem))).toEqual({
    notify: [
      { entry: 2, detail: 'wrong' },
      { entry: 4, detail: 'wrong' },
    ],
    'limits.openImports': [{ detail: 'wrong' }],
  });
});
