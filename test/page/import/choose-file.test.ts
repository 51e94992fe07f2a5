import { describe, expect, it } from 'vitest';
import { judgeFiles } from '../../../page/import/choose-file.ts';

const file = (name: string, text = 'id\n1\n') => new File([text], name);
const LIMITS = { formats: ['csv', 'jsonl'], maxBytes: 100 };

describe('judgeFiles', () => {
  it.each(['users.csv', 'USERS.CSV', 'users.csv.gz', 'users.tsv', 'users.jsonl', 'a.b.ndjson'])(
    'accepts %s',
    (name) => {
      expect(judgeFiles([file(name)], LIMITS)).toMatchObject({ kind: 'accepted' });
    },
  );

  it.each(['users.json', 'users.pdf', 'users', 'csv', 'users.gz'])('refuses %s by its name', (name) => {
    expect(judgeFiles([file(name)], LIMITS)).toEqual({ kind: 'other-kind', name });
  });

  it('refuses an empty file, and two files', () => {
    expect(judgeFiles([file('users.csv', '')], LIMITS)).toEqual({ kind: 'empty' });
    expect(judgeFiles([file('a.csv'), file('b.csv')], LIMITS)).toEqual({ kind: 'several' });
  });

  it('refuses a file that is larger than the stage allows', () => {
    const large = file('users.csv', 'x'.repeat(101));
    expect(judgeFiles([large], LIMITS)).toEqual({ kind: 'too-large', maxBytes: 100 });
  });

  it('says nothing when the dialog was closed', () => {
    expect(judgeFiles([], LIMITS)).toBeUndefined();
  });
});
