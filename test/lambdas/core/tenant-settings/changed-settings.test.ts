import fc from 'fast-check';
import { expect, it } from 'vitest';
import { changedSettings } from '../../../../lambdas/core/tenant-settings/changed-settings.ts';
import { arbitrarySettings } from './arbitrary-settings.ts';

it('names of changed settings say which parts of the one have to become those of the other, and no more', () => {
  fc.assert(
    fc.property(arbitrarySettings, arbitrarySettings, (before, after) => {
      const changed = changedSettings(before, after);
      const copied = { ...before, limits: { ...before.limits } };
      for (const name of changed) {
        const limit = name.replace('limits.', '');
        if (limit !== name) Object.assign(copied.limits, { [limit]: after.limits[limit as 'openImports'] });
        else Object.assign(copied, { [name]: after[name as 'groups'] });
      }
      expect(copied).toEqual(after);
      expect(changedSettings(after, after)).toEqual([]);
      expect(new Set(changed).size).toBe(changed.length);
    }),
  );
});
