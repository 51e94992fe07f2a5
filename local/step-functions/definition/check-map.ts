import { isObject, type Json, type JsonObject } from '../language/json.ts';
import { type Check, checkFields, object, oneOf, path, text, wholeNumber } from './field-check.ts';
import { template } from './state-fields.ts';

/** Whether a Map state, which is not checked yet, has DISTRIBUTED mode. */
export function wantsDistributed(state: JsonObject): boolean {
  const { ItemProcessor } = state;
  const config = isObject(ItemProcessor) ? ItemProcessor.ProcessorConfig : undefined;
  return isObject(config) && config.Mode === 'DISTRIBUTED';
}

/** Checks the rules that concern several fields of a Map. */
export function checkMap(state: JsonObject, check: Check): void {
  const { ItemProcessor, Iterator: iterator, ItemReader, ItemsPath, ItemSelector, Parameters } = state;
  if ((ItemProcessor === undefined) === (iterator === undefined)) {
    check.problem('a Map needs an ItemProcessor (or the deprecated Iterator)', 'ItemProcessor');
  }
  if (ItemSelector !== undefined && Parameters !== undefined) {
    check.problem('cannot be combined with ItemSelector', 'Parameters');
  }
  if (isObject(ItemProcessor)) checkProcessorConfig(ItemProcessor.ProcessorConfig ?? {}, check);
  if (isObject(ItemReader)) checkReader(ItemReader, check);
  if (ItemReader !== undefined && ItemsPath !== undefined) {
    check.problem('cannot be combined with ItemReader', 'ItemsPath');
  }
  if (isObject(state.ResultWriter)) checkWriter(state.ResultWriter, check);
}

function checkProcessorConfig(config: Json, check: Check): void {
  const prefix = 'ItemProcessor.ProcessorConfig.';
  if (!isObject(config)) {
    check.problem('must be an object', 'ItemProcessor.ProcessorConfig');
    return;
  }
  if (config.Mode === 'DISTRIBUTED') {
    checkFields(config, { Mode: text, ExecutionType: oneOf('STANDARD') }, check, prefix);
    if (config.ExecutionType === undefined) check.problem('must be STANDARD', `${prefix}ExecutionType`);
  } else {
    checkFields(config, { Mode: oneOf('INLINE', 'DISTRIBUTED') }, check, prefix);
  }
}

function checkReader(reader: JsonObject, check: Check): void {
  const table = {
    Resource: oneOf('arn:aws:states:::s3:getObject'),
    Parameters: template,
    ReaderConfig: object,
  };
  checkFields(reader, table, check, 'ItemReader.');
  requireFields(reader, ['Resource'], check, 'ItemReader.');
  checkTarget(reader.Parameters, ['Bucket', 'Key'], check, 'ItemReader.Parameters');
  const { ReaderConfig: config = {} } = reader;
  if (!isObject(config)) return;
  const prefix = 'ItemReader.ReaderConfig.';
  const fields = {
    InputType: oneOf('JSON', 'JSONL'),
    MaxItems: wholeNumber(0, 100_000_000),
    MaxItemsPath: path,
  };
  checkFields(config, fields, check, prefix);
  requireFields(config, ['InputType'], check, prefix);
}

function checkWriter(writer: JsonObject, check: Check): void {
  const table = { Resource: oneOf('arn:aws:states:::s3:putObject'), Parameters: template };
  checkFields(writer, table, check, 'ResultWriter.');
  requireFields(writer, ['Resource'], check, 'ResultWriter.');
  checkTarget(writer.Parameters, ['Bucket', 'Prefix'], check, 'ResultWriter.Parameters');
}

/** Checks Parameters that name a place in S3: exactly these fields, each with or without `.$`. */
function checkTarget(
  parameters: Json | undefined,
  fields: readonly string[],
  check: Check,
  name: string,
): void {
  if (!isObject(parameters)) {
    check.problem('must be an object', name);
    return;
  }
  const table = Object.fromEntries(
    fields.flatMap((field) => [
      [field, text],
      [`${field}.$`, text],
    ]),
  );
  checkFields(parameters, table, check, `${name}.`);
  for (const field of fields) {
    if (!(field in parameters || `${field}.$` in parameters)) check.problem('is missing', `${name}.${field}`);
  }
}

function requireFields(value: JsonObject, fields: readonly string[], check: Check, prefix: string): void {
  for (const field of fields) if (!(field in value)) check.problem('is missing', `${prefix}${field}`);
}
