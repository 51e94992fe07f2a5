import { notifyConfirmed } from '../../composition/execution-ports.ts';
import { sendMail } from '../../composition/mail-ports.ts';
import {
  confirmationContact,
  fallbackAddress,
  importLink,
  imports,
  now,
  resultsBucket,
  senderAddress,
  tenants,
} from '../../composition/ports.ts';
import { objects } from '../../composition/s3-ports.ts';
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
