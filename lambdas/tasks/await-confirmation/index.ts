import {
  confirmationContact,
  fallbackAddress,
  importLink,
  imports,
  notifyConfirmed,
  now,
  objects,
  resultsBucket,
  senderAddress,
  sendMail,
  tenants,
} from '../../composition/ports.ts';
import { task } from '../../composition/task.ts';
import { ConfirmationRequestSchema } from '../../contracts/state-payloads.ts';
import { createAwaitConfirmation } from './handler.ts';

export const handler = task('await-confirmation', ConfirmationRequestSchema, createAwaitConfirmation, {
  objects,
  imports,
  tenants,
  sendMail,
  notifyConfirmed,
  resultsBucket,
  senderAddress,
  fallbackAddress,
  confirmationContact,
  importLink,
  now,
});
