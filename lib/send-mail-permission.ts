import * as iam from 'aws-cdk-lib/aws-iam';
import type { Stack } from 'aws-cdk-lib/core';

/**
 * E-mail from this one address. While an account is in the SES sandbox, SES also checks the permission on the identity of
 * each recipient, and recipients are not known at deployment: the permission is for all identities of the account and
 * Region, and the condition on the sender limits it.
 */
export function sendMailFrom(stack: Stack, address: string): iam.PolicyStatement {
  return new iam.PolicyStatement({
    actions: ['ses:SendRawEmail'],
    resources: [stack.formatArn({ service: 'ses', resource: 'identity', resourceName: '*' })],
    conditions: { StringEquals: { 'ses:FromAddress': address } },
  });
}
