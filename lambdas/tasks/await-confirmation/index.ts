import { createDynamoImportStore } from '../../adapters/dynamo-import-store.ts';
import { createS3ObjectStore } from '../../adapters/s3-object-store.ts';
import { createSesMailer } from '../../adapters/ses-mailer.ts';
import { createTellConfirmed } from '../../adapters/step-functions-turns.ts';
import { ConfirmationRequestSchema } from '../../contracts/state-payloads.ts';
import { createHandler } from '../../runtime/create-handler.ts';
import { readEnvironment } from '../../runtime/read-environment.ts';
import { AwaitConfirmationEnvironment } from './environment.ts';
import { createAwaitConfirmation } from './handler.ts';

const environment = readEnvironment(AwaitConfirmationEnvironment);
const now = () => new Date();

export const handler = createHandler({
  service: 'await-confirmation',
  input: ConfirmationRequestSchema,
  run: createAwaitConfirmation({
    objects: createS3ObjectStore(),
    imports: createDynamoImportStore(environment.IMPORTS_TABLE, now),
    sendMail: createSesMailer(),
    tellConfirmed: createTellConfirmed(),
    resultsBucket: environment.RESULTS_BUCKET,
    senderAddress: environment.SENDER_ADDRESS,
    fallbackAddress: environment.FALLBACK_NOTIFY_ADDRESS,
    now,
  }),
});
