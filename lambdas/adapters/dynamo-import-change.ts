import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import {
  type Guard,
  IMPORT_CHANGES,
  type ImportChangeName,
  type ImportChangeRule,
  type ImportStatus,
} from '../contracts/import-status.ts';
import { type Condition, createImportUpdate } from './dynamo-import-update.ts';

/** What the writer has read, as far as the guards compare it. */
export interface GuardFacts {
  readonly attempt: number;
  readonly revision: number | undefined;
  readonly token: string | undefined;
  readonly retry: number;
  /** Key of the object that says how far the results are collected. */
  readonly collected: string | undefined;
}

interface FactOf extends Record<Guard, keyof GuardFacts | never> {
  readonly 'same-attempt': 'attempt';
  readonly 'turn-not-begun': 'attempt';
  readonly 'same-revision': 'revision';
  readonly 'not-cancelled': never;
  readonly 'same-token': 'token';
  readonly 'not-confirmed': never;
  readonly 'no-later-try': 'retry';
  readonly 'same-collection': 'collected';
  readonly 'evaluation-pending': never;
}

type Rule<Name extends ImportChangeName> = (typeof IMPORT_CHANGES)[Name];
export type FactsFor<Name extends ImportChangeName> = Pick<GuardFacts, FactOf[Rule<Name>['guards'][number]]>;

export interface GuardedChange<Name extends ImportChangeName> {
  /** Its `status`, if any, is one that the rule leads to. */
  readonly set: Readonly<Record<string, unknown>> & {
    readonly status?: Rule<Name> extends { readonly to: readonly (infer To)[] } ? To | undefined : undefined;
  };
  readonly remove?: readonly string[];
}

/** Makes a change of IMPORT_CHANGES. False: the import is not in one of its statuses, or a guard does not hold. */
export type ChangeImport = <Name extends ImportChangeName>(
  name: Name,
  importId: string,
  change: GuardedChange<Name>,
  facts: FactsFor<Name>,
) => Promise<boolean>;

export function createChangeImport(
  table: string,
  now: () => Date,
  dynamo: DynamoDBDocumentClient,
): ChangeImport {
  const update = createImportUpdate(table, now, dynamo);
  return async (name, importId, { set, remove = [] }, facts) => {
    const { from }: ImportChangeRule = IMPORT_CHANGES[name];
    const condition = (statuses: readonly ImportStatus[]) =>
      conditionOf(name, statuses, facts as Partial<GuardFacts>);
    const others = set.status === undefined ? [] : from.filter((status) => status !== set.status);
    if (others.length > 0 && (await update(importId, set, remove, condition(others), true))) return true;
    // A repetition: the status is this one already, so that there is no change to count.
    const same = set.status === undefined ? from : from.filter((status) => status === set.status);
    return same.length > 0 && update(importId, set, remove, condition(same));
  };
}

const GUARDS: Readonly<Record<Guard, (facts: Partial<GuardFacts>) => Condition>> = {
  'same-attempt': ({ attempt }) => ({
    ConditionExpression: '#attempt = :attempt',
    ExpressionAttributeNames: { '#attempt': 'attempt' },
    ExpressionAttributeValues: { ':attempt': attempt },
  }),
  'turn-not-begun': ({ attempt }) => ({
    ConditionExpression: '(attribute_not_exists(begunAttempt) OR begunAttempt < :attempt)',
    ExpressionAttributeValues: { ':attempt': attempt },
  }),
  'same-revision': ({ revision }) => ({
    ConditionExpression: '#feed.#revision = :revision',
    ExpressionAttributeNames: { '#feed': 'feed', '#revision': 'revision' },
    ExpressionAttributeValues: { ':revision': revision },
  }),
  'not-cancelled': () => ({ ConditionExpression: 'attribute_not_exists(cancelRequestedAt)' }),
  'same-token': ({ token }) => ({
    ConditionExpression: '#asked.#token = :token',
    ExpressionAttributeNames: { '#asked': 'confirmation', '#token': 'token' },
    ExpressionAttributeValues: { ':token': token },
  }),
  'not-confirmed': () => ({
    ConditionExpression: 'attribute_not_exists(#asked.confirmedAt)',
    ExpressionAttributeNames: { '#asked': 'confirmation' },
  }),
  'no-later-try': ({ retry }) => ({
    ConditionExpression: '(attribute_not_exists(#asked.retry) OR #asked.retry <= :retry)',
    ExpressionAttributeNames: { '#asked': 'confirmation' },
    ExpressionAttributeValues: { ':retry': retry },
  }),
  'same-collection': ({ collected }) =>
    collected === undefined
      ? { ConditionExpression: 'attribute_not_exists(collecting)' }
      : {
          ConditionExpression: '#collecting.#collected = :collected',
          ExpressionAttributeNames: { '#collecting': 'collecting', '#collected': 'key' },
          ExpressionAttributeValues: { ':collected': collected },
        },
  'evaluation-pending': () => ({
    ConditionExpression: '#evaluation = :pending',
    ExpressionAttributeNames: { '#evaluation': 'evaluation' },
    ExpressionAttributeValues: { ':pending': 'PENDING' },
  }),
};

function conditionOf(
  name: ImportChangeName,
  from: readonly ImportStatus[],
  facts: Partial<GuardFacts>,
): Condition {
  const { guards } = IMPORT_CHANGES[name];
  return allOf([statusIn(from), ...guards.map((guard) => GUARDS[guard](facts))]);
}

/** False where there is no such import as well: an update would create one. */
function statusIn(statuses: readonly ImportStatus[]): Condition {
  const values = Object.fromEntries(statuses.map((status, index) => [`:from${index}`, status]));
  return {
    ConditionExpression: `#from IN (${Object.keys(values).join(', ')})`,
    ExpressionAttributeNames: { '#from': 'status' },
    ExpressionAttributeValues: values,
  };
}

function allOf(conditions: readonly Condition[]): Condition {
  return {
    ConditionExpression: conditions.map((each) => each.ConditionExpression).join(' AND '),
    ExpressionAttributeNames: Object.assign({}, ...conditions.map((each) => each.ExpressionAttributeNames)),
    ExpressionAttributeValues: Object.assign({}, ...conditions.map((each) => each.ExpressionAttributeValues)),
  };
}
