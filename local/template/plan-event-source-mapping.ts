import type { EventSourceMappingPlan, Planned } from './planned.ts';
import { readProperties } from './properties.ts';

const known = [
  'EventSourceArn',
  'FunctionName',
  'BatchSize',
  'StartingPosition',
  'FilterCriteria',
  'MaximumRetryAttempts',
  'FunctionResponseTypes',
  'DestinationConfig',
  // Without effect here: there is one shard, a batch does not wait for more records, and records do not expire.
  'ParallelizationFactor',
  'MaximumBatchingWindowInSeconds',
  'MaximumRecordAgeInSeconds',
  'Tags',
];

/** Lambda's default for streams (AWS::Lambda::EventSourceMapping reference). */
const DEFAULT_BATCH_SIZE = 100;

/** @throws for a source that is not the stream of a DynamoDB table, and for a mapping that is disabled */
export function planEventSourceMapping({
  logicalId,
  constructId,
  properties,
}: Planned): EventSourceMappingPlan {
  const mapping = readProperties(logicalId, properties, known);
  const streamArn = mapping.text('EventSourceArn');
  if (!/^arn:aws:dynamodb:.*\/stream\//.test(streamArn))
    throw new Error(`${logicalId}.EventSourceArn: expected the stream of a table, found ${streamArn}`);
  const position = mapping.text('StartingPosition');
  if (position !== 'TRIM_HORIZON' && position !== 'LATEST')
    throw new Error(`${logicalId}.StartingPosition: expected TRIM_HORIZON or LATEST, found ${position}`);
  const filters = mapping.child('FilterCriteria')?.children('Filters') ?? [];
  return {
    logicalId,
    constructId,
    streamArn,
    functionName: mapping.text('FunctionName'),
    startingPosition: position,
    batchSize: mapping.optionalNumber('BatchSize') ?? DEFAULT_BATCH_SIZE,
    filters: filters.map((filter) => JSON.parse(filter.text('Pattern'))),
    maximumRetryAttempts: mapping.optionalNumber('MaximumRetryAttempts') ?? -1,
    reportsItemFailures: mapping.list('FunctionResponseTypes').includes('ReportBatchItemFailures'),
    onFailureArn: mapping.child('DestinationConfig')?.child('OnFailure')?.text('Destination'),
  };
}
