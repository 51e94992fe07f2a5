import { mkdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { createFunctionLogs, type LogLine } from '../../../local/lambda/function-log.ts';
import { startLambda } from '../../../local/lambda/start-lambda.ts';
import type { FunctionPlan } from '../../../local/template/planned.ts';
import { temporaryDirectory } from '../temporary-directory.ts';

interface FunctionUnderTest extends Partial<Omit<FunctionPlan, 'codePath'>> {
  /** The source of `index.mjs`, or the sources by file name. */
  readonly code: string | Readonly<Record<string, string>>;
}

/** Starts Lambda with functions whose code is in the test, and closes it when the test has ended. */
export async function startFunctions(
  functions: Readonly<Record<string, FunctionUnderTest>>,
  { concurrency = 4, directory }: { readonly concurrency?: number; readonly directory?: string } = {},
) {
  directory ??= await temporaryDirectory();
  const lines: LogLine[] = [];
  const plans = await Promise.all(
    Object.entries(functions).map(async ([name, { code, ...plan }]): Promise<FunctionPlan> => {
      const codePath = join(directory, 'assets', `asset.${name}`);
      const files = typeof code === 'string' ? { 'index.mjs': code } : code;
      for (const [file, text] of Object.entries(files)) {
        await mkdir(dirname(join(codePath, file)), { recursive: true });
        await writeFile(join(codePath, file), text);
      }
      return {
        name,
        arn: `arn:aws:lambda:eu-central-1:000000000000:function:${name}`,
        logicalId: `${name}0A1B2C3D`,
        constructId: name,
        codePath,
        handler: 'index.handler',
        environment: {},
        memoryMb: 128,
        timeoutSeconds: 10,
        reservedConcurrency: undefined,
        deadLetterArn: undefined,
        ...plan,
      };
    }),
  );
  await mkdir(join(directory, 'logs'));
  const logs = createFunctionLogs(join(directory, 'logs'), (line) => lines.push(line));
  const lambda = await startLambda({
    directory: join(directory, 'lambda'),
    code: join(directory, 'lambda', 'code'),
    // The bootstrap is compiled once for all tests.
    compileCache: join(tmpdir(), 'rollcall-test-compile-cache'),
    functions: plans,
    region: 'eu-central-1',
    logs,
    concurrency,
  });
  const nowhere = 'http://127.0.0.1:9';
  lambda.connect({
    s3: nowhere,
    dynamodb: nowhere,
    stepFunctions: nowhere,
    ses: nowhere,
    eventBridge: nowhere,
    sqs: nowhere,
    lambda: nowhere,
    issuer: nowhere,
  });
  const close = async (): Promise<void> => {
    await lambda.close();
    await logs.close();
  };
  onTestFinished(close);
  return { ...lambda, close, directory, lines: () => lines.map(({ line }) => line) };
}
