import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { only, startMachine, type TestMachine, task } from './support/machine.ts';

/** Outcome of one execution: its output parsed, or its error. */
type Outcome = { output: unknown } | { error: string };

const input = { a: 1, list: [10, 20, 30], deep: { er: { x: 'y' } }, 'odd key': true, none: null, empty: '' };

const cases: [sentence: string, state: Record<string, unknown>, given: unknown, outcome: Outcome][] = [
  ['a Pass copies its input', { Type: 'Pass' }, input, { output: input }],
  ['InputPath selects', { Type: 'Pass', InputPath: '$.deep' }, input, { output: { er: { x: 'y' } } }],
  ['InputPath null gives an empty object', { Type: 'Pass', InputPath: null }, input, { output: {} }],
  ['InputPath may select null', { Type: 'Pass', InputPath: '$.none' }, input, { output: null }],
  [
    'InputPath to nothing is States.Runtime',
    { Type: 'Pass', InputPath: '$.zzz' },
    input,
    { error: 'States.Runtime' },
  ],
  ['a falsy input survives', { Type: 'Pass', InputPath: '$' }, 0, { output: 0 }],
  ...[false, 0, '', null].map((value): (typeof cases)[number] => [
    `${JSON.stringify(value)} is a value as any other for InputPath, Parameters and OutputPath`,
    { Type: 'Pass', InputPath: '$.v', Parameters: { 'x.$': '$' }, OutputPath: '$.x' },
    { v: value },
    { output: value },
  ]),
  ['a quoted name selects', { Type: 'Pass', InputPath: "$['odd key']" }, input, { output: true }],
  ['an index selects', { Type: 'Pass', InputPath: '$.list[1]' }, input, { output: 20 }],
  ['a negative index counts from the end', { Type: 'Pass', InputPath: '$.list[-1]' }, input, { output: 30 }],
  [
    'an index outside is States.Runtime',
    { Type: 'Pass', InputPath: '$.list[3]' },
    input,
    { error: 'States.Runtime' },
  ],
  ['a slice collects', { Type: 'Pass', InputPath: '$.list[1:]' }, input, { output: [20, 30] }],
  [
    'a wildcard collects',
    { Type: 'Pass', InputPath: '$.c[*].n' },
    { c: [{ n: 1 }, {}, { n: 2 }] },
    { output: [1, 2] },
  ],
  ['a wildcard over nothing is empty', { Type: 'Pass', InputPath: '$.c[*].n' }, { c: [] }, { output: [] }],
  [
    'inherited properties do not exist',
    { Type: 'Pass', InputPath: '$.constructor' },
    {},
    { error: 'States.Runtime' },
  ],
  ['OutputPath selects', { Type: 'Pass', OutputPath: '$.list' }, input, { output: [10, 20, 30] }],
  ['OutputPath null gives an empty object', { Type: 'Pass', OutputPath: null }, input, { output: {} }],
  ['Result replaces', { Type: 'Pass', Result: { r: 1 } }, input, { output: { r: 1 } }],
  ['a falsy Result replaces as well', { Type: 'Pass', Result: false }, input, { output: false }],
  [
    'ResultPath places',
    { Type: 'Pass', Result: 5, ResultPath: '$.deep.new.er' },
    { deep: { k: 1 } },
    { output: { deep: { k: 1, new: { er: 5 } } } },
  ],
  [
    'ResultPath replaces an element',
    { Type: 'Pass', Result: 5, ResultPath: '$.l[1]' },
    { l: [1, 2, 3] },
    { output: { l: [1, 5, 3] } },
  ],
  ['ResultPath null discards', { Type: 'Pass', Result: 5, ResultPath: null }, { a: 1 }, { output: { a: 1 } }],
  ['ResultPath $ replaces', { Type: 'Pass', Result: 5, ResultPath: '$' }, { a: 1 }, { output: 5 }],
  [
    'ResultPath into a text fails',
    { Type: 'Pass', Result: 5, ResultPath: '$.a.b' },
    { a: 'text' },
    { error: 'States.ResultPathMatchFailure' },
  ],
  [
    'ResultPath into an array input fails',
    { Type: 'Pass', Result: 5, ResultPath: '$.a' },
    [1],
    { error: 'States.ResultPathMatchFailure' },
  ],
  [
    'Parameters pick and keep',
    { Type: 'Pass', Parameters: { 'x.$': '$.deep.er', y: [{ 'z.$': '$.a' }], plain: '$.a' } },
    input,
    { output: { x: { x: 'y' }, y: [{ z: 1 }], plain: '$.a' } },
  ],
  [
    'values from the data are no templates',
    { Type: 'Pass', Parameters: { 'x.$': '$' } },
    { 'y.$': '$.no' },
    { output: { x: { 'y.$': '$.no' } } },
  ],
  [
    'Parameters see the input that InputPath selected',
    { Type: 'Pass', InputPath: '$.deep', Parameters: { 'v.$': '$.er.x' } },
    input,
    { output: { v: 'y' } },
  ],
  [
    'Parameters to nothing are States.Runtime',
    { Type: 'Pass', Parameters: { 'v.$': '$.zzz' } },
    input,
    { error: 'States.Runtime' },
  ],
  [
    'a __proto__ key is data',
    { Type: 'Pass', InputPath: '$.p' },
    JSON.parse('{"p":{"__proto__":{"a":1}}}'),
    { output: JSON.parse('{"__proto__":{"a":1}}') },
  ],
  [
    'ResultSelector shapes a task result',
    task('echo', { ResultSelector: { 'n.$': '$.list[0]' }, ResultPath: '$.got' }),
    { list: [7] },
    { output: { list: [7], got: { n: 7 } } },
  ],
  [
    'OutputPath comes last',
    task('echo', { ResultPath: '$.got', OutputPath: '$.got.a' }),
    { a: 3 },
    { output: 3 },
  ],
  [
    'Parameters of a task do not change its raw input',
    task('echo', { Parameters: { b: 2 }, ResultPath: '$.r' }),
    { a: 1 },
    { output: { a: 1, r: { b: 2 } } },
  ],
  ['a Lambda that returns nothing gives null', task('nothing'), {}, { output: null }],
  [
    'lambda:invoke wraps the payload',
    {
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke',
      Parameters: { FunctionName: 'echo', 'Payload.$': '$.deep' },
    },
    input,
    { output: { ExecutedVersion: '$LATEST', Payload: { er: { x: 'y' } }, StatusCode: 200 } },
  ],
  ['Succeed selects', { Type: 'Succeed', InputPath: '$.a' }, input, { output: 1 }],
  ['Fail gives its error', { Type: 'Fail', Error: 'Mine', Cause: 'because' }, {}, { error: 'Mine' }],
  ['Fail reads ErrorPath', { Type: 'Fail', ErrorPath: '$.e' }, { e: 'Theirs' }, { error: 'Theirs' }],
  [
    'Fail reads an intrinsic ErrorPath',
    { Type: 'Fail', ErrorPath: "States.Format('E{}', $.n)" },
    { n: 4 },
    { error: 'E4' },
  ],
  ['Wait waits as told by a path', { Type: 'Wait', SecondsPath: '$.s' }, { s: 3 }, { output: { s: 3 } }],
  ['Wait refuses nonsense', { Type: 'Wait', SecondsPath: '$.s' }, { s: -1 }, { error: 'States.Runtime' }],
  [
    'Wait until a moment in the past is no wait',
    { Type: 'Wait', Timestamp: '2001-01-01T00:00:00Z' },
    1,
    { output: 1 },
  ],
];

