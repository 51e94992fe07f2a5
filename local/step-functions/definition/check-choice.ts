import { comparisonOperators, isTimestamp } from '../language/choice.ts';
import { isObject, type Json } from '../language/json.ts';
import { type Check, type FieldCheck, path } from './field-check.ts';

/** Checks the rules of a Choice state. `checkBlock` checks their Next. */
export const choices: FieldCheck = (value, check) => {
  if (!Array.isArray(value) || value.length === 0) {
    check.problem('must be a non-empty array of rules');
    return;
  }
  value.forEach((rule, i) => {
    checkRule(rule, within(check, `[${i}]`), true);
  });
};

function checkRule(rule: Json, check: Check, topLevel: boolean): void {
  if (!isObject(rule)) {
    check.problem('must be an object');
    return;
  }
  const { Next, Comment: _, ...test } = rule;
  if (topLevel !== (typeof Next === 'string')) {
    check.problem(topLevel ? 'must name the next state' : 'only the outermost rule has Next', '.Next');
  }
  const [kind] = ['And', 'Or', 'Not'].filter((name) => name in test);
  if (kind === undefined) {
    checkComparison(test, check);
    return;
  }
  for (const other of Object.keys(test)) {
    if (other !== kind) check.problem(`cannot be combined with ${kind}`, `.${other}`);
  }
  const inner = test[kind] as Json;
  if (kind === 'Not') {
    checkRule(inner, within(check, '.Not'), false);
    return;
  }
  if (!Array.isArray(inner) || inner.length === 0) {
    check.problem('must be a non-empty array of rules', `.${kind}`);
    return;
  }
  inner.forEach((each, i) => {
    checkRule(each, within(check, `.${kind}[${i}]`), false);
  });
}

function checkComparison({ Variable, ...rest }: Readonly<Record<string, Json>>, check: Check): void {
  path(Variable ?? null, within(check, '.Variable'));
  const operators = Object.keys(rest);
  const [operator = ''] = operators;
  const operand = comparisonOperators.get(operator);
  if (operators.length !== 1) {
    check.problem(`expected one comparison, found ${operators.length}`);
    return;
  }
  const problem = within(check, `.${operator}`);
  if (operand === undefined) {
    problem.problem('is not a supported comparison');
    return;
  }
  if (operand === 'path') {
    path(rest[operator] as Json, problem);
    return;
  }
  const value = rest[operator] as Json;
  const fits = operand === 'timestamp' ? isTimestamp(value) : typeof value === operand;
  if (!fits) problem.problem(`must be a ${operand}`);
}

function within(check: Check, part: string): Check {
  return { ...check, problem: (message, inner = '') => check.problem(message, `${part}${inner}`) };
}
