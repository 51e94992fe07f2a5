import { mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { transformSync } from 'esbuild';
import { describe, expect, it, vi } from 'vitest';
import { temporaryDirectory } from '../temporary-directory.ts';
import { startFunctions } from './function-under-test.ts';

const failing = 'export const handler = async () => { throw new RangeError("too far"); };';

describe('a function that answers', () => {
  it('returns the result of its handler as JSON', async () => {
    const lambda = await startFunctions({
      echo: {
        code: 'export const handler = async (event) => ({ event, gone: undefined, at: new Date(0) });',
      },
    });
    const answer = await lambda.invoke('echo', { name: 'Ada' });
    expect(answer).toEqual({ event: { name: 'Ada' }, at: '1970-01-01T00:00:00.000Z' });
  });

  it.each([
    ['nothing', 'export const handler = async () => {};', null],
    ['a value without a promise', 'export const handler = () => 7;', 7],
  ])('returns %s', async (_, code, expected) => {
    const lambda = await startFunctions({ it: { code } });
    expect(await lambda.invoke('it', {})).toBe(expected);
  });

  it('is CommonJS if its file ends in .js, independent of the project around it', async () => {
    const lambda = await startFunctions({
      cjs: { code: { 'index.js': 'exports.handler = async () => typeof require;' } },
    });
    expect(await lambda.invoke('cjs', {})).toBe('function');
  });

  it('is found by name, ARN and logical id', async () => {
    const lambda = await startFunctions({ one: { code: 'export const handler = async () => 1;' } });
    for (const name of [
      'one',
      'one0A1B2C3D',
      'arn:aws:lambda:eu-central-1:000000000000:function:one:$LATEST',
    ]) {
      expect(await lambda.invoke(name, {})).toBe(1);
    }
    await expect(lambda.invoke('two', {})).rejects.toMatchObject({
      name: 'Lambda.ResourceNotFoundException',
    });
  });

  it('receives its context', async () => {
    const lambda = await startFunctions({
      me: {
        code: 'export const handler = async (_, c) => ({ ...c, left: c.getRemainingTimeInMillis() });',
        memoryMb: 256,
      },
    });
    const context = (await lambda.invoke('me', {})) as { left: number };
    expect(context).toMatchObject({ functionName: 'me', memoryLimitInMB: '256', functionVersion: '$LATEST' });
    expect(context.left).toBeGreaterThan(9_000);
    expect(context.left).toBeLessThanOrEqual(10_000);
  });

  it('keeps its process and its memory between invocations', async () => {
    const lambda = await startFunctions({
      count: { code: 'let n = 0; export const handler = async () => ++n;' },
    });
    expect([await lambda.invoke('count', {}), await lambda.invoke('count', {})]).toEqual([1, 2]);
  });
});

describe('the environment of a function', () => {
  it('contains the variables of the template and of Lambda, and only PATH of this machine', async () => {
    process.env.SECRET_OF_THE_HOST = 'x';
    const lambda = await startFunctions({
      env: { code: 'export const handler = async () => process.env;', environment: { TABLE: 'Users' } },
    });
    const env = (await lambda.invoke('env', {})) as Record<string, string>;
    expect(env).toMatchObject({
      TABLE: 'Users',
      AWS_LAMBDA_FUNCTION_NAME: 'env',
      AWS_REGION: 'eu-central-1',
    });
    const own = /^(AWS_|LAMBDA_|_HANDLER$|TABLE$|PATH$|LANG$|TZ$|TMPDIR$|HOME$)/;
    expect(Object.keys(env).filter((name) => !own.test(name))).toEqual([]);
  });

  it('cannot import packages of this machine', async () => {
    const lambda = await startFunctions({
      zod: { code: 'import "zod"; export const handler = async () => 1;' },
    });
    await expect(lambda.invoke('zod', {})).rejects.toMatchObject({ name: 'Runtime.ImportModuleError' });
  });

  it('cannot import packages next to it, also if it is reached by a symbolic link', async () => {
    const directory = await temporaryDirectory();
    const sibling = join(directory, 'real', 'node_modules', 'sibling');
    await mkdir(sibling, { recursive: true });
    await writeFile(join(sibling, 'index.js'), 'module.exports = 1;');
    await symlink(join(directory, 'real'), join(directory, 'link'));
    for (const name of ['real', 'link']) {
      const code = 'import "sibling"; export const handler = async () => 1;';
      const lambda = await startFunctions({ [name]: { code } }, { directory: join(directory, name, name) });
      await expect(lambda.invoke(name, {})).rejects.toMatchObject({ name: 'Runtime.ImportModuleError' });
    }
  });

  it('has its own working directory', async () => {
    const code = `import { readdirSync, writeFileSync } from 'node:fs';
      export const handler = async () => { writeFileSync('x', ''); return readdirSync('.'); };`;
    const lambda = await startFunctions({ a: { code }, b: { code } });
    expect([await lambda.invoke('a', {}), await lambda.invoke('b', {})]).toEqual([['x'], ['x']]);
  });
});

describe('a function that fails', () => {
  it('reports the error of its handler with the trace', async () => {
    const lambda = await startFunctions({ fail: { code: failing } });
    await expect(lambda.invoke('fail', {})).rejects.toMatchObject({
      name: 'RangeError',
      errorMessage: 'too far',
      trace: expect.arrayContaining(['RangeError: too far']),
    });
  });

  it('reports places in the sources of a bundle that has a source map', async () => {
    const source =
      'const far = (n: number): never => {\n  throw new RangeError(String(n));\n};\nexport const handler = async () => far(1);';
    const sourcefile = '../../work.ts';
    const built = transformSync(source, { loader: 'ts', minify: true, sourcemap: true, sourcefile });
    const code = {
      'index.mjs': `${built.code}//# sourceMappingURL=index.mjs.map\n`,
      'index.mjs.map': built.map,
    };
    const environment = { NODE_OPTIONS: '--enable-source-maps --max-semi-space-size=2' };
    const lambda = await startFunctions({ fail: { code, environment } });
    const failed = lambda.invoke('fail', {}).catch((error: unknown) => error);
    const { trace } = (await failed) as { readonly trace: readonly string[] };
    expect(trace[1]).toMatch(/^ {4}at .*\/work\.ts:2:9\)$/);
    expect(trace[2]).toMatch(/^ {4}at .*\/work\.ts:4:36\)$/);
  });

  it.each([
    ['a value that is not an error', 'throw "no";', { name: 'string', errorMessage: 'no' }],
    ['a cycle', 'const a = {}; a.a = a; return a;', { errorMessage: 'Unable to stringify response body' }],
    ['more than 6 MB', 'return "x".repeat(6_300_000);', { name: 'Function.ResponseSizeTooLarge' }],
    [
      'an exit',
      'process.exit(3);',
      { name: 'Runtime.ExitError', errorMessage: expect.stringContaining('exit status 3') },
    ],
    [
      'a clean exit',
      'process.exit(0);',
      { errorMessage: expect.stringMatching(/without providing a reason$/) },
    ],
    ['a kill', 'process.kill(process.pid, "SIGKILL"); for (;;);', { name: 'Runtime.OutOfMemory' }],
    [
      'an unhandled rejection',
      'Promise.reject(new TypeError("lost")); await new Promise(() => {});',
      { name: 'Runtime.UnhandledPromiseRejection', errorMessage: 'TypeError: lost' },
    ],
    [
      'an error thrown outside of any call',
      'setImmediate(() => { throw new URIError("late"); }); await new Promise(() => {});',
      { name: 'URIError', errorMessage: 'late' },
    ],
  ])('ends with %s', async (_, body, error) => {
    const code = `let n = 0; export const handler = async ({ again }) => { if (again) return 'fine'; ${body} };`;
    const lambda = await startFunctions({ it: { code } });
    await expect(lambda.invoke('it', {})).rejects.toMatchObject(error);
    expect(await lambda.invoke('it', { again: true })).toBe('fine');
  });

  it.each([
    ['no such file', { handler: 'other.handler', code: failing }, 'Runtime.ImportModuleError'],
    ['no such export', { handler: 'index.nothing', code: failing }, 'Runtime.HandlerNotFound'],
    ['a syntax error', { code: 'export const = 1' }, 'Runtime.UserCodeSyntaxError'],
    ['an error while loading', { code: 'throw new EvalError("at load");' }, 'EvalError'],
    [
      'a callback',
      { code: 'export const handler = (a, b, done) => done();' },
      'Runtime.CallbackHandlerDeprecated',
    ],
  ])('says so when its module has %s', async (_, plan, name) => {
    const lambda = await startFunctions({ it: plan });
    await expect(lambda.invoke('it', {})).rejects.toMatchObject({ name });
  });

  it('is killed at its timeout, also in a loop, and starts again', async () => {
    const code = 'let n = 0; export const handler = async ({ hang }) => { n += 1; while (hang); return n; };';
    const lambda = await startFunctions({ slow: { code, timeoutSeconds: 1 } });
    expect(await lambda.invoke('slow', {})).toBe(1);
    await expect(lambda.invoke('slow', { hang: true })).rejects.toMatchObject({
      name: 'Sandbox.Timedout',
      errorMessage: expect.stringMatching(
        /^RequestId: [-0-9a-f]{36} Error: Task timed out after 1\.00 seconds$/,
      ),
    });
    expect(await lambda.invoke('slow', {})).toBe(1);
  });

  it('refuses a payload of more than 6 MB', async () => {
    const lambda = await startFunctions({ it: { code: failing } });
    await expect(lambda.invoke('it', 'x'.repeat(6_300_000))).rejects.toMatchObject({
      name: 'Lambda.RequestTooLargeException',
    });
  });
});

