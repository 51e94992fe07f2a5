import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

const DIRECTORY = join(import.meta.dirname, '../statemachines');

/** The state machine of an import, and the one that ends an import whose own execution could not. */
export type DefinitionName = 'user-import' | 'recover-import';

/**
 * A definition in Amazon States Language as JSON text, with `${…Arn}` where the stack puts the ARN of a function. It is
 * written as YAML, where the retry policy is one anchor; AWS and the template know JSON only (adr/0020).
 */
export function readDefinition(name: DefinitionName): string {
  const yaml = readFileSync(join(DIRECTORY, `${name}.asl.yaml`), 'utf8');
  return JSON.stringify(parse(yaml), null, 2);
}
