import { isObject, type Json, type JsonObject } from '../language/json.ts';
import { wantsDistributed } from './check-map.ts';
import type { PathScope } from './check-paths.ts';
import { checkState } from './check-state.ts';
import type { Problem } from './invalid-definition.ts';
import { labelOf, type MapState } from './state.ts';

/** Collected over a whole definition: its problems, and the names that must be unique. */
export interface Findings {
  readonly problems: Problem[];
  readonly names: Set<string>;
  readonly labels: Set<string>;
}

/**
 * Checks a block of states and its inner blocks.
 * @param owner the state that contains the block
 * @param extra fields that the block may have in addition to StartAt and States
 */
export function checkBlock(
  block: JsonObject,
  owner: string | undefined,
  extra: readonly string[],
  scope: PathScope,
  findings: Findings,
): void {
  const { problems } = findings;
  const report = (field: string, problem: string) => problems.push({ state: owner, field, problem });
  for (const field of Object.keys(block)) {
    if (!['Comment', 'StartAt', 'States', ...extra].includes(field)) {
      report(field, 'is not a field that this machine supports here');
    }
  }
  const { StartAt, States } = block;
  if (!isObject(States)) {
    report('States', 'must be an object');
    return;
  }
  if (typeof StartAt !== 'string' || !Object.hasOwn(States, StartAt)) {
    report('StartAt', `must name a state, found '${String(StartAt)}'`);
  }
  const reached = new Set([StartAt]);
  for (const [name, state] of Object.entries(States)) {
    const problem = (text: string, field: string) => problems.push({ state: name, field, problem: text });
    checkName(name, findings, problem);
    if (!isObject(state)) {
      problem('must be an object', 'States');
      continue;
    }
    checkState(state, scope, (text, field = 'State') => problem(text, field));
    checkTransitions(state, States, reached, problem);
    checkInnerBlocks(name, state, scope, findings);
  }
  for (const name of Object.keys(States)) {
    if (!reached.has(name))
      problems.push({ state: name, field: 'States', problem: 'no transition leads to this state' });
  }
}

/** Adds the targets of a state to `reached`, and reports those that do not exist. */
function checkTransitions(
  state: JsonObject,
  block: JsonObject,
  reached: Set<Json | undefined>,
  problem: (text: string, field: string) => void,
): void {
  for (const [field, target] of transitions(state)) {
    reached.add(target);
    if (!Object.hasOwn(block, target)) problem(`there is no state '${target}' in this block`, field);
  }
}

function checkName(name: string, { names }: Findings, problem: (text: string, field: string) => void): void {
  if (name.length < 1 || name.length > 80) problem('a name has 1 to 80 characters', 'States');
  if (names.has(name)) problem('the name occurs more than once in the definition', 'States');
  names.add(name);
}

function* transitions(state: JsonObject): Iterable<[field: string, target: string]> {
  if (typeof state.Next === 'string') yield ['Next', state.Next];
  if (typeof state.Default === 'string') yield ['Default', state.Default];
  for (const field of ['Choices', 'Catch']) {
    const list: Json = state[field] ?? null;
    if (!Array.isArray(list)) continue;
    for (const [i, entry] of list.entries()) {
      if (isObject(entry) && typeof entry.Next === 'string') yield [`${field}[${i}].Next`, entry.Next];
    }
  }
}

function checkInnerBlocks(name: string, state: JsonObject, scope: PathScope, findings: Findings): void {
  const { Branches, Iterator: iterator, ItemProcessor } = state;
  if (state.Type === 'Parallel' && Array.isArray(Branches)) {
    for (const branch of Branches) if (isObject(branch)) checkBlock(branch, name, [], scope, findings);
  }
  if (state.Type !== 'Map') return;
  const distributed = wantsDistributed(state);
  if (distributed) checkLabel(name, state, findings);
  // A child execution has its own context object, and the item is its input.
  const inner = { ...scope, mapItem: !distributed };
  for (const processor of [iterator, ItemProcessor]) {
    if (isObject(processor)) checkBlock(processor, name, ['ProcessorConfig'], inner, findings);
  }
}

function checkLabel(name: string, state: JsonObject, { labels, problems }: Findings): void {
  const label = labelOf(name, state as unknown as MapState);
  if (!/^[A-Za-z0-9_-]{1,40}$/.test(label)) {
    problems.push({ state: name, field: 'Label', problem: 'must be 1 to 40 letters, digits, - or _' });
  }
  if (labels.has(label)) problems.push({ state: name, field: 'Label', problem: `'${label}' occurs twice` });
  labels.add(label);
}