const intrinsics: [text: string, given: unknown, outcome: Outcome][] = [
  ["States.Format('{}-{}', $.a, 'b')", { a: 1 }, { output: '1-b' }],
  ["States.Format('a) {}, (\\'{}\\')', $.a, $.b)", { a: '\\', b: true }, { output: "a) \\, ('true')" }],
  ["States.Format('\\{{}\\}', $.a)", { a: null }, { output: '{null}' }],
  ["States.Format('{}')", {}, { error: 'States.IntrinsicFailure' }],
  ['States.JsonToString($.a)', { a: { q: 'say "hi"' } }, { output: '{"q":"say \\"hi\\""}' }],
  ['States.StringToJson($.a)', { a: '{"x":[1]}' }, { output: { x: [1] } }],
  ['States.StringToJson($.a)', { a: 'no json' }, { error: 'States.IntrinsicFailure' }],
  ['States.Array(1, $.a, States.Array())', { a: 'x' }, { output: [1, 'x', []] }],
  ['States.ArrayPartition($.a, 2)', { a: [1, 2, 3] }, { output: [[1, 2], [3]] }],
  ['States.ArrayContains($.a, $.b)', { a: [{ x: 1, y: 2 }], b: { y: 2, x: 1 } }, { output: true }],
  ['States.ArrayRange(1, 9, 2)', {}, { output: [1, 3, 5, 7, 9] }],
  ['States.ArrayRange(9, 1, -4)', {}, { output: [9, 5, 1] }],
  ['States.ArrayRange(0, 1000, 1)', {}, { error: 'States.IntrinsicFailure' }],
  ['States.ArrayGetItem($.a, 1)', { a: [1, 2] }, { output: 2 }],
  ['States.ArrayLength($.a)', { a: [1, 2] }, { output: 2 }],
  ['States.ArrayLength($.a)', { a: 'text' }, { error: 'States.IntrinsicFailure' }],
  ['States.ArrayUnique($.a)', { a: [1, 1, 2, '1'] }, { output: [1, 2, '1'] }],
  ["States.Base64Decode(States.Base64Encode('h\u00e9'))", {}, { output: 'h\u00e9' }],
  ["States.Hash('input data', 'SHA-1')", {}, { output: 'aaff4a450a104cd177d28d18d74485e8cae074b7' }],
  ['States.JsonMerge($.a, $.b, false)', { a: { x: 1, y: 1 }, b: { y: 2 } }, { output: { x: 1, y: 2 } }],
  ['States.JsonMerge($.a, $.b, true)', { a: {}, b: {} }, { error: 'States.IntrinsicFailure' }],
  ['States.MathAdd($.a, -1)', { a: 111 }, { output: 110 }],
  ["States.StringSplit($.a, '.+')", { a: '1.2+3.4' }, { output: ['1', '2', '3', '4'] }],
];