describe('the log of a function', () => {
  it('contains all lines between START and END of their invocation, in order', async () => {
    const code = `export const handler = async () => {
      for (let i = 0; i < 3000; i += 1) process.stdout.write('line ' + i + '\\n');
      console.log('two\\nlines');
      process.stdout.write('no line feed');
    };`;
    const lambda = await startFunctions({ chatty: { code } });
    await lambda.invoke('chatty', {});
    const lines = lambda.lines();
    expect(lines[0]).toMatch(/^START RequestId: .{36} Version: \$LATEST$/);
    expect(lines.slice(1, 3001)).toEqual(Array.from({ length: 3000 }, (_, i) => `line ${i}`));
    expect(lines[3001]).toMatch(/\t.{36}\tINFO\ttwo\rlines$/);
    expect(lines[3002]).toBe('no line feed');
    expect(lines[3003]).toMatch(/^END RequestId: /);
    expect(lines[3004]).toMatch(/^REPORT .*Duration: .* ms\t.*Max Memory Used: \d+ MB\tInit Duration: /);
    await lambda.close();
    const file = await readFile(join(lambda.directory, 'logs', 'chatty.log'), 'utf8');
    expect(file).toBe(`${lines.join('\n')}\n`);
  });
});

describe('a process that was started ahead', () => {
  it('runs the first invocation, which reports no init duration', async () => {
    const code = 'console.log("loaded " + process.pid); export const handler = async () => process.pid;';
    const lambda = await startFunctions({ one: { code }, two: { code } });
    lambda.startAhead(['one', 'two']);
    await vi.waitFor(() => expect(lambda.lines().join()).toMatch(/loaded.*loaded/), { timeout: 60_000 });
    const started = lambda.lines().map((line) => Number(/loaded (\d+)/.exec(line)?.[1]));
    expect([await lambda.invoke('one', {}), await lambda.invoke('two', {})]).toEqual(started);
    const reports = lambda.lines().filter((line) => line.startsWith('REPORT'));
    expect(reports).toHaveLength(2);
    expect(reports.join()).not.toContain('Init Duration');
  });

  it('fails the first invocation if it cannot load its handler', async () => {
    const lambda = await startFunctions({ broken: { code: 'throw new RangeError("too far");' } });
    lambda.startAhead(['broken']);
    await expect(lambda.invoke('broken', {})).rejects.toMatchObject({ name: 'RangeError' });
  });

  it('ends with the cloud', async () => {
    const lambda = await startFunctions({ one: { code: 'export const handler = async () => 1;' } });
    lambda.startAhead(['one']);
    await lambda.close();
    // The copy of the code is complete: nothing writes into the directory any more.
    const files = await readdir(join(lambda.directory, 'lambda'), { recursive: true });
    expect(files.sort()).toEqual(['code', 'code/asset.one', 'code/asset.one/index.mjs', 'code/package.json']);
    await expect(lambda.invoke('one', {})).rejects.toMatchObject({ name: 'Lambda.ServiceException' });
  });
});

