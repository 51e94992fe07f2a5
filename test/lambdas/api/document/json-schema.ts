import fc from 'fast-check';

/** A schema of the OpenAPI document, with the keywords that it uses. */
export interface JsonSchema {
  readonly $ref?: string;
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | JsonSchema;
  readonly items?: JsonSchema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly exclusiveMinimum?: number;
  readonly maximum?: number;
  readonly pattern?: string;
  readonly format?: string;
}

export type Schemas = Readonly<Record<string, JsonSchema>>;

const MAX_LENGTH = 40;
const MAX_ITEMS = 3;
const REFERENCE = '#/components/schemas/';

/** Texts for formats and patterns that fast-check cannot make. */
const TEXTS: Readonly<Record<string, fc.Arbitrary<string>>> = {
  'date-time': fc
    .date({
      noInvalidDate: true,
      min: new Date('0000-01-01T00:00:00Z'),
      max: new Date('9999-12-31T23:59:59Z'),
    })
    .map((date) => date.toISOString()),
  date: fc.constantFrom('2026-11-28', '0000-01-01', '9999-12-31'),
  email: fc.emailAddress(),
  uri: fc.constantFrom('https://hooks.example.com/', 'http://localhost/', 'https://a.example/?q=%00'),
  base64: fc.base64String({ maxLength: MAX_LENGTH }),
};

/** Values that a schema allows. */
export function valuesOf(schema: JsonSchema, schemas: Schemas): fc.Arbitrary<unknown> {
  if (schema.$ref !== undefined)
    return valuesOf(schemas[schema.$ref.slice(REFERENCE.length)] as JsonSchema, schemas);
  if ('const' in schema) return fc.constant(schema.const);
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices !== undefined) return fc.oneof(...choices.map((choice) => valuesOf(choice, schemas)));
  switch (schema.type) {
    case 'null':
      return fc.constant(null);
    case 'boolean':
      return fc.boolean();
    case 'integer':
    case 'number':
      return numbers(schema);
    case 'string':
      return texts(schema);
    case 'array':
      return fc.array(valuesOf(schema.items ?? {}, schemas), {
        minLength: schema.minItems ?? 0,
        maxLength: Math.max(schema.minItems ?? 0, Math.min(schema.maxItems ?? MAX_ITEMS, MAX_ITEMS)),
      });
    case 'object':
      return objects(schema, schemas);
    default:
      return fc.jsonValue({ maxDepth: 1 });
  }
}

function numbers({ minimum, exclusiveMinimum, maximum }: JsonSchema): fc.Arbitrary<number> {
  const min = minimum ?? (exclusiveMinimum ?? -2) + 1;
  return fc.oneof(
    fc.integer({ min, max: Math.min(maximum ?? min + 100, min + 100) }),
    fc.constantFrom(min, maximum ?? Number.MAX_SAFE_INTEGER),
  );
}

function texts({ pattern, format, minLength = 0, maxLength = MAX_LENGTH }: JsonSchema): fc.Arbitrary<string> {
  const ofFormat = format === undefined ? undefined : TEXTS[format];
  if (ofFormat !== undefined) return ofFormat;
  const ofPattern = pattern === undefined ? undefined : textsMatching(pattern);
  if (ofPattern !== undefined) return ofPattern;
  const free = { minLength, maxLength: Math.max(minLength, Math.min(maxLength, MAX_LENGTH)) };
  return fc.oneof(fc.string(free), fc.string({ ...free, unit: 'binary' }));
}

/** @returns undefined for a pattern with parts that fast-check does not know */
function textsMatching(pattern: string): fc.Arbitrary<string> | undefined {
  try {
    return fc.stringMatching(new RegExp(pattern, 'u'), { maxLength: 300 });
  } catch {
    return undefined;
  }
}

function objects(
  { properties = {}, required = [], additionalProperties }: JsonSchema,
  schemas: Schemas,
): fc.Arbitrary<unknown> {
  const named = fc.record(
    Object.fromEntries(Object.entries(properties).map(([name, one]) => [name, valuesOf(one, schemas)])),
    { requiredKeys: [...required] },
  );
  if (typeof additionalProperties !== 'object') return named;
  const others = fc.dictionary(
    fc.string({ minLength: 1, maxLength: 12 }),
    valuesOf(additionalProperties, schemas),
    {
      maxKeys: MAX_ITEMS,
    },
  );
  return fc.tuple(others, named).map(([more, own]) => ({ ...more, ...own }));
}
