import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startMachine, type TestMachine } from './support/machine.ts';

const rules: [rule: Record<string, unknown>, holds: unknown[], fails: unknown[]][] = [
  [{ StringEquals: 'a' }, ['a'], ['b', 1, null]],
  [{ StringLessThan: 'b' }, ['a', ''], ['b', 0, true]],
  [{ StringGreaterThanEquals: 'b' }, ['b', 'c'], ['a', 5]],
  [{ StringMatches: '*.log' }, ['x.log', '.log', 'a\nb.log'], ['xlog', 'x.logs', 7]],
  [{ StringMatches: 'a\\*?[b]' }, ['a*?[b]'], ['ax?[b]', 'a*xb']],
  [{ NumericEquals: 1 }, [1, 1.0], ['1', 2, true]],
  [{ NumericLessThan: 10 }, [9, -1], [10, '9', null]],
  [{ NumericLessThanEquals: 10 }, [10], [11]],
  [{ NumericGreaterThan: 10 }, [11], [10, '11']],
  [{ NumericEqualsPath: '$.other' }, [5], [6, '5']],
  [{ BooleanEquals: false }, [false], [true, 0, null]],
  [{ TimestampEquals: '2020-01-01T00:00:00Z' }, ['2020-01-01T01:00:00+01:00'], ['2020-01-01', 1577836800000]],
  [
    { TimestampLessThan: '2020-01-01T00:00:00Z' },
    ['2019-12-31T23:59:59.999Z'],
    ['2020-01-01T00:00:00Z', 'x'],
  ],
  [{ IsNull: true }, [null], [0, '']],
  [{ IsNull: false }, [0, ''], [null]],
  [{ IsPresent: true }, [null, 0], []],
  [{ IsNumeric: true }, [0], ['0']],
  [{ IsString: false }, [0], ['0']],
  [{ IsBoolean: true }, [false], [0]],
  [{ IsTimestamp: true }, ['2020-01-01T00:00:00Z'], ['2020-01-01t00:00:00z', '2020-13-01T00:00:00Z', 4]],
];

describe('a Choice', () => {
  let machine: TestMachine;
  beforeAll(async () => {
    machine = await startMachine();
  });
  afterAll(() => machine[Symbol.asyncDispose]());

  const ends = {
    Yes: { Type: 'Pass', Result: 'yes', End: true },
    No: { Type: 'Pass', Result: 'no', End: true },
  };
  const choose = async (rule: object, input: unknown) => {
    const Choice = { Type: 'Choice', Choices: [{ ...rule, Next: 'Yes' }], Default: 'No' };
    const { output, error } = await machine.run({ StartAt: 'Choice', States: { Choice, ...ends } }, input);
    return output === undefined ? error : JSON.parse(output);
  };

  it.each(rules)('%j holds for %j and not for %j', async (rule, holds, fails) => {
    const given = (v: unknown) => choose({ Variable: '$.v', ...rule }, { v, other: 5 });
    expect(await Promise.all(holds.map(given))).toEqual(holds.map(() => 'yes'));
    expect(await Promise.all(fails.map(given))).toEqual(fails.map(() => 'no'));
  });

  it('tests whether a variable is present', async () => {
    expect(await choose({ Variable: '$.v', IsPresent: true }, {})).toBe('no');
    expect(await choose({ Variable: '$.v', IsPresent: false }, {})).toBe('yes');
  });

  it('combines rules and stops at the first one that decides', async () => {
    const guarded = {
      And: [{ Variable: '$.v', IsPresent: true }, { Not: { Variable: '$.v', NumericEquals: 1 } }],
    };
    expect(await choose(guarded, {})).toBe('no');
    expect(await choose(guarded, { v: 2 })).toBe('yes');
    expect(await choose({ Or: [{ Variable: '$.v', IsNull: true }, guarded] }, { v: null })).toBe('yes');
  });

  it('fails with States.Runtime when a compared variable is absent', async () => {
    expect(await choose({ Variable: '$.v', StringEquals: 'a' }, {})).toBe('States.Runtime');
  });

  it('fails with States.NoChoiceMatched when nothing matches and there is no Default', async () => {
    const Choice = { Type: 'Choice', Choices: [{ Variable: '$.v', IsNull: true, Next: 'Yes' }] };
    const { status, error } = await machine.run(
      { StartAt: 'Choice', States: { Choice, Yes: ends.Yes } },
      { v: 1 },
    );
    expect({ status, error }).toEqual({ status: 'FAILED', error: 'States.NoChoiceMatched' });
  });
});
