import type { TypeSample } from '../core/import-type/type-sample.ts';

const GROUP = '5a2f0c1e-8b1d-4f7a-9c55-2f6d1f0e7a11';
const PHONE = '11197a91-b4eb-45b2-958a-07dae6213041';

export const groupMembersSample: TypeSample = {
  settings: {
    memberGroups: [{ id: GROUP, name: 'Hikers' }],
    profileFields: [{ id: PHONE, name: 'Phone' }],
  },
  parameters: { group: GROUP, roleId: 3, blocked: false, selectedFields: [PHONE] },
  records: [
    {
      email: 'joan.robinson@example.com',
      firstName: 'Joan',
      lastName: 'Robinson',
      'profile.Phone': '+1 555 0100',
    },
    { email: 'sam.tan@example.com', firstName: 'Sam', lastName: 'Tan, Jr.', 'profile.Phone': null },
  ],
  mistakes: [['an address without a top-level domain', { email: 'joan.robinson@example' }]],
};
