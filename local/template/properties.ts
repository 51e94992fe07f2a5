import type { Json } from './stack.ts';

/** The resolved properties of one resource. Errors name the resource and the property. */
export interface Properties {
  readonly where: string;
  text(name: string): string;
  optionalText(name: string): string | undefined;
  optionalNumber(name: string): number | undefined;
  json(name: string): Json | undefined;
  list(name: string): readonly Json[];
  child(name: string): Properties | undefined;
  children(name: string): readonly Properties[];
  entries(): readonly (readonly [string, Json])[];
}

type JsonObject = { readonly [name: string]: Json };

const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * @param known properties that are used, or that have no observable effect here
 * @throws for any other property, because ignoring it could make this cloud behave differently from AWS
 */
export function readProperties(
  where: string,
  value: Json | undefined,
  known?: readonly string[],
): Properties {
  const object: JsonObject = isObject(value) ? value : {};
  const wrong = (name: string, expected: string): never => {
    throw new Error(`${where}.${name}: expected ${expected}, found ${JSON.stringify(object[name])}`);
  };
  if (known !== undefined) refuseOthers(where, object, known);
  const optionalText = (name: string): string | undefined => {
    const text = object[name];
    return text === undefined || typeof text === 'string' ? text : wrong(name, 'a text');
  };
  const list = (name: string): readonly Json[] => {
    const found = object[name] ?? [];
    return Array.isArray(found) ? found : wrong(name, 'a list');
  };
  return {
    where,
    optionalText,
    list,
    text: (name) => optionalText(name) ?? wrong(name, 'a text'),
    optionalNumber: (name) => {
      const number = object[name];
      if (number === undefined) return undefined;
      return Number.isFinite(Number(number)) ? Number(number) : wrong(name, 'a number');
    },
    json: (name) => object[name],
    child: (name) =>
      object[name] === undefined ? undefined : readProperties(`${where}.${name}`, object[name]),
    children: (name) => list(name).map((item, index) => readProperties(`${where}.${name}[${index}]`, item)),
    entries: () => Object.entries(object),
  };
}

/** @throws for the first property that is not known */
export function refuseOthers(where: string, object: Json | undefined, known: readonly string[]): void {
  for (const name of Object.keys(isObject(object) ? object : {})) {
    if (!known.includes(name))
      throw new Error(`${where}.${name}: this property is not supported on one machine`);
  }
}
