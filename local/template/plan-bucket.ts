import type { BucketPlan, CorsRule, Planned } from './planned.ts';
import { type Properties, readProperties, refuseOthers } from './properties.ts';

const known = [
  'BucketName',
  'NotificationConfiguration',
  'CorsConfiguration',
  // Without effect here: permissions, encryption, lifecycle, versions.
  'AccessControl',
  'BucketEncryption',
  'LifecycleConfiguration',
  'LoggingConfiguration',
  'OwnershipControls',
  'PublicAccessBlockConfiguration',
  'Tags',
  'VersioningConfiguration',
];

/** @throws for notifications other than to EventBridge */
export function planBucket({ logicalId, identity, properties }: Planned): BucketPlan {
  const bucket = readProperties(logicalId, properties, known);
  const notifications = bucket.child('NotificationConfiguration');
  refuseOthers(`${logicalId}.NotificationConfiguration`, bucket.json('NotificationConfiguration'), [
    'EventBridgeConfiguration',
  ]);
  const eventBridge = notifications?.child('EventBridgeConfiguration');
  const enabled =
    eventBridge !== undefined && String(eventBridge.json('EventBridgeEnabled') ?? true) === 'true';
  return {
    name: identity.ref,
    url: `https://${identity.attributes.RegionalDomainName}`,
    emitsEvents: enabled,
    cors: (bucket.child('CorsConfiguration')?.children('CorsRules') ?? []).map(corsRule),
  };
}

function corsRule(rule: Properties): CorsRule {
  const texts = (name: string): readonly string[] => rule.list(name).map(String);
  return {
    allowedOrigins: texts('AllowedOrigins'),
    allowedMethods: texts('AllowedMethods'),
    allowedHeaders: texts('AllowedHeaders'),
    exposedHeaders: texts('ExposedHeaders'),
    maxAge: rule.optionalNumber('MaxAge'),
  };
}
