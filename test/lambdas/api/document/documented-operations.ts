import { createOpenApiDocument } from '../../../../lambdas/api/openapi.ts';
import type { JsonSchema, Schemas } from './json-schema.ts';

interface Content {
  readonly [mediaType: string]: { readonly schema: JsonSchema; readonly example?: unknown };
}

interface DocumentedResponse {
  readonly $ref?: string;
  readonly content?: Content;
}

export interface DocumentedOperation {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly parameters: readonly {
    readonly in: 'path' | 'query' | 'header';
    readonly name: string;
    readonly required?: boolean;
    readonly schema: JsonSchema;
  }[];
  readonly body?: { readonly schema: JsonSchema; readonly example?: unknown };
  /** By status. Without content: no body. */
  readonly responses: Readonly<Record<string, JsonSchema | undefined>>;
}

interface Document {
  readonly paths: Readonly<
    Record<
      string,
      Readonly<
        Record<
          string,
          {
            readonly operationId: string;
            readonly parameters?: DocumentedOperation['parameters'];
            readonly requestBody?: { readonly content: Content };
            readonly responses: Readonly<Record<string, DocumentedResponse>>;
          }
        >
      >
    >
  >;
  readonly components: {
    readonly schemas: Schemas;
    readonly responses: Readonly<Record<string, DocumentedResponse>>;
  };
}

/** What the document that the API serves says, as a client reads it. */
export function readDocument(): {
  readonly schemas: Schemas;
  readonly operations: readonly DocumentedOperation[];
} {
  const document = JSON.parse(JSON.stringify(createOpenApiDocument('0.0.0'))) as Document;
  const { schemas, responses: shared } = document.components;
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { operationId: id, parameters = [], requestBody, responses }]) => {
      const body = requestBody?.content['application/json'];
      return {
        id,
        method: method.toUpperCase(),
        path,
        parameters,
        ...(body && { body }),
        responses: Object.fromEntries(
          Object.entries(responses).map(([status, { $ref, ...own }]) => {
            const { content } = $ref === undefined ? own : (shared[$ref.replace(/^.*\//, '')] ?? own);
            return [status, Object.values(content ?? {})[0]?.schema];
          }),
        ),
      };
    }),
  );
  return { schemas, operations };
}
