import * as iam from 'aws-cdk-lib/aws-iam';
import type { Stack } from 'aws-cdk-lib/core';

/**
 * E-mail from this one address, whether the address was verified or its whole domain. The condition holds where the domain's
 * identity would let any address of it through.
 */
export function sendMailFrom(stack: Stack, address: string): iam.PolicyStatement {
  const domain = address.slice(address.lastIndexOf('@') + 1);
  return new iam.PolicyStatement({
    actions: ['ses:SendRawEmail'],
    resources: [address, domain].map((resourceName) =>
      stack.formatArn({ service: 'ses', resource: 'identity', resourceName }),
    ),
    conditions: { StringEquals: { 'ses:FromAddress': address } },
  });
}
