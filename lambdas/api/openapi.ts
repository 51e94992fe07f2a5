import * as z from 'zod';
import {
  createDocument,
  type ZodOpenApiOperationObject,
  type ZodOpenApiPathsObject,
  type ZodOpenApiResponseObject,
} from 'zod-openapi';
import { EXAMPLES } from './examples.ts';
import { IDEMPOTENCY_HEADER, IDEMPOTENCY_HOURS, isCreation } from './idempotency.ts';
import { ALWAYS_POSSIBLE, type Operation } from './operation.ts';
import { OPERATIONS } from './operations.ts';
import { PROBLEMS, type ProblemName, ProblemSchema, problemType } from './problem.ts';

const DESCRIPTION = `Imports users from files, for the company's backend and for pages in a browser.

Send \`Authorization: Bearer …\` with an API key (\`rk_…\`) of a tenant, or with the token of an import session (\`rcs_…\`). Each
request sees the data of that tenant only.

Every error is a problem of RFC 9457. Decide by its \`type\`; \`detail\` is for people.`;

/** The OpenAPI 3.1 document of the API, from the table of operations. @param version of Rollcall */
export function createOpenApiDocument(version: string) {
  return createDocument({
    openapi: '3.1.0',
    info: { title: 'Rollcall', version, description: DESCRIPTION },
    servers: [
      { url: '/', description: 'The address that the output ApiUrl of the stack names, without `/v1`' },
    ],
    security: [{ bearer: [] }],
    components: {
      securitySchemes: {
        bearer: {
          type: 'http',
          scheme: 'bearer',
          description: 'An API key or the token of an import session.',
        },
      },
    },
    paths: pathsOf(OPERATIONS),
  });
}

function pathsOf(operations: readonly Operation[]): ZodOpenApiPathsObject {
  const paths: ZodOpenApiPathsObject = {};
  for (const one of operations)
    paths[one.path] = { ...paths[one.path], [one.method.toLowerCase()]: documented(one) };
  return paths;
}

const IDEMPOTENCY_PARAMETER = z.object({
  [IDEMPOTENCY_HEADER]: z
    .string()
    .regex(/^[!-~]{1,255}$/)
    .optional()
    .meta({
      description: `A new text for each creation, such as a UUID. A request that is repeated with it within ${IDEMPOTENCY_HOURS} hours creates nothing and gets the same answer.`,
    }),
});

const STATUS_TEXT: Readonly<Record<Operation['status'], string>> = {
  200: 'Done',
  201: 'Created',
  202: 'Accepted: it takes effect while the import continues',
  204: 'Done',
  302: 'The address is in `Location`',
};

function documented({
  id,
  tag,
  summary,
  description,
  permission,
  ...operation
}: Operation): ZodOpenApiOperationObject {
  const { params, query, body, status, result } = operation;
  const header = isCreation(operation) ? IDEMPOTENCY_PARAMETER : undefined;
  return {
    operationId: id,
    tags: [tag],
    summary,
    description: [description, permission && `Needs the permission \`${permission}\`.`]
      .filter(Boolean)
      .join('\n\n'),
    // A key with the value undefined is an error for zod-openapi.
    ...((params ?? query ?? header) && {
      requestParams: {
        ...(params && { path: params }),
        ...(query && { query }),
        ...(header && { header }),
      },
    }),
    ...(body && { requestBody: { required: true, content: jsonOf(body, EXAMPLES[id]?.body) } }),
    responses: {
      [String(status)]: {
        description: STATUS_TEXT[status],
        ...(result && { content: jsonOf(result, EXAMPLES[id]?.answer) }),
        ...(status === 302 && { headers: z.object({ location: z.url() }) }),
      },
      ...(operation.method === 'GET' && result && { '304': NOT_MODIFIED }),
      ...problemResponses(operation, isCreation(operation) ? OF_CREATIONS : []),
    },
  };
}

const NOT_MODIFIED = { description: 'The answer is that with the `ETag` of `If-None-Match`' };

function jsonOf(schema: z.ZodType, example: unknown) {
  return { 'application/json': { schema, ...(example !== undefined && { example }) } };
}

const OF_CREATIONS: readonly ProblemName[] = ['idempotency-key-in-use', 'idempotency-key-reused'];

/** One response for each status code: several kinds of problems may share it. */
function problemResponses({ problems = [] }: Pick<Operation, 'problems'>, more: readonly ProblemName[]) {
  const byStatus = Map.groupBy([...ALWAYS_POSSIBLE, ...problems, ...more], (name) => PROBLEMS[name].status);
  return Object.fromEntries([...byStatus].map(([status, names]) => [String(status), problemResponse(names)]));
}

/** Once in `components`: the document is a part of the function, and most operations have the same problems. */
const shared = new Map<string, ZodOpenApiResponseObject>();

function problemResponse(names: readonly ProblemName[]): ZodOpenApiResponseObject {
  const id = names.join('_or_');
  const response = shared.get(id) ?? {
    id,
    description: names.map((name) => `\`${problemType(name)}\`: ${PROBLEMS[name].title}`).join('\n'),
    content: { 'application/problem+json': { schema: ProblemSchema } },
  };
  shared.set(id, response);
  return response;
}
