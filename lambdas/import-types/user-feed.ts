import type { ImportTypeDefinition } from '../core/import-type/import-type.ts';
import { userFeedRules } from './user-feed-rules.ts';
import { userFeedSample } from './user-feed-sample.ts';

/** Users in the format that ActivatePro reads from an SFTP server: a header file declares the columns of the data file. */
export const userFeed: ImportTypeDefinition = {
  ...userFeedRules,
  title: 'User feed',
  description:
    'Users in the format that ActivatePro reads from an SFTP server. A header file declares the columns. A data file contains the users as one JSON array of any size. The fields below are those of the sample’s header file.',
  notes: [
    'The files are named `user_feed_header_YYYYMMDDHHMMSS.json` and `user_feed_data_YYYYMMDDHHMMSS.json` with the same timestamp in UTC. They may arrive in either order.',
    'Types are `text`, `date`, `timestamp`, `boolean`, `integer` and `numeric`. Names are in camelCase, and `userKey` is reserved. `id` must always be declared, and is never null.',
    'An array or an object must be declared in the tenant’s settings (`attributes`). Otherwise it rejects the whole file, and nothing is imported.',
    'A timestamp has an offset such as `+01`, `+0100`, `+01:00` or `Z`, and is stored with the full offset. Numbers, `true` and `false` are not quoted.',
    'An e-mail address is unique among the users of a business unit, and among the users without a business unit. Its letter case does not matter.',
    'A file without its other half ends as `EXPIRED` after the tenant’s `feedPairHours`. If you upload one file of a pair again, it is imported with the last upload of the other file.',
    'To import failed records again, upload a new pair: `failed-records.json` becomes the data file, under a name with a new timestamp.',
    'If several pairs are waiting, the pair with the latest timestamp is imported and the others end as `SUPERSEDED`. A pair that arrives after a later pair was imported also ends as `SUPERSEDED`.',
  ],
  sample: userFeedSample,
};
