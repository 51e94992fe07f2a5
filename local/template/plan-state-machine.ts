import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Planned, StateMachinePlan } from './planned.ts';
import { type Properties, readProperties } from './properties.ts';
import type { Json, Stack } from './stack.ts';

const known = [
  'StateMachineName',
  'StateMachineType',
  'Definition',
  'DefinitionString',
  'DefinitionS3Location',
  'DefinitionSubstitutions',
  // Without effect here: permissions, logs, traces, encryption.
  'EncryptionConfiguration',
  'LoggingConfiguration',
  'RoleArn',
  'Tags',
  'TracingConfiguration',
];

/** @throws for an express state machine, a definition that is not JSON, and a `${name}` without its value */
export async function planStateMachine({
  logicalId,
  identity,
  properties,
  stack,
}: Planned): Promise<StateMachinePlan> {
  const machine = readProperties(logicalId, properties, known);
  const type = machine.optionalText('StateMachineType') ?? 'STANDARD';
  if (type !== 'STANDARD')
    throw new Error(`${logicalId}.StateMachineType: only STANDARD is supported here, found ${type}`);
  const text = substitute(await definitionText(machine, stack), machine);
  return {
    name: identity.attributes.Name ?? logicalId,
    arn: identity.ref,
    definition: JSON.parse(text) as Json,
  };
}

async function definitionText(machine: Properties, stack: Stack): Promise<string> {
  const object = machine.json('Definition');
  if (object !== undefined) return JSON.stringify(object);
  const text = machine.optionalText('DefinitionString');
  if (text !== undefined) return text;
  const key = machine.child('DefinitionS3Location')?.text('Key') ?? '';
  const path = stack.assets.get(basename(key).replace(/\.[a-z.]+$/, ''));
  if (path === undefined) throw new Error(`${machine.where}: no definition, neither as text nor as an asset`);
  return readFile(path, 'utf8');
}

/** `${name}` is replaced inside JSON strings: values are escaped as JSON, numbers and booleans stay text. */
function substitute(text: string, machine: Properties): string {
  const values = new Map(machine.child('DefinitionSubstitutions')?.entries() ?? []);
  if (values.size === 0) return text;
  return text.replaceAll(/\$\{([A-Za-z0-9_]+)\}/g, (_, name: string) => {
    const value = values.get(name);
    if (value === undefined)
      throw new Error(`${machine.where}.DefinitionSubstitutions: no value for \${${name}}`);
    return JSON.stringify(String(value)).slice(1, -1);
  });
}
