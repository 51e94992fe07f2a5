import type { Identity } from './identity.ts';
import type { Json, Stack } from './stack.ts';

/** A resource with its name and its resolved properties. */
export interface Planned {
  readonly logicalId: string;
  readonly constructId: string;
  readonly identity: Identity;
  readonly properties: Json;
  readonly stack: Stack;
}

export interface BucketPlan {
  readonly name: string;
  /** Where presigned URLs of it are, without a slash at the end. */
  readonly url: string;
  /** Whether it sends events of its objects to EventBridge. */
  readonly emitsEvents: boolean;
  readonly cors: readonly CorsRule[];
}

/** Which browsers of other origins may send what to a bucket. Patterns have at most one `*`. */
export interface CorsRule {
  readonly allowedOrigins: readonly string[];
  readonly allowedMethods: readonly string[];
  readonly allowedHeaders: readonly string[];
  readonly exposedHeaders: readonly string[];
  readonly maxAge: number | undefined;
}

export interface StreamPlan {
  readonly arn: string;
  readonly viewType: string;
}

export interface EventBusPlan {
  readonly name: string;
  readonly arn: string;
}

/** Lambda's reader of a stream. */
export interface EventSourceMappingPlan {
  readonly logicalId: string;
  readonly constructId: string;
  readonly streamArn: string;
  readonly functionName: string;
  readonly startingPosition: 'TRIM_HORIZON' | 'LATEST';
  readonly batchSize: number;
  /** Patterns of records to invoke the function with; empty: all. */
  readonly filters: readonly Json[];
  /** -1: until the record expires. */
  readonly maximumRetryAttempts: number;
  readonly reportsItemFailures: boolean;
  readonly onFailureArn: string | undefined;
}

export interface TablePlan {
  readonly name: string;
  readonly stream?: StreamPlan | undefined;
  /** The body of DynamoDB's CreateTable. */
  readonly createTable: { readonly [name: string]: Json };
}

export interface FunctionPlan {
  readonly name: string;
  readonly arn: string;
  readonly logicalId: string;
  readonly constructId: string;
  readonly codePath: string;
  /** `file.export`, as in Lambda. */
  readonly handler: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly memoryMb: number;
  readonly timeoutSeconds: number;
  readonly reservedConcurrency: number | undefined;
  /** The function's own dead-letter queue, for asynchronous invocations. */
  readonly deadLetterArn: string | undefined;
}

/** The URL of a function, or an HTTP API whose requests all go to one function. */
export interface HttpEndpointPlan {
  readonly functionArn: string;
  /** The origin in resolved references, without a slash at the end. `startHttpEndpoints` replaces it by the local one. */
  readonly url: string;
}

/** The HTTP API that is an origin. */
export interface ApiOrigin {
  readonly kind: 'api';
  readonly host: string;
  readonly functionArn: string;
}

/** The bucket that is an origin. */
export interface FilesOrigin {
  readonly kind: 'files';
  readonly bucket: string;
  /** Whether files are compressed for browsers that accept it. */
  readonly compresses: boolean;
}

/** Where a distribution sends the requests of some paths. */
export interface BehaviorPlan {
  /** Undefined: all paths that no other behavior has. */
  readonly pathPattern: string | undefined;
  readonly origin: ApiOrigin | FilesOrigin;
  /** Set in each answer. */
  readonly responseHeaders: Readonly<Record<string, string>>;
}

export interface DistributionPlan {
  /** As in HttpEndpointPlan. */
  readonly url: string;
  /** The key of the file at `/`. */
  readonly rootObject: string | undefined;
  /** The first one whose pattern fits has the request. */
  readonly behaviors: readonly BehaviorPlan[];
}

/** Files that a deployment copies into a bucket. */
export interface BucketDeploymentPlan {
  readonly bucket: string;
  /** Of the asset. */
  readonly directory: string;
  /** Patterns of keys: those that are excluded are not copied, unless they are included. */
  readonly exclude: readonly string[];
  readonly include: readonly string[];
  readonly cacheControl: string | undefined;
}

export interface AsyncInvokePlan {
  readonly functionName: string;
  readonly maximumRetryAttempts: number;
  readonly onFailureArn: string | undefined;
}

export interface StateMachinePlan {
  readonly name: string;
  readonly arn: string;
  readonly definition: Json;
}

export interface TargetPlan {
  readonly id: string;
  readonly functionArn: string;
  /** The constant input that replaces the event, as JSON text. */
  readonly input: string | undefined;
  readonly deadLetterArn: string | undefined;
}

export interface RulePlan {
  readonly name: string;
  /** The name of the event bus. */
  readonly bus: string;
  readonly logicalId: string;
  readonly constructId: string;
  readonly arn: string;
  readonly enabled: boolean;
  readonly pattern: Json | undefined;
  readonly schedule: string | undefined;
  readonly targets: readonly TargetPlan[];
}

export interface QueuePlan {
  readonly logicalId: string;
  readonly constructId: string;
  readonly name: string;
  readonly url: string;
  readonly arn: string;
}

/** All resources to run, by kind. */
export interface Plan {
  readonly buckets: readonly BucketPlan[];
  readonly tables: readonly TablePlan[];
  readonly functions: readonly FunctionPlan[];
  readonly httpEndpoints: readonly HttpEndpointPlan[];
  readonly distributions: readonly DistributionPlan[];
  readonly bucketDeployments: readonly BucketDeploymentPlan[];
  readonly asyncInvokes: readonly AsyncInvokePlan[];
  readonly stateMachines: readonly StateMachinePlan[];
  readonly rules: readonly RulePlan[];
  readonly eventBuses: readonly EventBusPlan[];
  readonly eventSourceMappings: readonly EventSourceMappingPlan[];
  readonly queues: readonly QueuePlan[];
  readonly outputs: Readonly<Record<string, string>>;
}
