import type { Occasion } from '../../local/faults/fault.ts';
import type { FaultPlan } from '../../local/faults/fault-plan.ts';
import { identify } from '../../local/template/identity.ts';
import { customResourceFunctions } from '../../local/template/plan-bucket-deployment.ts';
import { createResolve } from '../../local/template/resolve.ts';
import { type Json, readStack } from '../../local/template/stack.ts';

/** One action on one resource that the role of a function allows. */
export interface Grant {
  readonly action: string;
  /** An ARN, or the beginning of one, followed by `*`. */
  readonly resource: string;
}

/** A request of a function to a service. */
export type AwsCall = Extract<Occasion, { readonly layer: 'request' }>;

/** What each function may do, by its construct id. */
export interface Roles {
  readonly grants: ReadonlyMap<string, readonly Grant[]>;
  /** The grants that a call needs and has; undefined where its function's role does not allow it. */
  allows(call: AwsCall): readonly Grant[] | undefined;
}

interface Statement {
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource: string | readonly string[];
}

interface Policy {
  readonly Roles: readonly string[];
  readonly PolicyDocument: { readonly Statement: readonly Statement[] };
}

/** Reads the roles of the functions from a synthesized app. */
export async function readRoles(assembly: string): Promise<Roles> {
  const stack = await readStack(assembly);
  const resolve = createResolve(stack, identify(stack));
  const resources = Object.entries(stack.template.Resources).map(([id, resource]) => ({ id, ...resource }));
  const policies = resources
    .filter(({ Type }) => Type === 'AWS::IAM::Policy')
    .map(({ id, Properties }) => resolve(Properties ?? {}, id) as unknown as Policy);
  const grants = new Map<string, readonly Grant[]>();
  const notRun = customResourceFunctions(stack);
  for (const { id, Type, Properties, Metadata } of resources) {
    if (Type !== 'AWS::Lambda::Function' || notRun.has(id)) continue;
    const role =
      String(resolve(Properties?.Role ?? '', id))
        .split('/')
        .at(-1) ?? '';
    const own = policies.filter(({ Roles }) => Roles.includes(role)).flatMap(grantsOf);
    grants.set(constructId(Metadata?.['aws:cdk:path'] ?? id), own);
  }
  const place = `${stack.region}:${stack.accountId}`;
  return { grants, allows: (call) => grantsFor(call, grants.get(call.functionName) ?? [], place) };
}

function grantsOf({ PolicyDocument }: Policy): readonly Grant[] {
  const allowing = PolicyDocument.Statement.filter(({ Effect }) => Effect === 'Allow');
  return allowing.flatMap(({ Action, Resource }) =>
    [Action].flat().flatMap((action) => [Resource].flat().map((resource) => ({ action, resource }))),
  );
}

function constructId(path: Json): string {
  const parts = String(path)
    .split('/')
    .filter((part) => part !== 'Resource');
  return parts.at(-1) ?? '';
}

function grantsFor(call: AwsCall, grants: readonly Grant[], place: string): readonly Grant[] | undefined {
  const action = actionOf(call);
  const granted = grants.filter((grant) => grant.action === action);
  const arns = call.resources().map((resource) => arnOf(call.service, resource, place));
  const isAllowed = arns.every((arn) => granted.some(({ resource }) => matches(arn, resource)));
  if (granted.length === 0 || !isAllowed) return undefined;
  // A task token or a mail names no resource.
  if (arns.length === 0) return granted;
  return granted.filter(({ resource }) => arns.some((arn) => matches(arn, resource)));
}

/**
 * Actions whose names differ from those of the operations.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html
 */
const ACTIONS: Readonly<Record<string, string>> = {
  HeadObject: 'GetObject',
  ListObjectsV2: 'ListBucket',
  CreateMultipartUpload: 'PutObject',
  UploadPart: 'PutObject',
  UploadPartCopy: 'PutObject',
  CompleteMultipartUpload: 'PutObject',
  ListParts: 'ListMultipartUploadParts',
};

/** SQS has one permission for a change of one message and of several; Lambda names the action InvokeFunction. */
const OTHER_ACTIONS: Readonly<Record<string, string>> = {
  'sqs:ChangeMessageVisibilityBatch': 'sqs:ChangeMessageVisibility',
  'lambda:Invoke': 'lambda:InvokeFunction',
};

const PREFIXES = {
  s3: 's3',
  dynamodb: 'dynamodb',
  ses: 'ses',
  stepFunctions: 'states',
  eventBridge: 'events',
  sqs: 'sqs',
  lambda: 'lambda',
} as const;

function actionOf({ service, operation }: AwsCall): string {
  const action = `${PREFIXES[service]}:${(service === 's3' && ACTIONS[operation]) || operation}`;
  return OTHER_ACTIONS[action] ?? action;
}

function arnOf(service: AwsCall['service'], resource: string, place: string): string {
  if (service === 's3') return `arn:aws:s3:::${resource}`;
  if (service === 'sqs') return `arn:aws:sqs:${place}:${resource}`;
  if (service === 'lambda') return `arn:aws:lambda:${place}:function:${resource}`;
  if (service === 'eventBridge') return `arn:aws:events:${place}:event-bus/${resource}`;
  return service === 'dynamodb' ? `arn:aws:dynamodb:${place}:table/${resource}` : resource;
}

function matches(arn: string, pattern: string): boolean {
  return pattern.endsWith('*') ? arn.startsWith(pattern.slice(0, -1)) : arn === pattern;
}

/** `ProcessChunk needs dynamodb:Query on Imports`. */
function describeCall(call: AwsCall): string {
  return `${call.functionName} needs ${actionOf(call)} on ${call.resources().join(' and ') || 'a resource'}`;
}

/** `dynamodb:Query on Imports/index/unfinished`: the ARN without what all resources of the stack have in common. */
export function describeGrant({ action, resource }: Grant): string {
  const short = resource
    .replace(/^arn:aws:(dynamodb|s3|states|logs|sqs|events|lambda):[^:]*:[^:]*:/, '')
    .replace(/rollcall-local-(Tables|storage)?/, '')
    .replace(/^table\//, '')
    .replace(/^(\w+?)[0-9a-fA-F]{8}(?=\/|$)/, '$1');
  return `${action} on ${short}`;
}

/**
 * Breaks off each call that the role of its function does not allow. Its import then fails or stays where it is, so the
 * call is reported at once.
 */
export function enforceRoles(roles: Roles, plan?: FaultPlan, onRefused = reportRefused): FaultPlan {
  return {
    faultAt(occasion) {
      const fault = plan?.faultAt(occasion);
      if (occasion.layer !== 'request' || roles.allows(occasion) !== undefined) return fault;
      const message = `${describeCall(occasion)}, and its role does not allow it`;
      onRefused(message);
      throw new Error(message);
    },
  };
}

function reportRefused(message: string): void {
  console.error(message);
}
