import * as z from 'zod';

/** In lower case, as the tenant's settings hold them. */
export const GuidSchema = z
  .guid('expected a GUID such as 11197a91-b4eb-45b2-958a-07dae6213011')
  .transform((guid) => guid.toLowerCase());

/** The roles of the social network; 1 occurs in its documents and is taken for 2. */
export const ROLES = { 2: 'regular', 3: 'member', 4: 'moderator', 5: 'administrator' } as const;

const roles = Object.entries(ROLES).map(([id, name]) => `${id} (${name})`);
const expectedRole = `expected one of ${roles.join(', ')}`;

/** What holds for all records of a file of group members, and comes with the file as its `parameters`. */
export const GroupMembersParametersSchema = z.object({
  group: GuidSchema,
  roleId: z.int(expectedRole).min(1, expectedRole).max(5, expectedRole),
  /** Whether the records become members who are blocked. */
  blocked: z.boolean('expected true or false'),
  /** Profile fields by id, in the order of the columns behind the last name. The same field may occur twice. */
  selectedFields: z
    .array(GuidSchema, 'expected a list of ids of profile fields')
    .max(200, 'expected at most 200 profile fields')
    .nullish()
    .transform((ids) => ids ?? []),
});
export type GroupMembersParameters = z.output<typeof GroupMembersParametersSchema>;

/** The fields that every record has, by the ids of the network's documents; "Last name" has none there. */
export const MEMBER_FIELDS = [
  { id: '11197a91-b4eb-45b2-958a-07dae6213011', name: 'Email', field: 'email' },
  { id: '11197a91-b4eb-45b2-958a-07dae6213021', name: 'First name', field: 'firstName' },
  { id: '11197a91-b4eb-45b2-958a-07dae6213031', name: 'Last name', field: 'lastName' },
] as const;
