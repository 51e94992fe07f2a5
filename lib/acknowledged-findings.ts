import { type CfnElement, Stack, Validations } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';
import {
  ERASURES_PREFIX,
  IMPORTS_PREFIX,
  UPLOADS_PREFIX,
  WORK_PREFIX,
} from '../lambdas/contracts/object-prefixes.ts';
import type { Erasure } from './erasure.ts';
import type { Recovery } from './recovery.ts';
import type { Storage } from './storage.ts';
import type { Tables } from './tables.ts';
import type { Workflow } from './workflow.ts';

const OBJECT_NAMES =
  'The keys of objects are known when they are written: the prefix is as narrow as a role can be.';

/**
 * What the AwsSolutions rules of cdk-nag find here and why it stays: test/lib/cdk-nag.test.ts runs them, and an organization
 * that runs them over its own apps reads the same reasons. Every id names one resource; a new wildcard is a new finding.
 */
export function acknowledgeFindings(
  stack: Stack,
  {
    storage,
    tables,
    workflow,
    recovery,
    erasure,
  }: { storage: Storage; tables: Tables; workflow: Workflow; recovery: Recovery; erasure: Erasure },
) {
  const named = (construct: IConstruct) => logicalIdOf(stack, construct);
  const objects = (bucket: IConstruct, prefix: string) => objectsUnder(stack, bucket, prefix);
  const executionsOf = ({ stateMachine }: Workflow | Recovery | Erasure) =>
    `arn:<AWS::Partition>:states:<AWS::Region>:<AWS::AccountId>:execution:<${named(stateMachine)}.Name>`;
  const executionNames =
    'The ids of executions are known when they start; only executions of these state machines match.';

  Validations.of(stack).acknowledge(
    {
      id: wildcard('*'),
      reason:
        'X-Ray and log delivery of Step Functions know no resources to name. test/lib/permissions.test.ts lists the actions.',
    },
    { id: objects(storage.uploads, UPLOADS_PREFIX), reason: OBJECT_NAMES },
    { id: objects(storage.results, WORK_PREFIX), reason: OBJECT_NAMES },
    { id: objects(storage.results, IMPORTS_PREFIX), reason: OBJECT_NAMES },
    { id: objects(storage.results, ERASURES_PREFIX), reason: OBJECT_NAMES },
    { id: wildcard(`${executionsOf(workflow)}/*`), reason: executionNames },
    { id: wildcard(`${executionsOf(workflow)}:*`), reason: executionNames },
    { id: wildcard(`${executionsOf(recovery)}:*`), reason: executionNames },
    { id: wildcard(`${executionsOf(erasure)}:*`), reason: executionNames },
    {
      id: wildcard(`<${named(tables.imports)}.Arn>/stream/*`),
      reason:
        'dynamodb:ListStreams is checked on the streams of the table. Only this action has the wildcard; a stream is read by its own ARN.',
    },
    {
      id: wildcard('arn:<AWS::Partition>:ses:<AWS::Region>:<AWS::AccountId>:identity/*'),
      reason:
        'In the SES sandbox, the identities of recipients are checked too, and they are not known at deployment. The condition ses:FromAddress allows one sender.',
    },
    {
      id: 'AwsSolutions-S1',
      reason:
        "Who read which object is a question for the account's CloudTrail data events: server access logs are best effort, and would be a third bucket full of object keys.",
    },
    {
      id: 'AwsSolutions-APIG4',
      reason:
        'The function checks the bearer of each request: API keys and import sessions are not JWTs, and an authorizer would be another function.',
    },
    {
      id: 'AwsSolutions-CFR1',
      reason: 'The senders of a product may be anywhere: which countries they are in is not known here.',
    },
    {
      id: 'AwsSolutions-CFR2',
      reason:
        'The API throttles, and the function bounds what a request without a valid bearer costs. A web ACL costs money by the month: docs/operations.md says how to add one.',
    },
    {
      id: 'AwsSolutions-CFR3',
      reason:
        'A log of CloudFront would have the paths, and so the keys of users. The API logs each request without its path.',
    },
    {
      id: 'AwsSolutions-CFR4',
      reason:
        'The certificate of CloudFront, for stages without a domain of their own, has a fixed policy. With domainName, TLS 1.2 is the minimum.',
    },
    {
      id: 'AwsSolutions-SQS3',
      reason: 'These queues are the dead-letter queues, of a rule and of a function.',
    },
  );
}

function wildcard(resource: string): string {
  return `AwsSolutions-IAM5[Resource::${resource}]`;
}

/** For a role that may put objects with any key under these prefixes. */
export function acknowledgePrefixes(
  scope: IConstruct,
  bucket: IConstruct,
  prefixes: readonly string[],
): void {
  const ids = prefixes.map((prefix) => objectsUnder(Stack.of(scope), bucket, prefix));
  Validations.of(scope).acknowledge(...ids.map((id) => ({ id, reason: OBJECT_NAMES })));
}

function objectsUnder(stack: Stack, bucket: IConstruct, prefix: string): string {
  return wildcard(`<${logicalIdOf(stack, bucket)}.Arn>/${prefix}*`);
}

function logicalIdOf(stack: Stack, construct: IConstruct): string {
  return stack.getLogicalId(construct.node.defaultChild as CfnElement);
}
