import type { EventBusPlan, Planned } from './planned.ts';
import { readProperties } from './properties.ts';

/** @throws for a bus of a partner */
export function planEventBus({ logicalId, identity, properties }: Planned): EventBusPlan {
  // Without effect here: what it is for, encryption, permissions, logs.
  const known = ['Name', 'Description', 'KmsKeyIdentifier', 'Policy', 'LogConfig', 'Tags'];
  readProperties(logicalId, properties, known);
  return { name: identity.ref, arn: identity.attributes.Arn ?? '' };
}
