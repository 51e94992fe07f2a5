import { describe, expect, it } from 'vitest';
import { EXAMPLES } from '../../../lambdas/api/examples.ts';
import { createOpenApiDocument } from '../../../lambdas/api/openapi.ts';
import type { Operation } from '../../../lambdas/api/operation.ts';
import { OPERATIONS } from '../../../lambdas/api/operations.ts';

const operations = OPERATIONS.map((operation) => [operation.id, operation] as const);

describe('the examples of the API', () => {
  it.each(operations)('%s has an example of its body and of its answer, if it has them', (id, operation) => {
    const { body, answer } = EXAMPLES[id] ?? {};
    expect(body !== undefined).toBe(operation.body !== undefined);
    expect(answer !== undefined).toBe(operation.result !== undefined);
    if (operation.body !== undefined) expect(operation.body.parse(body)).toMatchObject(Object(body));
  });

  it.each(operations.filter(([, { result }]) => result !== undefined))(
    '%s can answer as its example says, without fields that its schema does not know',
    (id, { result }) => {
      const { answer } = EXAMPLES[id] ?? {};
      expect(result?.parse(answer)).toEqual(answer);
    },
  );

  it.each(operations.filter(([, { query }]) => query !== undefined && 'cursor' in query.shape))(
    '%s takes the next page of its example as its cursor',
    (id, { query }) => {
      const { next } = Object(EXAMPLES[id]?.answer);
      if (next !== undefined) expect(query?.parse({ cursor: next })).toMatchObject({ cursor: next });
    },
  );

  it('are of operations that exist', () => {
    const ids = new Set(OPERATIONS.map(({ id }) => id));
    expect(Object.keys(EXAMPLES).filter((id) => !ids.has(id))).toEqual([]);
  });

  it('name no host, mailbox or account except those reserved for examples', () => {
    const text = JSON.stringify(EXAMPLES);
    const hosts = [...text.matchAll(/(?:https?:\/\/|@)([^/"\s?]+)/g)].map(([, host]) => host ?? '');
    expect(hosts.length).toBeGreaterThan(5);
    expect(hosts.filter((host) => !/^(\w+\.)?example\.com$/.test(host))).toEqual([]);
    expect([...text.matchAll(/arn:aws:\w+:[\w-]*:(\d{12}):/g)].map(([, account]) => account)).toEqual([
      '123456789012',
    ]);
  });

  it('are in the document, next to the schema of each body and each answer', () => {
    const { paths = {} } = createOpenApiDocument('1.0.0');
    const inDocument = ({ path, method, status }: Operation) => {
      const { requestBody, responses } = Object(paths[path])[method.toLowerCase()];
      return {
        body: requestBody?.content['application/json'].example,
        answer: responses[status].content?.['application/json'].example,
      };
    };
    for (const operation of OPERATIONS)
      expect(inDocument(operation)).toEqual({
        body: undefined,
        answer: undefined,
        ...EXAMPLES[operation.id],
      });
  });
});
