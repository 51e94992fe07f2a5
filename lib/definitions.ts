import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

const DIRECTORY = join(import.meta.dirname, '../statemachines');

/** The state machine of an import, the one that ends an import whose own execution could not, and that of an erasure. */
export type DefinitionName = 'user-import' | 'recover-import' | 'erase-data';

/**
 * A definition in Amazon States Language as JSON text, with `${…Arn}` where the stack puts the ARN of a function. It is
 * written as YAML, with the names of retry-policy.yaml in each `Retry`; AWS and the template use only JSON (adr/0020).
 * @throws {Error} if a `Retry` has a name that retry-policy.yaml does not define
 */
export function readDefinition(name: DefinitionName): string {
  const policy: Readonly<Record<string, unknown>> = parse(readText('retry-policy.yaml'));
  const retrierOf = (entry: string): unknown => {
    if (!Object.hasOwn(policy, entry))
      throw new Error(`${name}.asl.yaml: Retry must list names of retry-policy.yaml, found ${entry}`);
    return policy[entry];
  };
  const definition: unknown = parse(readText(`${name}.asl.yaml`), (key, value: unknown) =>
    key === 'Retry' ? (value as readonly string[]).map(retrierOf) : value,
  );
  return JSON.stringify(definition, null, 2);
}

function readText(file: string): string {
  return readFileSync(join(DIRECTORY, file), 'utf8');
}
