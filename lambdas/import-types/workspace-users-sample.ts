import type { TypeSample } from '../core/import-type/type-sample.ts';

export const workspaceUsersSample: TypeSample = {
  settings: { groups: ['Sales', 'Support'], sources: ['slack', 'teams'] },
  records: [
    {
      'Current Status': 'Active',
      'Display Name': 'Mara Okafor',
      'Primary Email': 'mara.okafor@example.com',
      Role: 'Admin',
      Groups: 'Sales,Support',
      'Source Username(s)': 'slack:mara.okafor,teams:mara.okafor@example.com',
    },
    {
      'Current Status': 'Archived',
      'Display Name': 'Watanabe, Jun',
      'Primary Email': 'jun.watanabe@example.com',
      Role: 'User',
      Groups: 'none',
      'Source Username(s)': 'slack:jun',
    },
  ],
  mistakes: [
    ['an unknown status', { 'Current Status': 'Suspended' }],
    ['an unknown role', { Role: 'Manager' }],
    ['an address without a top-level domain', { 'Primary Email': 'mara.okafor@example' }],
    ['a group that does not exist in the tenant', { Groups: 'Sales,Suport' }],
    ['`none` together with a group', { Groups: 'Sales,none' }],
    ['a username without its source', { 'Source Username(s)': 'mara.okafor' }],
    ['a source that is not enabled', { 'Source Username(s)': 'myspace:mara' }],
  ],
};