describe('concurrent invocations', () => {
  /** Each waits until `meet` invocations run concurrently, and returns its process id. */
  const meeting = `import { readdirSync, writeFileSync } from 'node:fs';
    export const handler = async ({ directory, id, meet }) => {
      writeFileSync(directory + '/' + id, '');
      while (readdirSync(directory).length < meet) await new Promise((r) => setImmediate(r));
      return process.pid;
    };`;

  it('run in separate processes, up to the limit', async () => {
    const lambda = await startFunctions({ meet: { code: meeting } }, { concurrency: 3 });
    const directory = join(lambda.directory, 'assets');
    const pids = await Promise.all(['a', 'b'].map((id) => lambda.invoke('meet', { directory, id, meet: 3 })));
    expect(new Set(pids).size).toBe(2);
  });

  it('of one function are limited, and do not delay another function', async () => {
    const lambda = await startFunctions(
      { meet: { code: meeting }, quick: { code: 'export const handler = async () => process.pid;' } },
      { concurrency: 2 },
    );
    const directory = await temporaryDirectory();
    // Two wait for the third, which waits for a slot of this function. The remaining slot is for other functions.
    const held = ['a', 'b', 'c'].map((id) => lambda.invoke('meet', { directory, id, meet: 3 }));
    const ended = Promise.allSettled(held);
    await expect(lambda.invoke('quick', {})).resolves.toBeTypeOf('number');
    await lambda.close();
    expect((await ended).map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
  });

  it('do not exceed a reserved concurrency: further ones wait', async () => {
    const code = 'export const handler = async () => process.pid;';
    const lambda = await startFunctions({ one: { code, reservedConcurrency: 1 } });
    const pids = await Promise.all(Array.from({ length: 5 }, () => lambda.invoke('one', {})));
    expect(new Set(pids).size).toBe(1);
  });
});

describe('closing', () => {
  it('kills running functions and leaves no process', async () => {
    const lambda = await startFunctions({ hang: { code: 'console.log(process.pid); for (;;);' } });
    const hanging = lambda.invoke('hang', {});
    const ended = expect(hanging).rejects.toBeInstanceOf(Error);
    while (lambda.lines().length < 2) await new Promise((resolve) => setImmediate(resolve));
    await lambda.close();
    await ended;
    const pid = Number(lambda.lines()[1]?.split('\t').at(-1));
    expect(() => process.kill(pid, 0)).toThrow('ESRCH');
  });
});
