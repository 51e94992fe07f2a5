import { type ItemReader, labelOf, type MapState, processorOf } from '../definition/state.ts';
import { selectInput } from '../language/data-flow.ts';
import { isObject, type Json, type JsonObject } from '../language/json.ts';
import type { Roots } from '../language/path.ts';
import { runtimeError } from '../language/states-error.ts';
import { evaluateTemplate } from '../language/template.ts';
import type { DistributedMapJob, ItemSource } from './distributed-map-job.ts';
import type { Flow } from './flow.ts';
import { arrayOf, itemSelector, numberOf } from './map-items.ts';

/** The most concurrent child executions of one Map Run (Step Functions quotas). MaxConcurrency 0 means this number. */
const mostChildren = 10_000;

/** Evaluates the fields of a distributed Map state and starts its Map Run. */
export function performDistributedMap(
  name: string,
  state: MapState,
  rawInput: Json,
  context: JsonObject,
  flow: Flow,
): Promise<Json> {
  const roots = { input: selectInput(state, rawInput, context), context };
  const number = (field: NumberField, max: number) =>
    numberOf(state[field], state[`${field}Path`], `${field}Path`, roots, max);
  const job: DistributedMapJob = {
    stateName: name,
    label: labelOf(name, state),
    processor: processorOf(state),
    items:
      state.ItemReader === undefined
        ? { kind: 'array', items: arrayOf(name, state, rawInput, context) }
        : readerSource(state.ItemReader, roots),
    select: itemSelector(state, rawInput, context),
    maxConcurrency: Math.min(number('MaxConcurrency', 99_999_999) || mostChildren, mostChildren),
    toleratedFailureCount: number('ToleratedFailureCount', 99_999_999),
    toleratedFailurePercentage: number('ToleratedFailurePercentage', 100),
    resultWriter:
      state.ResultWriter === undefined ? undefined : writerTarget(state.ResultWriter.Parameters, roots),
  };
  return flow.services.runDistributedMap(job, flow);
}

type NumberField = 'MaxConcurrency' | 'ToleratedFailureCount' | 'ToleratedFailurePercentage';

function readerSource({ Parameters, ReaderConfig }: ItemReader, roots: Roots): ItemSource {
  const { MaxItems, MaxItemsPath, InputType } = ReaderConfig;
  const maxItems = numberOf(MaxItems, MaxItemsPath, 'MaxItemsPath', roots, 100_000_000);
  return {
    kind: 's3',
    bucket: textOf(Parameters, 'Bucket', roots),
    key: textOf(Parameters, 'Key', roots),
    inputType: InputType,
    maxItems: maxItems || Number.POSITIVE_INFINITY,
  };
}

function writerTarget(parameters: JsonObject, roots: Roots): { bucket: string; prefix: string } {
  return { bucket: textOf(parameters, 'Bucket', roots), prefix: textOf(parameters, 'Prefix', roots) };
}

function textOf(template: JsonObject, field: string, roots: Roots): string {
  const evaluated = evaluateTemplate(template, roots);
  const value = isObject(evaluated) ? evaluated[field] : undefined;
  if (typeof value === 'string') return value;
  throw runtimeError(`${field} must be a string.`);
}
