import { identify } from './identity.ts';
import { isWanted, type Scope } from './intrinsics.ts';
import { planBucket } from './plan-bucket.ts';
import { customResourceFunctions, planBucketDeployment } from './plan-bucket-deployment.ts';
import { planDistributions } from './plan-distribution.ts';
import { planEventBus } from './plan-event-bus.ts';
import { planEventSourceMapping } from './plan-event-source-mapping.ts';
import { planEventInvokeConfig, planFunction } from './plan-function.ts';
import { planFunctionUrl } from './plan-function-url.ts';
import {
  type ApiPart,
  checkStage,
  planHttpApis,
  readApi,
  readIntegration,
  readRoute,
} from './plan-http-api.ts';
import { planQueue } from './plan-queue.ts';
import { planRule } from './plan-rule.ts';
import { planStateMachine } from './plan-state-machine.ts';
import { planTable } from './plan-table.ts';
import type { Plan, Planned } from './planned.ts';
import {
  type FrontPart,
  readAccessControl,
  readDistribution,
  readResponseHeaders,
} from './read-front-parts.ts';
import { createResolve } from './resolve.ts';
import { isSupported, type SupportedType } from './resource-types.ts';
import type { Resource, Stack } from './stack.ts';

/** Adds the plan of one resource. */
type AddTo = (plan: MutablePlan, resource: Planned) => void | Promise<void>;
type MutablePlan = {
  -readonly [K in keyof Plan]: Plan[K] extends readonly (infer T)[] ? T[] : Plan[K];
} & { readonly apiParts: ApiPart[]; readonly frontParts: FrontPart[] };

const adders: Readonly<Record<SupportedType, AddTo>> = {
  'AWS::S3::Bucket': (plan, resource) => void plan.buckets.push(planBucket(resource)),
  'AWS::DynamoDB::Table': (plan, resource) => void plan.tables.push(planTable(resource)),
  'AWS::DynamoDB::GlobalTable': (plan, resource) => void plan.tables.push(planTable(resource)),
  'AWS::Lambda::Function': (plan, resource) => void plan.functions.push(planFunction(resource)),
  'AWS::Lambda::Url': (plan, resource) => void plan.httpEndpoints.push(planFunctionUrl(resource)),
  'AWS::Lambda::EventInvokeConfig': (plan, resource) =>
    void plan.asyncInvokes.push(planEventInvokeConfig(resource)),
  'AWS::Lambda::EventSourceMapping': (plan, resource) =>
    void plan.eventSourceMappings.push(planEventSourceMapping(resource)),
  'AWS::ApiGatewayV2::Api': (plan, resource) => void plan.apiParts.push(readApi(resource)),
  'AWS::ApiGatewayV2::Integration': (plan, resource) => void plan.apiParts.push(readIntegration(resource)),
  'AWS::ApiGatewayV2::Route': (plan, resource) => void plan.apiParts.push(readRoute(resource)),
  'AWS::ApiGatewayV2::Stage': (_, resource) => checkStage(resource),
  'AWS::CloudFront::Distribution': (plan, resource) => void plan.frontParts.push(readDistribution(resource)),
  'AWS::CloudFront::ResponseHeadersPolicy': (plan, resource) =>
    void plan.frontParts.push(readResponseHeaders(resource)),
  'AWS::CloudFront::OriginAccessControl': (plan, resource) =>
    void plan.frontParts.push(readAccessControl(resource)),
  'Custom::CDKBucketDeployment': (plan, resource) =>
    void plan.bucketDeployments.push(planBucketDeployment(resource)),
  'AWS::StepFunctions::StateMachine': async (plan, resource) =>
    void plan.stateMachines.push(await planStateMachine(resource)),
  'AWS::Events::Rule': (plan, resource) => void plan.rules.push(planRule(resource)),
  'AWS::Events::EventBus': (plan, resource) => void plan.eventBuses.push(planEventBus(resource)),
  'AWS::SQS::Queue': (plan, resource) => void plan.queues.push(planQueue(resource)),
};

/**
 * Reads a stack into a plan of what to run, with all references resolved. It reads only the template and the assets.
 * @throws if a part of the template would behave differently here than on AWS
 */
export async function readPlan(stack: Stack): Promise<Plan> {
  const identities = identify(stack);
  const resolve = createResolve(stack, identities);
  const scope: Scope = { stack, identities, resolve };
  const apiParts: ApiPart[] = [];
  const frontParts: FrontPart[] = [];
  const plan: MutablePlan = {
    apiParts,
    frontParts,
    distributions: [],
    bucketDeployments: [],
    buckets: [],
    tables: [],
    functions: [],
    httpEndpoints: [],
    asyncInvokes: [],
    stateMachines: [],
    rules: [],
    eventBuses: [],
    eventSourceMappings: [],
    queues: [],
    outputs: {},
  };
  const withoutWork = customResourceFunctions(stack);
  for (const [logicalId, resource] of Object.entries(stack.template.Resources)) {
    const identity = identities.get(logicalId);
    if (
      identity === undefined ||
      withoutWork.has(logicalId) ||
      !isSupported(resource.Type, logicalId) ||
      !isWanted(resource.Condition, scope)
    )
      continue;
    const properties = resolve(resource.Properties ?? {}, logicalId);
    await adders[resource.Type](plan, {
      logicalId,
      constructId: constructId(logicalId, resource),
      identity,
      properties,
      stack,
    });
  }
  plan.httpEndpoints.push(...planHttpApis(apiParts));
  plan.distributions.push(
    ...planDistributions(frontParts, { endpoints: plan.httpEndpoints, buckets: plan.buckets }),
  );
  plan.outputs = readOutputs(scope);
  return plan;
}

/**
 * The id that the CDK code gave: `Stack/Tasks/InspectFile/Resource` → `InspectFile`. Without path metadata it is
 * the logical id without the hash of the path that the CDK appends: `InspectFile3A2BF012` → `InspectFile`.
 */
function constructId(logicalId: string, resource: Resource): string {
  const path = resource.Metadata?.['aws:cdk:path'];
  if (typeof path !== 'string') return logicalId.replace(/[0-9A-F]{8}$/, '');
  return (
    path
      .split('/')
      .filter((part) => part !== 'Resource')
      .at(-1) ?? logicalId
  );
}

function readOutputs(scope: Scope): Readonly<Record<string, string>> {
  const outputs: Record<string, string> = {};
  for (const [name, output] of Object.entries(scope.stack.template.Outputs ?? {})) {
    if (isWanted(output.Condition, scope))
      outputs[name] = String(scope.resolve(output.Value, `Outputs.${name}`));
  }
  return outputs;
}
