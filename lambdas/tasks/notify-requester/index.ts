import { createDynamoImportStore } from '../../adapters/dynamo-import-store.ts';
import { createS3ObjectStore } from '../../adapters/s3-object-store.ts';
import { createS3ObjectTags } from '../../adapters/s3-object-tags.ts';
import { createSesMailer } from '../../adapters/ses-mailer.ts';
import { AttemptReferenceSchema } from '../../contracts/state-payloads.ts';
import { createHandler } from '../../runtime/create-handler.ts';
import { readEnvironment } from '../../runtime/read-environment.ts';
import { NotifyRequesterEnvironment } from './environment.ts';
import { createNotifyRequester } from './handler.ts';

const environment = readEnvironment(NotifyRequesterEnvironment);
const now = () => new Date();

export const handler = createHandler({
  service: 'notify-requester',
  input: AttemptReferenceSchema,
  run: createNotifyRequester({
    objects: createS3ObjectStore(),
    imports: createDynamoImportStore(environment.IMPORTS_TABLE, now),
    tags: createS3ObjectTags(),
    sendMail: createSesMailer(),
    resultsBucket: environment.RESULTS_BUCKET,
    senderAddress: environment.SENDER_ADDRESS,
    fallbackAddress: environment.FALLBACK_NOTIFY_ADDRESS,
    now,
  }),
});
