import type { BucketPlan, Planned } from './planned.ts';
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
  const cors = bucket.child('CorsConfiguration')?.children('CorsRules') ?? [];
  return {
    name: identity.ref,
    emitsEvents: enabled,
    corsXml:
      cors.length === 0 ? undefined : `<CORSConfiguration>${cors.map(corsRule).join('')}</CORSConfiguration>`,
  };
}

const escapeXml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

function corsRule(rule: Properties): string {
  const elements = (name: string, values: readonly unknown[]): string =>
    values.map((value) => `<${name}>${escapeXml(String(value))}</${name}>`).join('');
  const maxAge = rule.optionalNumber('MaxAge');
  return `<CORSRule>${[
    elements('AllowedOrigin', rule.list('AllowedOrigins')),
    elements('AllowedMethod', rule.list('AllowedMethods')),
    elements('AllowedHeader', rule.list('AllowedHeaders')),
    elements('ExposeHeader', rule.list('ExposedHeaders')),
    elements('MaxAgeSeconds', maxAge === undefined ? [] : [maxAge]),
  ].join('')}</CORSRule>`;
}
