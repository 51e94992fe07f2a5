import { isObject, type JsonObject } from '../language/json.ts';
import { checkBlock, type Findings } from './check-block.ts';
import { InvalidDefinition } from './invalid-definition.ts';
import type { Definition } from './state.ts';

/** Largest definition, UTF-8 bytes (Step Functions quotas, 1 MB). */
const maxDefinitionBytes = 1_048_576;

/**
 * Checks a parsed definition against the Amazon States Language and against what this machine supports.
 * Nothing is ignored: it refuses unknown fields, fields in the wrong type of state, paths that cannot be evaluated, and
 * integrations that are not supported here.
 * @throws InvalidDefinition with every problem found
 */
export function checkDefinition(given: unknown): Definition {
  const findings: Findings = { problems: [], names: new Set(), labels: new Set() };
  const report = (field: string, problem: string) =>
    findings.problems.push({ state: undefined, field, problem });
  if (isObject(given)) checkTopLevel(given, findings, report);
  else report('definition', 'must be a JSON object');
  if (findings.problems.length > 0) throw new InvalidDefinition(findings.problems);
  return structuredClone(given) as Definition;
}

function checkTopLevel(
  definition: JsonObject,
  findings: Findings,
  report: (field: string, problem: string) => void,
): void {
  const { TimeoutSeconds, Version = '1.0', QueryLanguage = 'JSONPath' } = definition;
  if (
    TimeoutSeconds !== undefined &&
    !(Number.isInteger(TimeoutSeconds) && inRange(TimeoutSeconds as number))
  ) {
    report('TimeoutSeconds', 'must be a whole number from 1 to 99999999');
  }
  if (Version !== '1.0') report('Version', "must be '1.0'");
  if (QueryLanguage !== 'JSONPath')
    report('QueryLanguage', 'must be JSONPath: JSONata is not supported here');
  if (Buffer.byteLength(JSON.stringify(definition)) > maxDefinitionBytes) {
    report('definition', `is longer than ${maxDefinitionBytes} bytes`);
  }
  const scope = { token: false, mapItem: false };
  checkBlock(definition, undefined, ['TimeoutSeconds', 'Version', 'QueryLanguage'], scope, findings);
}

function inRange(seconds: number): boolean {
  return seconds >= 1 && seconds <= 99_999_999;
}
