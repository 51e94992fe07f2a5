import type { Identity } from './identity.ts';
import type { Json, Stack } from './stack.ts';

export interface Scope {
  readonly stack: Stack;
  readonly identities: ReadonlyMap<string, Identity>;
  readonly resolve: (value: Json, where: string) => Json;
}

type Intrinsic = (argument: Json, scope: Scope, where: string) => Json;

const asText = (value: Json | undefined, where: string): string => {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return String(value);
  throw new Error(`${where}: expected a string, found ${JSON.stringify(value)}`);
};

const asList = (value: Json | undefined, where: string): readonly Json[] => {
  if (Array.isArray(value)) return value;
  throw new Error(`${where}: expected a list, found ${JSON.stringify(value)}`);
};

const pseudoParameters: Readonly<Record<string, (stack: Stack) => Json>> = {
  'AWS::Region': (stack) => stack.region,
  'AWS::AccountId': (stack) => stack.accountId,
  'AWS::StackName': (stack) => stack.name,
  'AWS::StackId': (stack) =>
    `arn:aws:cloudformation:${stack.region}:${stack.accountId}:stack/${stack.name}/00000000-0000-0000-0000-000000000000`,
  'AWS::Partition': () => 'aws',
  'AWS::URLSuffix': () => 'amazonaws.com',
  'AWS::NotificationARNs': () => [],
  // Like CloudFormation, resolve() removes the property.
  'AWS::NoValue': () => undefined as unknown as Json,
};

const ref: Intrinsic = (argument, { stack, identities }, where) => {
  const name = asText(argument, where);
  const pseudo = pseudoParameters[name];
  if (pseudo !== undefined) return pseudo(stack);
  const identity = identities.get(name);
  if (identity !== undefined) return identity.ref;
  const parameter = stack.template.Parameters?.[name];
  if (parameter?.Default !== undefined) return parameter.Default;
  throw new Error(`${where}: Ref ${name} is neither a resource nor a parameter with a default`);
};

const getAtt: Intrinsic = (argument, { identities }, where) => {
  const [id = '', attribute = ''] = Array.isArray(argument)
    ? argument.map((part) => asText(part, where))
    : asText(argument, where).split(/\.(.*)/s);
  const value = identities.get(id)?.attributes[attribute];
  if (value === undefined)
    throw new Error(`${where}: Fn::GetAtt ${id}.${attribute} is not supported on one machine`);
  return value;
};

const join: Intrinsic = (argument, { resolve }, where) => {
  const [delimiter, values] = asList(argument, where);
  return asList(resolve(values ?? null, where), where)
    .map((value) => asText(value, where))
    .join(asText(delimiter, where));
};

const sub: Intrinsic = (argument, scope, where) => {
  const [template, variables] = Array.isArray(argument) ? argument : [argument];
  const own = (variables ?? {}) as { readonly [name: string]: Json };
  return asText(template, where).replaceAll(/\$\{(!?)([^}]+)\}/g, (_, literal: string, name: string) => {
    if (literal) return `\${${name}}`;
    const variable = own[name];
    if (variable !== undefined) return asText(scope.resolve(variable, where), where);
    return asText((name.includes('.') ? getAtt : ref)(name, scope, where), where);
  });
};

const select: Intrinsic = (argument, { resolve }, where) => {
  const [index, values] = asList(argument, where);
  const value = asList(resolve(values ?? null, where), where)[Number(resolve(index ?? null, where))];
  if (value === undefined) throw new Error(`${where}: Fn::Select finds no element ${JSON.stringify(index)}`);
  return value;
};

const split: Intrinsic = (argument, { resolve }, where) => {
  const [delimiter, value] = asList(argument, where);
  return asText(resolve(value ?? null, where), where).split(asText(delimiter, where));
};

const findInMap: Intrinsic = (argument, { stack, resolve }, where) => {
  const [map, first, second] = asList(resolve(argument, where), where).map((part) => asText(part, where));
  const value = stack.template.Mappings?.[map ?? '']?.[first ?? '']?.[second ?? ''];
  if (value === undefined)
    throw new Error(`${where}: Fn::FindInMap finds nothing at ${map}.${first}.${second}`);
  return value;
};

const base64: Intrinsic = (argument, { resolve }, where) =>
  Buffer.from(asText(resolve(argument, where), where)).toString('base64');

const condition: Intrinsic = (argument, { stack, resolve }, where) => {
  const name = asText(argument, where);
  const body = stack.template.Conditions?.[name];
  if (body === undefined) throw new Error(`${where}: condition ${name} does not exist`);
  return resolve(body, `condition ${name}`);
};

/** A condition inside a condition function is `{"Condition": name}`, not a function of its own. */
const truth = (value: Json, scope: Scope, where: string): boolean => {
  const named =
    value !== null && typeof value === 'object' && 'Condition' in value ? value.Condition : undefined;
  return (
    (named === undefined ? scope.resolve(value, where) : condition(named as Json, scope, where)) === true
  );
};

/** The intrinsic functions by name (AWS CloudFormation template reference, intrinsic-function-reference). */
export const intrinsics: Readonly<Record<string, Intrinsic>> = {
  Ref: ref,
  'Fn::GetAtt': getAtt,
  'Fn::Join': join,
  'Fn::Sub': sub,
  'Fn::Select': select,
  'Fn::Split': split,
  'Fn::FindInMap': findInMap,
  'Fn::Base64': base64,
  'Fn::If': (argument, scope, where) => {
    const [name, yes = null, no = null] = asList(argument, where);
    return scope.resolve(condition(name ?? null, scope, where) === true ? yes : no, where);
  },
  'Fn::Equals': (argument, { resolve }, where) => {
    const [left, right] = asList(resolve(argument, where), where);
    return JSON.stringify(left) === JSON.stringify(right);
  },
  'Fn::And': (argument, scope, where) => asList(argument, where).every((part) => truth(part, scope, where)),
  'Fn::Or': (argument, scope, where) => asList(argument, where).some((part) => truth(part, scope, where)),
  'Fn::Not': (argument, scope, where) => !asList(argument, where).every((part) => truth(part, scope, where)),
};

/** Whether a resource or output with this `Condition` exists in the stack. */
export const isWanted = (name: string | undefined, scope: Scope): boolean =>
  name === undefined || condition(name, scope, `condition ${name}`) === true;
