import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync } from 'oxc-parser';
import { describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '..', '..', '..');

/** Attributes and properties whose values people read or hear. */
const READ =
  /^(aria-(label|description|placeholder|roledescription|valuetext)|title|alt|placeholder|label|hint|summary|subtitle)$/;

interface Node {
  readonly type: string;
  readonly [part: string]: unknown;
}

/** @returns texts in the source of a component that a person would see in every language */
function textsIn(source: string): readonly string[] {
  const found: string[] = [];
  const isText = (value: unknown): value is string => typeof value === 'string' && /\p{L}{2}/u.test(value);
  const literal = (node: unknown): void => {
    const { type, value, expression, quasis, consequent, alternate, right } = (node ?? {}) as Node;
    if ((type === 'Literal' || type === 'JSXText') && isText(value)) found.push(value.trim());
    if (type === 'JSXExpressionContainer') literal(expression);
    if (type === 'ConditionalExpression') for (const part of [consequent, alternate]) literal(part);
    if (type === 'LogicalExpression') literal(right);
    if (type === 'TemplateLiteral')
      for (const part of quasis as readonly { readonly value: { readonly raw: string } }[])
        if (isText(part.value.raw)) found.push(part.value.raw.trim());
  };
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) node.forEach(visit);
    if (typeof node !== 'object' || node === null || Array.isArray(node)) return;
    const { type, children, name, value } = node as Node;
    if (type === 'JSXElement' || type === 'JSXFragment') (children as readonly unknown[]).forEach(literal);
    if (type === 'JSXAttribute' && READ.test(String((name as Node).name))) literal(value);
    Object.values(node).forEach(visit);
  };
  const { program, errors } = parseSync('component.tsx', source);
  expect(errors).toEqual([]);
  visit(program);
  return found;
}

describe('components', () => {
  it.each([
    ['a text', '<p>Hello</p>', ['Hello']],
    ['a text that is an expression', "<p>{isOpen ? 'Open' : texts.closed}</p>", ['Open']],
    ['a text in one case', "<p>{isOpen && 'Open'}</p>", ['Open']],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is the source of a component
    ['a template', '<p>{`Row ${n}`}</p>', ['Row']],
    ['a label', '<button aria-label="Close" />', ['Close']],
    ['texts of the language', '<p title={texts.title}>{texts.help(n)} · {n} × / 1</p>', []],
    ['names of classes and icons', '<Icon name="check" className="size-4" />', []],
  ])('the search finds %s', (_, source, texts) => {
    expect(textsIn(`export const C = ({ isOpen, n, texts }) => ${source};`)).toEqual(texts);
  });

  const files = globSync('page/**/*.tsx', { cwd: ROOT });

  it('contain no text: all are in texts/', () => {
    expect(files.length).toBeGreaterThan(50);
    const found = files.flatMap((file) =>
      textsIn(readFileSync(join(ROOT, file), 'utf8')).map((text) => `${file}: ${text}`),
    );
    expect(found).toEqual([]);
  });
});
