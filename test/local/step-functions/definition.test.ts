import { describe, expect, it } from 'vitest';
import { checkDefinition } from '../../../local/step-functions/definition/check-definition.ts';
import { InvalidDefinition } from '../../../local/step-functions/definition/invalid-definition.ts';
import { only, task } from './support/machine.ts';

const invoke = (Parameters: object, more: object = {}) => ({
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke',
  Parameters,
  ...more,
});
const map = (more: object, config: object = { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' }) => ({
  Type: 'Map',
  ItemProcessor: { ProcessorConfig: config, StartAt: 'In', States: { In: { Type: 'Pass', End: true } } },
  ...more,
});
const reader = {
  Resource: 'arn:aws:states:::s3:getObject',
  Parameters: { Bucket: 'b', Key: 'k' },
  ReaderConfig: { InputType: 'JSONL' },
};

function problemsOf(definition: unknown): string[] {
  try {
    checkDefinition(definition);
    return [];
  } catch (error) {
    if (!(error instanceof InvalidDefinition)) throw error;
    return error.problems.map(({ state, field }) => `${state ?? ''}: ${field}`);
  }
}

const refused: [sentence: string, state: object, problem: string][] = [
  ['an unknown type', { Type: 'Sleep' }, 'Only: Type'],
  ['an unknown field', { Type: 'Pass', Colour: 1 }, 'Only: Colour'],
  ['a field of another type', { Type: 'Pass', Retry: [] }, 'Only: Retry'],
  ['ResultSelector of a Pass', { Type: 'Pass', ResultSelector: {} }, 'Only: ResultSelector'],
  ['variables', { Type: 'Pass', Assign: {} }, 'Only: Assign'],
  ['JSONata', { Type: 'Pass', QueryLanguage: 'JSONata' }, 'Only: QueryLanguage'],
  ['credentials', task('f', { Credentials: {} }), 'Only: Credentials'],
  ['both Next and End', { Type: 'Pass', Next: 'Only' }, 'Only: Next'],
  ['a path with a filter', { Type: 'Pass', InputPath: '$.a[?(@.b)]' }, 'Only: InputPath'],
  ['a path with recursion', { Type: 'Pass', InputPath: '$..a' }, 'Only: InputPath'],
  ['a ResultPath with a wildcard', { Type: 'Pass', ResultPath: '$.a[*]' }, 'Only: ResultPath'],
  ['a ResultPath into the context', { Type: 'Pass', ResultPath: '$$.a' }, 'Only: ResultPath'],
  [
    'a context path that does not exist',
    { Type: 'Pass', Parameters: { a: [{ 'b.$': '$$.Execution.RoleArn' }] } },
    'Only: Parameters.a[0].b.$',
  ],
  [
    'a token where no token is',
    task('f', { Parameters: { 't.$': '$$.Task.Token' } }),
    'Only: Parameters.t.$',
  ],
  ['an item where no Map is', { Type: 'Pass', InputPath: '$$.Map.Item.Value' }, 'Only: InputPath'],
  [
    'an unknown intrinsic function',
    { Type: 'Pass', Parameters: { 'a.$': 'States.Magic()' } },
    'Only: Parameters.a.$',
  ],
  [
    'a seeded random number',
    { Type: 'Pass', Parameters: { 'a.$': 'States.MathRandom(1, 2, 3)' } },
    'Only: Parameters.a.$',
  ],
  ['a template field that is no text', { Type: 'Pass', Parameters: { 'a.$': 1 } }, 'Only: Parameters.a.$'],
  ['an unclosed call', { Type: 'Pass', Parameters: { 'a.$': "States.Format('a'" } }, 'Only: Parameters.a.$'],
  [
    'an activity',
    { Type: 'Task', Resource: 'arn:aws:states:eu-central-1:000000000000:activity:a' },
    'Only: Resource',
  ],
  ['.sync', { Type: 'Task', Resource: 'arn:aws:states:::states:startExecution.sync' }, 'Only: Resource'],
  ['another service', { Type: 'Task', Resource: 'arn:aws:states:::dynamodb:putItem' }, 'Only: Resource'],
  ['a Task without a Resource', { Type: 'Task' }, 'Only: Resource'],
  ['lambda:invoke without a function', invoke({}), 'Only: Parameters.FunctionName'],
  [
    'an asynchronous invocation',
    invoke({ FunctionName: 'f', InvocationType: 'Event' }),
    'Only: Parameters.InvocationType',
  ],
  ['a heartbeat without a token', task('f', { HeartbeatSeconds: 5 }), 'Only: HeartbeatSeconds'],
  ['a timeout of nothing', task('f', { TimeoutSeconds: 0 }), 'Only: TimeoutSeconds'],
  [
    'a timeout given twice',
    task('f', { TimeoutSeconds: 1, TimeoutSecondsPath: '$.t' }),
    'Only: TimeoutSecondsPath',
  ],
  ['Retry without errors', task('f', { Retry: [{}] }), 'Only: Retry[0].ErrorEquals'],
  [
    'an unknown States error',
    task('f', { Retry: [{ ErrorEquals: ['States.Odd'] }] }),
    'Only: Retry[0].ErrorEquals',
  ],
  [
    'Retry of States.Runtime',
    task('f', { Retry: [{ ErrorEquals: ['States.Runtime'] }] }),
    'Only: Retry[0].ErrorEquals',
  ],
  [
    'States.ALL before others',
    task('f', { Retry: [{ ErrorEquals: ['States.ALL'] }, { ErrorEquals: ['E'] }] }),
    'Only: Retry[0].ErrorEquals',
  ],
  [
    'States.ALL together with others',
    task('f', { Retry: [{ ErrorEquals: ['E', 'States.ALL'] }] }),
    'Only: Retry[0].ErrorEquals',
  ],
  [
    'States.TaskFailed of a Map',
    map({ Retry: [{ ErrorEquals: ['States.TaskFailed'] }] }),
    'Only: Retry[0].ErrorEquals',
  ],
  [
    'a backoff that shrinks',
    task('f', { Retry: [{ ErrorEquals: ['E'], BackoffRate: 0.5 }] }),
    'Only: Retry[0].BackoffRate',
  ],
  [
    'MaxDelaySeconds below the interval',
    task('f', { Retry: [{ ErrorEquals: ['E'], IntervalSeconds: 9, MaxDelaySeconds: 9 }] }),
    'Only: Retry[0].MaxDelaySeconds',
  ],
  [
    'a typing error in a retrier',
    task('f', { Retry: [{ ErrorEquals: ['E'], MaxAttempt: 1 }] }),
    'Only: Retry[0].MaxAttempt',
  ],
  ['Catch to nowhere', task('f', { Catch: [{ ErrorEquals: ['E'], Next: 'No' }] }), 'Only: Catch[0].Next'],
  ['Choice without rules', { Type: 'Choice', Choices: [] }, 'Only: Choices'],
  [
    'a rule to nowhere',
    { Type: 'Choice', Choices: [{ Variable: '$.a', IsNull: true, Next: 'No' }] },
    'Only: Choices[0].Next',
  ],
  [
    'a rule without a comparison',
    { Type: 'Choice', Choices: [{ Variable: '$.a', Next: 'Only' }] },
    'Only: Choices[0]',
  ],
  [
    'an unknown comparison',
    { Type: 'Choice', Choices: [{ Variable: '$.a', NumericNotEquals: 1, Next: 'Only' }] },
    'Only: Choices[0].NumericNotEquals',
  ],
  [
    'an operand of another type',
    { Type: 'Choice', Choices: [{ Not: { Variable: '$.a', NumericEquals: '1' }, Next: 'Only' }] },
    'Only: Choices[0].Not.NumericEquals',
  ],
  ['Wait for nothing', { Type: 'Wait' }, 'Only: Wait'],
  ['Wait for two things', { Type: 'Wait', Seconds: 1, Timestamp: '2020-01-01T00:00:00Z' }, 'Only: Wait'],
  ['Wait until something odd', { Type: 'Wait', Timestamp: 'tomorrow' }, 'Only: Timestamp'],
  ['Parallel without branches', { Type: 'Parallel', Branches: [] }, 'Only: Branches'],
  [
    'EXPRESS children',
    map({}, { Mode: 'DISTRIBUTED', ExecutionType: 'EXPRESS' }),
    'Only: ItemProcessor.ProcessorConfig.ExecutionType',
  ],
  ['an unknown mode', map({}, { Mode: 'FAST' }), 'Only: ItemProcessor.ProcessorConfig.Mode'],
  ['batches', map({ ItemBatcher: { MaxItemsPerBatch: 2 } }), 'Only: ItemBatcher'],
  ['a reader of an inline Map', map({ ItemReader: reader }, { Mode: 'INLINE' }), 'Only: ItemReader'],
  [
    'tolerated failures of an inline Map',
    map({ ToleratedFailureCount: 1 }, { Mode: 'INLINE' }),
    'Only: ToleratedFailureCount',
  ],
  [
    'a CSV reader',
    map({ ItemReader: { ...reader, ReaderConfig: { InputType: 'CSV', CSVHeaderLocation: 'FIRST_ROW' } } }),
    'Only: ItemReader.ReaderConfig.InputType',
  ],
  [
    'a reader that lists objects',
    map({ ItemReader: { ...reader, Resource: 'arn:aws:states:::s3:listObjectsV2' } }),
    'Only: ItemReader.Resource',
  ],
  [
    'a reader without a key',
    map({ ItemReader: { ...reader, Parameters: { Bucket: 'b' } } }),
    'Only: ItemReader.Parameters.Key',
  ],
  [
    'a writer with a configuration',
    map({
      ResultWriter: {
        Resource: 'arn:aws:states:::s3:putObject',
        Parameters: { Bucket: 'b', Prefix: 'p' },
        WriterConfig: {},
      },
    }),
    'Only: ResultWriter.WriterConfig',
  ],
  ['a Label that fits no ARN', map({ Label: 'a/b' }), 'Only: Label'],
  [
    'the item inside a child execution',
    {
      ...map({}),
      ItemProcessor: {
        ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
        StartAt: 'In',
        States: { In: { Type: 'Pass', InputPath: '$$.Map.Item.Value', End: true } },
      },
    },
    'In: InputPath',
  ],
  [
    'a nested state that is wrong',
    { Type: 'Parallel', Branches: [{ StartAt: 'In', States: { In: { Type: 'Pass', Nope: 1, End: true } } }] },
    'In: Nope',
  ],
];

