import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { StoredImage } from '../contracts/table-stream-event.ts';

/** An item as the stores read it, from the image of a stream record. */
export type ReadImage = (image: StoredImage) => Readonly<Record<string, unknown>>;

export const readStreamImage: ReadImage = (image) => unmarshall(image as Record<string, AttributeValue>);
