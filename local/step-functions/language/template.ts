import { evaluateText } from './evaluate-expression.ts';
import { isObject, type Json } from './json.ts';
import type { Roots } from './path.ts';

/**
 * Evaluates a payload template (Parameters, ResultSelector, ItemSelector …). The text of a field whose name ends in `.$`
 * is a path or an intrinsic function. All other values are literals. Values from the data are never evaluated as templates.
 */
export function evaluateTemplate(template: Json, roots: Roots): Json {
  if (Array.isArray(template)) return template.map((item) => evaluateTemplate(item, roots));
  if (!isObject(template)) return template;
  return Object.fromEntries(
    Object.entries(template).map(([key, value]) =>
      key.endsWith('.$') && typeof value === 'string'
        ? [key.slice(0, -2), evaluateText(value, roots, key)]
        : [key, evaluateTemplate(value, roots)],
    ),
  );
}
