import type { ImportTypeDefinition } from '../core/import-type/import-type.ts';
import { participantsRules } from './participants-rules.ts';
import { participantsSample } from './participants-sample.ts';

/** Participants of a referral program, as impact.com Advocate and SaaSquatch import them. */
export const participants: ImportTypeDefinition = {
  ...participantsRules,
  title: 'Participants',
  description:
    'Participants of a referral program, as impact.com Advocate and SaaSquatch import them. CSV with dotted columns (`customFields.plan`), or JSON Lines with the same names nested (`{"customFields":{"plan":"gold"}}`) or dotted.',
  notes: [
    'If the tenant’s settings have programs, a participant without a code in a program receives a generated one, and a share link if the program has a link template. A repeated import generates the same values.',
    'A code in `referredBy.code` or `referredByCodes` that no user has yet is a warning. The user with the code may be anywhere in the same file.',
    'In JSON Lines `segments` changes the participant’s segments in order: `"key"` adds, `"~key"` removes, `"~*"` removes all. An import may also set one segment for all its participants.',
    'A user has at most 100 custom fields.',
    'In `results.csv`, `dateCreated` is ISO 8601 in UTC. `dateUsTaxFormSubmitted` is in milliseconds, as it is sent.',
    '`referralCode`, `paymentProviderId` and `referredBy.isConverted` are older columns.',
  ],
  sample: participantsSample,
};
