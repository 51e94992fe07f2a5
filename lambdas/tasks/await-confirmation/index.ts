import {
  fallbackAddress,
  imports,
  now,
  objects,
  resultsBucket,
  senderAddress,
  sendMail,
  tellConfirmed,
} from '../../composition/ports.ts';
import { task } from '../../composition/task.ts';
import { ConfirmationRequestSchema } from '../../contracts/state-payloads.ts';
import { createAwaitConfirmation } from './handler.ts';

export const handler = task('await-confirmation', ConfirmationRequestSchema, createAwaitConfirmation, {
  objects,
  imports,
  sendMail,
  tellConfirmed,
  resultsBucket,
  senderAddress,
  fallbackAddress,
  now,
});
