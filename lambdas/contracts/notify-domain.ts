import * as z from 'zod';

/** Labels of at most 63 characters, at least two of them: exactly this domain, without subdomains. */
const DOMAIN = /^(?=.{1,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

/** A domain whose addresses an upload may name as recipients, in lower case: `acme.example`. */
export const NotifyDomainSchema = z
  .string()
  .max(253, 'expected at most 253 characters')
  .toLowerCase()
  .regex(DOMAIN, 'expected a domain such as acme.example, without @ and without wildcards');