describe('the data of a state', () => {
  let machine: TestMachine;
  beforeAll(async () => {
    machine = await startMachine({ functions: { echo: (payload) => payload, nothing: () => undefined } });
  });
  afterAll(() => machine[Symbol.asyncDispose]());

  const outcomeOf = async (state: Record<string, unknown>, given: unknown): Promise<Outcome> => {
    const { output, error } = await machine.run(only(state), given);
    return output === undefined ? { error: error ?? '' } : { output: JSON.parse(output) };
  };

  it.each(cases)('%s', async (_, state, given, outcome) => {
    expect(await outcomeOf(state, given)).toEqual(outcome);
  });

  it.each(intrinsics)('%s is evaluated', async (text, given, outcome) => {
    const state = { Type: 'Pass', Parameters: { 'v.$': text }, OutputPath: '$.v' };
    expect(await outcomeOf(state, given)).toEqual(outcome);
  });

  it('has its execution in the context object', async () => {
    const Parameters = {
      'id.$': '$$.Execution.Id',
      'name.$': '$$.Execution.Name',
      'given.$': '$$.Execution.Input.k',
      'state.$': '$$.State.Name',
      'machine.$': '$$.StateMachine.Id',
    };
    const arn = await machine.start(only({ Type: 'Pass', Parameters }), { k: 1 }, 'known');
    const { output, stateMachineArn } = await machine.ended(arn);
    expect(JSON.parse(output ?? '')).toEqual({
      id: arn,
      name: 'known',
      given: 1,
      state: 'Only',
      machine: stateMachineArn,
    });
  });
});
