import type { Expression } from '../language/intrinsic-expression.ts';
import { parseExpression } from '../language/intrinsic-expression.ts';
import { intrinsicFunctions } from '../language/intrinsic-functions.ts';
import { isObject, type Json } from '../language/json.ts';
import { type Path, parsePath } from '../language/path.ts';

/** Parts of the context object that exist only at some places of a definition. */
export interface PathScope {
  /** `$$.Task.Token` */
  readonly token: boolean;
  /** `$$.Map.Item` */
  readonly mapItem: boolean;
}

type Report = (text: string) => void;

const everywhere = [
  'Execution.Id',
  'Execution.Name',
  'Execution.RedriveCount',
  'Execution.StartTime',
  'State.EnteredTime',
  'State.Name',
  'State.RetryCount',
  'StateMachine.Id',
  'StateMachine.Name',
];

/** Reports a value that is not a JSONPath, a path that is not supported here, or a `$$.` path that does not exist at this place. */
export function checkPath(value: Json, scope: PathScope, report: Report, kind?: 'reference'): void {
  const path = parsed(value, parsePath, report);
  if (path === undefined) return;
  if (kind === 'reference' && (path.root === 'context' || !path.definite)) {
    report(`'${path.text}' must be a reference path into the state's input ($.name, no wildcard, no $$)`);
  }
  checkContext(path, scope, report);
}

/** Reports problems of the text of a `….$` field, which is a path or an intrinsic function call. */
export function checkExpressionText(value: Json, scope: PathScope, report: Report): void {
  if (typeof value === 'string' && !value.startsWith('$')) {
    const expression = parsed(value, parseExpression, report);
    if (expression !== undefined) checkExpression(expression, scope, report);
  } else {
    checkPath(value, scope, report);
  }
}

/** Reports the problems of a payload template. */
export function checkTemplate(
  template: Json,
  scope: PathScope,
  report: (text: string, inner: string) => void,
): void {
  if (Array.isArray(template)) {
    template.forEach(
      (item, i) => void checkTemplate(item, scope, (text, inner) => report(text, `[${i}]${inner}`)),
    );
  } else if (isObject(template)) {
    for (const [key, value] of Object.entries(template)) {
      const inner = `.${key}`;
      if (key.endsWith('.$')) checkExpressionText(value, scope, (text) => report(text, inner));
      else checkTemplate(value, scope, (text, deeper) => report(text, `${inner}${deeper}`));
    }
  }
}

function parsed<T>(value: Json, parse: (text: string) => T, report: Report): T | undefined {
  if (typeof value !== 'string') {
    report('must be a string with a JSONPath');
    return undefined;
  }
  try {
    return parse(value);
  } catch (error) {
    report((error as Error).message);
    return undefined;
  }
}

function checkExpression(expression: Expression, scope: PathScope, report: Report): void {
  if (expression.kind === 'path') checkContext(expression.path, scope, report);
  if (expression.kind !== 'call') return;
  const { name, args } = expression;
  const limits =
    name === 'States.Format' ? { min: 1, max: Number.POSITIVE_INFINITY } : intrinsicFunctions[name];
  if (limits === undefined) report(`${name} is not an intrinsic function`);
  else if (args.length < limits.min || args.length > limits.max) {
    report(`${name} does not take ${args.length} arguments here`);
  }
  for (const argument of args) checkExpression(argument, scope, report);
}

function checkContext(path: Path, scope: PathScope, report: Report): void {
  if (path.root === 'input') return;
  const names = path.steps.map((step) => (step.kind === 'key' ? step.name : '*'));
  const whole = names.join('.');
  const known =
    everywhere.includes(whole) ||
    /^Execution\.Input(\.|$)/.test(whole) ||
    (scope.token && whole === 'Task.Token') ||
    (scope.mapItem && (whole === 'Map.Item.Index' || /^Map\.Item\.Value(\.|$)/.test(whole)));
  if (!known) report(`the context object has no '${path.text}' here`);
}
