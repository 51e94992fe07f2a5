import { choices } from './check-choice.ts';
import { catchers, retry } from './check-error-handling.ts';
import { checkExpressionText, checkTemplate } from './check-paths.ts';
import {
  anything,
  type FieldCheck,
  name,
  number,
  object,
  oneOf,
  onlyTrue,
  path,
  pathOrNull,
  resultPath,
  text,
  timestamp,
  wholeNumber,
} from './field-check.ts';

const seconds = wholeNumber(1, 99_999_999);

export const template: FieldCheck = (value, { problem, scope }) => checkTemplate(value, scope, problem);
const objectTemplate: FieldCheck = (value, check) => {
  object(value, check);
  template(value, check);
};
/** ErrorPath and CausePath accept a path or an intrinsic function. */
const expression: FieldCheck = (value, { problem, scope }) => checkExpressionText(value, scope, problem);
/** `$$.Map.Item` of the Map itself exists only in ItemSelector. */
const itemTemplate: FieldCheck = (value, check) =>
  objectTemplate(value, { ...check, scope: { ...check.scope, mapItem: true } });

const any = { Type: anything, Comment: text, QueryLanguage: oneOf('JSONPath') };
const inputOutput = { ...any, InputPath: pathOrNull, OutputPath: pathOrNull };
const transition = { Next: name, End: onlyTrue };
const result = { ResultSelector: objectTemplate, ResultPath: resultPath };

/** Fields of a Map that are allowed only with DISTRIBUTED mode. */
const distributedFields: Readonly<Record<string, FieldCheck>> = {
  ItemReader: object,
  ResultWriter: object,
  Label: text,
  ToleratedFailureCount: wholeNumber(0, 99_999_999),
  ToleratedFailureCountPath: path,
  ToleratedFailurePercentage: number(0, 100),
  ToleratedFailurePercentagePath: path,
};

const inlineMap: Readonly<Record<string, FieldCheck>> = {
  ...inputOutput,
  ...result,
  ...transition,
  ItemProcessor: object,
  Iterator: object,
  ItemsPath: path,
  ItemSelector: itemTemplate,
  Parameters: itemTemplate,
  MaxConcurrency: wholeNumber(0, 99_999_999),
  MaxConcurrencyPath: path,
  Retry: retry('Map'),
  Catch: catchers('Map'),
};

/** The fields of each state type and their checks. Other fields are refused. */
export const stateFields: Readonly<Record<string, Readonly<Record<string, FieldCheck>>>> = {
  Pass: { ...inputOutput, ...transition, Parameters: template, Result: anything, ResultPath: resultPath },
  Task: {
    ...inputOutput,
    ...result,
    ...transition,
    Parameters: template,
    Resource: text,
    TimeoutSeconds: seconds,
    TimeoutSecondsPath: path,
    HeartbeatSeconds: seconds,
    HeartbeatSecondsPath: path,
    Retry: retry('Task'),
    Catch: catchers('Task'),
  },
  Choice: { ...inputOutput, Choices: choices, Default: name },
  Wait: {
    ...inputOutput,
    ...transition,
    Seconds: wholeNumber(0, 99_999_999),
    SecondsPath: path,
    Timestamp: timestamp,
    TimestampPath: path,
  },
  Succeed: inputOutput,
  Fail: { ...any, Error: text, ErrorPath: expression, Cause: text, CausePath: expression },
  Parallel: {
    ...inputOutput,
    ...result,
    ...transition,
    Parameters: template,
    Branches: anything,
    Retry: retry('Parallel'),
    Catch: catchers('Parallel'),
  },
  Map: inlineMap,
  'distributed Map': { ...inlineMap, ...distributedFields },
};
