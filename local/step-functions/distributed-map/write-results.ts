import { PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { parseArn } from '../executions/arn.ts';
import type { ExecutionRecord } from '../executions/execution-record.ts';
import type { JsonObject } from '../language/json.ts';
import { StatesError } from '../language/states-error.ts';
import { childResult } from './child-result.ts';

export interface ResultTarget {
  readonly bucket: string;
  readonly prefix: string;
}

/**
 * Writes the results of the children to `<prefix>/<id of the Map Run>/`: manifest.json, and SUCCEEDED_0.json and
 * FAILED_0.json, each a JSON array in item order, like a ResultWriter without WriterConfig on AWS.
 * @returns the Map state's result
 * @throws StatesError States.ResultWriterFailed
 */
export async function writeResults(
  s3: S3Client,
  { bucket, prefix }: ResultTarget,
  mapRunArn: string,
  children: readonly ExecutionRecord[],
): Promise<JsonObject> {
  const id = parseArn(mapRunArn)?.name ?? '';
  const folder = prefix === '' ? id : `${prefix.replace(/\/$/, '')}/${id}`;
  const put = async (Key: string, content: unknown) => {
    const Body = Buffer.from(JSON.stringify(content));
    await s3.send(new PutObjectCommand({ Bucket: bucket, Key, Body, ContentType: 'application/json' }));
    return { Key, Size: Body.length };
  };
  const putList = async (name: string, listed: readonly ExecutionRecord[]) =>
    listed.length === 0 ? [] : [await put(`${folder}/${name}_0.json`, listed.map(childResult))];
  try {
    const succeeded = children.filter(({ status }) => status === 'SUCCEEDED');
    const failed = children.filter(({ status }) => status === 'FAILED' || status === 'TIMED_OUT');
    const ResultFiles = {
      FAILED: await putList('FAILED', failed),
      PENDING: [],
      SUCCEEDED: await putList('SUCCEEDED', succeeded),
    };
    const Key = `${folder}/manifest.json`;
    await put(Key, { DestinationBucket: bucket, MapRunArn: mapRunArn, ResultFiles });
    return { MapRunArn: mapRunArn, ResultWriterDetails: { Bucket: bucket, Key } };
  } catch (error) {
    const { name, message } = error as Error;
    throw new StatesError(
      'States.ResultWriterFailed',
      `Attempting to write to s3://${bucket}/${folder}: ${name}: ${message}`,
    );
  }
}
