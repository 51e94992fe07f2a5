import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ownAsset } from './assembly.ts';

/** How an invocation fails: by an error before its work, or by an error or the end of the process after it. */
type Fault = 'throw-before' | 'throw-after' | 'exit-after';

/**
 * Wraps the code of a function in a test's copy of the assembly. A fault is a file `<chunk>.<n>.<fault>`, which is removed
 * by the invocation that fails; `<chunk>.always.<fault>` makes all invocations fail.
 */
const SHELL = `
const { readdirSync, unlinkSync } = require('node:fs');
const { join } = require('node:path');
const DIRECTORY = __DIRECTORY__;
function faultOf(chunk) {
  const name = readdirSync(DIRECTORY).sort().find((file) => file.startsWith(chunk + '.'));
  if (name === undefined) return undefined;
  const [, times, fault] = name.split('.');
  if (times !== 'always') unlinkSync(join(DIRECTORY, name));
  return fault;
}
exports.handler = async (event, context) => {
  const own = await import('./__MODULE__');
  const fault = faultOf(event.chunk?.index ?? 0);
  if (fault === 'throw-before') throw new Error('injected before the work');
  const answer = await own.handler(event, context);
  if (fault === 'exit-after') process.exit(1);
  if (fault === 'throw-after') throw new Error('injected after the work');
  return answer;
};
`;

interface Template {
  readonly Resources: Record<
    string,
    {
      readonly Type: string;
      readonly Properties: { FunctionName?: string; Handler: string };
      readonly Metadata?: { 'aws:asset:path': string };
    }
  >;
}

/** Removes a fault that applies to all invocations. */
type LiftFault = () => Promise<void>;

/** Makes the next invocation for a chunk fail, or all of them. */
export type PlanFault = (chunk: number, fault: Fault, times?: 'once' | 'always') => Promise<LiftFault>;

/** Prepares one function of an assembly for faults, which are files in `directory`. */
export async function makeFaulty(assembly: string, task: string, directory: string): Promise<PlanFault> {
  await mkdir(directory, { recursive: true });
  await wrapHandler(assembly, task, SHELL.replace('__DIRECTORY__', JSON.stringify(directory)));
  let planned = 0;
  return async (chunk, fault, times = 'once') => {
    planned += 1;
    const order = times === 'always' ? 'always' : String(planned).padStart(3, '0');
    const path = join(directory, `${chunk}.${order}.${fault}`);
    await writeFile(path, '');
    return () => rm(path, { force: true });
  };
}

/** Replaces the handler of a function by `shell`, in which `__MODULE__` is the module of the handler. */
export async function wrapHandler(assembly: string, task: string, shell: string): Promise<void> {
  const file = join(assembly, 'rollcall-local.template.json');
  const template = JSON.parse(await readFile(file, 'utf8')) as Template;
  const resource = Object.values(template.Resources).find(
    ({ Type, Properties }) =>
      Type === 'AWS::Lambda::Function' && Properties.FunctionName === `rollcall-local-${task}`,
  );
  const asset = resource?.Metadata?.['aws:asset:path'];
  if (resource === undefined || asset === undefined) throw new Error(`the assembly has no function ${task}`);
  const directory = await ownAsset(assembly, asset);
  const module = await moduleOf(directory, resource.Properties.Handler);
  await writeFile(join(directory, 'faulty.cjs'), shell.replace('__MODULE__', module));
  resource.Properties.Handler = 'faulty.handler';
  await writeFile(file, JSON.stringify(template));
}

async function moduleOf(asset: string, handler: string): Promise<string> {
  const base = handler.slice(0, handler.lastIndexOf('.'));
  for (const extension of ['mjs', 'cjs', 'js']) {
    const name = `${base}.${extension}`;
    if (
      await readFile(join(asset, name)).then(
        () => true,
        () => false,
      )
    )
      return name;
  }
  throw new Error(`no module for handler ${handler}`);
}