describe('a definition is refused for', () => {
  it.each(refused)('%s', (_, state, problem) => {
    expect(problemsOf(only(state as Record<string, unknown>))).toContain(problem);
  });

  it.each<[string, unknown, string]>([
    ['not being an object', [], ': definition'],
    ['neither Next nor End', { StartAt: 'A', States: { A: { Type: 'Pass' } } }, 'A: Next'],
    ['End false', { StartAt: 'A', States: { A: { Type: 'Pass', End: false } } }, 'A: End'],
    ['an unknown field at the top', { ...only({ Type: 'Succeed' }), Timeout: 1 }, ': Timeout'],
    ['JSONata', { ...only({ Type: 'Succeed' }), QueryLanguage: 'JSONata' }, ': QueryLanguage'],
    ['a start that does not exist', { StartAt: 'No', States: {} }, ': StartAt'],
    [
      'a state that nothing leads to',
      { StartAt: 'A', States: { A: { Type: 'Succeed' }, B: { Type: 'Succeed' } } },
      'B: States',
    ],
    [
      'a name that occurs twice',
      {
        StartAt: 'A',
        States: {
          A: {
            Type: 'Parallel',
            Branches: [only({ Type: 'Succeed' }), only({ Type: 'Succeed' })],
            End: true,
          },
        },
      },
      'Only: States',
    ],
  ])('%s', (_, definition, problem) => {
    expect(problemsOf(definition)).toContain(problem);
  });
});

