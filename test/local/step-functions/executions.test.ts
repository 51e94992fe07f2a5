import { describe, expect, it } from 'vitest';
import { only, startMachine, task } from './support/machine.ts';

describe('an execution', () => {
  it('runs a Lambda task and gives its result', async () => {
    await using machine = await startMachine({
      functions: { double: ({ n }: { n: number }) => ({ n: n * 2 }) },
    });
    const { status, output } = await machine.run(only(task('double')), { n: 21 });
    expect({ status, output }).toEqual({ status: 'SUCCEEDED', output: '{"n":42}' });
  });

  it('runs a Distributed Map over an array in item order', async () => {
    await using machine = await startMachine({ functions: { double: (n: number) => n * 2 } });
    const map = {
      Type: 'Map',
      ItemsPath: '$.list',
      ItemProcessor: {
        ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
        StartAt: 'Double',
        States: { Double: { ...task('double'), End: true } },
      },
    };
    const { status, output } = await machine.run(only(map), { list: [1, 2, 3] });
    expect({ status, output }).toEqual({ status: 'SUCCEEDED', output: '[2,4,6]' });
  });
});
