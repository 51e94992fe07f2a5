/** Ports of the tasks that evaluate and write users: see ports.ts. */
import { createDynamoClaimStore } from '../adapters/dynamo-claim-store.ts';
import { createDynamoImportStore } from '../adapters/dynamo-import-store.ts';
import { createDynamoPreviewStore } from '../adapters/dynamo-preview-store.ts';
import { createDynamoUserStore } from '../adapters/dynamo-user-store.ts';
import { openOverlay } from '../evaluation/overlay.ts';
import { withoutErrorBudget } from '../evaluation/without-error-budget.ts';
import { claims, clock, imports, type Needs, now, resultsBucket, users, writeConcurrency } from './ports.ts';
import { objects } from './s3-ports.ts';

/** For the tasks that write users. */
export const processingPorts = { objects, imports, users, claims, resultsBucket, writeConcurrency, now };
/** The imports as an evaluation sees them: chunk items of its own, and no limit of failed records. */
export const evaluatedImports = ({ IMPORTS_TABLE }: Needs<'IMPORTS_TABLE'>) =>
  withoutErrorBudget(createDynamoImportStore(IMPORTS_TABLE, clock, undefined, 'evaluation'));
/** Opens the users table as one step of an evaluation sees it: reads the real one, writes to the previews table. */
export const overlay = ({ USERS_TABLE, PREVIEWS_TABLE }: Needs<'USERS_TABLE' | 'PREVIEWS_TABLE'>) => {
  const tables = {
    users: createDynamoUserStore(USERS_TABLE, clock),
    claims: createDynamoClaimStore(USERS_TABLE),
    previews: createDynamoPreviewStore(PREVIEWS_TABLE, clock),
  };
  return (step: Parameters<typeof openOverlay>[1]) => openOverlay(tables, step);
};
/** For the tasks of an evaluation: they leave users and the import's own chunks as they are. */
export const evaluationPorts = {
  objects,
  imports: evaluatedImports,
  users,
  claims,
  resultsBucket,
  openOverlay: overlay,
  now,
};
