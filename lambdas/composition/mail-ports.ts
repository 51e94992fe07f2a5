/** The port of SES: see ports.ts. */
import { createSesMailer } from '../adapters/ses-mailer.ts';

export const sendMail = () => createSesMailer();