describe('a definition is accepted', () => {
  it.each<[string, object]>([
    [
      'with everything that a task may say',
      task('f', {
        Comment: 'c',
        InputPath: '$.a',
        Parameters: { 'x.$': "States.Format('{}', $.a)" },
        ResultSelector: { 'y.$': '$.b' },
        ResultPath: null,
        OutputPath: null,
        TimeoutSeconds: 9,
        Retry: [
          { ErrorEquals: ['A'], JitterStrategy: 'FULL' },
          { ErrorEquals: ['States.ALL'], MaxAttempts: 0 },
        ],
      }),
    ],
    [
      'with a token',
      {
        ...invoke({ FunctionName: 'f', 'Payload.$': 'States.Array($$.Task.Token)' }),
        Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
        HeartbeatSecondsPath: '$.h',
      },
    ],
    [
      'with a distributed Map over S3',
      map({
        ItemReader: reader,
        ItemSelector: { 'v.$': '$$.Map.Item.Value' },
        MaxConcurrencyPath: '$.m',
        ToleratedFailurePercentage: 5,
      }),
    ],
  ])('%s', (_, state) => {
    expect(problemsOf(only(state as Record<string, unknown>))).toEqual([]);
  });

  it('names every problem at once, by state and field', () => {
    expect(() => checkDefinition(only({ Type: 'Pass', Colour: 1, Shape: 2 }))).toThrow(
      /state 'Only', Colour: .*\n- state 'Only', Shape: /,
    );
  });
});
