import { describe, expect, it } from 'vitest';
import { describeUsers } from '../../../cli/users/describe-users.ts';

const user = (fields: Readonly<Record<string, unknown>>) => ({
  userKey: 'acme/user-feed/u',
  tenant: 'acme',
  importType: 'user-feed',
  fields,
});

describe('the table of users', () => {
  it('has values as they are stored, whatever their fields are called', () => {
    const users = [user({ id: 'a', toString: 't' }), user({ id: 'b', tags: [{ constructor: 'x' }, 'y'] })];
    expect(describeUsers(users, 200).split('\n').slice(-4)).toEqual([
      expect.stringMatching(/^id +tags +toString *$/),
      expect.stringMatching(/^a +t *$/),
      expect.stringMatching(/^b +\{"constructor":"x"\}, y *$/),
      '',
    ]);
  });
});
