import {
  DeleteCommand,
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import { type Ticket, TicketSchema, type Turn, TurnSchema } from '../contracts/turn.ts';
import { type ItemKey, itemKeys, itemRanges } from '../core/naming/item-keys.ts';
import { documentClient, dynamoClient } from './dynamo-client.ts';
import { succeeds } from './dynamo-condition.ts';

/** The queue of each tenant in the imports table: one ticket per import, and the item that says whose turn it is. */
export interface TurnStore {
  /** Adds a ticket to the queue. Without effect if it exists. */
  putTicket(tenant: string, ticket: Pick<Ticket, 'item' | 'holder' | 'announcedAt'>): Promise<void>;
  readTicket(tenant: string, item: string): Promise<Ticket | undefined>;
  /** The ticket of the import that came first. */
  firstTicket(tenant: string): Promise<Ticket | undefined>;
  /** Stores the task token by which the import gets its turn. Without effect if the ticket is gone or has the token of a later try. */
  attachToken(tenant: string, item: string, token: string, retry: number): Promise<void>;
  deleteTicket(tenant: string, item: string): Promise<void>;
  /** Deletes a ticket if its token is still the one that was read. */
  dropTicket(tenant: string, ticket: Pick<Ticket, 'item' | 'token'>): Promise<void>;
  readTurn(tenant: string): Promise<Turn>;
  /** Gives the turn to a ticket. False: the turn has changed since `from` was read. */
  grant(tenant: string, from: Turn, ticket: string): Promise<boolean>;
  /** Takes the turn from a ticket; without effect if another ticket has it. */
  takeBack(tenant: string, ticket: string): Promise<void>;
}

export function createDynamoTurnStore(table: string, client = dynamoClient()): TurnStore {
  const dynamo = documentClient(client);
  const at = (Key: ItemKey): At => ({ TableName: table, Key });
  const read = async (key: ItemKey) =>
    (await dynamo.send(new GetCommand({ ...at(key), ConsistentRead: true }))).Item;
  return {
    ...ticketWrites(dynamo, at),
    readTicket: async (tenant, item) => {
      const found = await read(itemKeys.ticket(tenant, item));
      return found === undefined ? undefined : TicketSchema.parse(found);
    },
    firstTicket: async (tenant) => {
      const tickets = itemRanges.tickets(tenant);
      const { Items = [] } = await dynamo.send(
        new QueryCommand({
          TableName: table,
          ConsistentRead: true,
          Limit: 1,
          KeyConditionExpression: 'importId = :queue AND begins_with(#item, :prefix)',
          ExpressionAttributeNames: { '#item': 'item' },
          ExpressionAttributeValues: { ':queue': tickets.importId, ':prefix': tickets.prefix },
        }),
      );
      return Items[0] === undefined ? undefined : TicketSchema.parse(Items[0]);
    },
    readTurn: async (tenant) => TurnSchema.parse((await read(itemKeys.turn(tenant))) ?? { fencingToken: 0 }),
    grant: (tenant, from, ticket) =>
      succeeds(
        dynamo.send(
          new UpdateCommand({
            ...at(itemKeys.turn(tenant)),
            UpdateExpression: 'SET ticket = :ticket, #token = :next',
            ConditionExpression:
              'attribute_not_exists(ticket) AND (attribute_not_exists(#token) OR #token = :current)',
            ExpressionAttributeNames: { '#token': 'fencingToken' },
            ExpressionAttributeValues: {
              ':ticket': ticket,
              ':current': from.fencingToken,
              ':next': from.fencingToken + 1,
            },
          }),
        ),
      ),
    takeBack: async (tenant, ticket) => {
      await succeeds(
        dynamo.send(
          new UpdateCommand({
            ...at(itemKeys.turn(tenant)),
            UpdateExpression: 'REMOVE ticket',
            ConditionExpression: 'ticket = :ticket',
            ExpressionAttributeValues: { ':ticket': ticket },
          }),
        ),
      );
    },
  };
}

interface At {
  readonly TableName: string;
  readonly Key: ItemKey;
}

function ticketWrites(
  dynamo: DynamoDBDocumentClient,
  at: (key: ItemKey) => At,
): Pick<TurnStore, 'putTicket' | 'attachToken' | 'deleteTicket' | 'dropTicket'> {
  return {
    putTicket: async (tenant, { item, holder, announcedAt }) => {
      const { TableName, Key } = at(itemKeys.ticket(tenant, item));
      const Item = { ...Key, holder, ...(announcedAt !== undefined && { announcedAt }) };
      await succeeds(
        dynamo.send(
          new PutCommand({ TableName, Item, ConditionExpression: 'attribute_not_exists(importId)' }),
        ),
      );
    },
    attachToken: async (tenant, item, token, retry) => {
      await succeeds(
        dynamo.send(
          new UpdateCommand({
            ...at(itemKeys.ticket(tenant, item)),
            UpdateExpression: 'SET #token = :token, retry = :retry',
            ConditionExpression:
              'attribute_exists(importId) AND (attribute_not_exists(#token) OR (#token <> :token AND retry <= :retry))',
            ExpressionAttributeNames: { '#token': 'token' },
            ExpressionAttributeValues: { ':token': token, ':retry': retry },
          }),
        ),
      );
    },
    deleteTicket: async (tenant, item) => {
      await dynamo.send(new DeleteCommand(at(itemKeys.ticket(tenant, item))));
    },
    dropTicket: async (tenant, { item, token }) => {
      await succeeds(
        dynamo.send(
          new DeleteCommand({
            ...at(itemKeys.ticket(tenant, item)),
            ConditionExpression: token === undefined ? 'attribute_not_exists(#token)' : '#token = :token',
            ExpressionAttributeNames: { '#token': 'token' },
            ...(token !== undefined && { ExpressionAttributeValues: { ':token': token } }),
          }),
        ),
      );
    },
  };
}
