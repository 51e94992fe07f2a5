import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createDynamoClaimStore } from '../adapters/dynamo-claim-store.ts';
import { createDynamoImportStore, type ImportStore } from '../adapters/dynamo-import-store.ts';
import { createDynamoPreviewStore } from '../adapters/dynamo-preview-store.ts';
import { createDynamoUserStore } from '../adapters/dynamo-user-store.ts';
import { openOverlay } from './overlay.ts';

export interface EvaluationTables {
  readonly IMPORTS_TABLE: string;
  readonly USERS_TABLE: string;
  readonly PREVIEWS_TABLE: string;
}

/** The tables for the steps of an evaluation: the import's own chunk items stay untouched, and so do the users. */
export function evaluationPorts({ IMPORTS_TABLE, USERS_TABLE, PREVIEWS_TABLE }: EvaluationTables) {
  const now = () => new Date();
  const client = new DynamoDBClient({});
  const users = createDynamoUserStore(USERS_TABLE, now);
  const claims = createDynamoClaimStore(USERS_TABLE, client);
  const previews = createDynamoPreviewStore(PREVIEWS_TABLE, now, client);
  return {
    now,
    users,
    claims,
    imports: withoutBudget(createDynamoImportStore(IMPORTS_TABLE, now, client, 'evaluation')),
    openOverlay: (step: Parameters<typeof openOverlay>[1]) => openOverlay({ users, claims, previews }, step),
  };
}

/** Whoever wants to know what a file would do wants to know all of it. */
function withoutBudget(imports: ImportStore): ImportStore {
  return {
    ...imports,
    read: async (importId) => {
      const item = await imports.read(importId);
      const { errorBudget: _, ...options } = item.options;
      return { ...item, options };
    },
  };
}
