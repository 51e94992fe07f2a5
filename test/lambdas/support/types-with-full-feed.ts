import type { ImportType } from '../../../lambdas/core/import-type/import-type.ts';
import { sampleType } from '../../../lambdas/core/import-type/sample-file.ts';
import { IMPORT_TYPES } from '../../../lambdas/import-types/registry.ts';
import { userFeed } from '../../../lambdas/import-types/user-feed.ts';
import { headerOf } from '../import-types/read-feed.ts';

/** Each type, and the feed once more with a column of every data type. */
export const TYPES_WITH_FULL_FEED: readonly ImportType[] = [
  ...IMPORT_TYPES.map(sampleType),
  userFeed.resolve({
    settings: { ...userFeed.sample.settings } as never,
    parameters: {
      header: headerOf({ a: 'text', b: 'date', c: 'timestamp', d: 'boolean', e: 'integer', f: 'numeric' }),
    },
  }),
];
