/** Issuers of operators' tokens: OpenID Connect providers that a stage trusts. */
import * as z from 'zod';

/** On one machine: replaced by the address of the embedded issuer. `.localhost` never leaves a machine (RFC 6761). */
export const LOCAL_ISSUER = 'http://issuer.localhost';

const ISSUER_URL =
  /^(https:\/\/[A-Za-z0-9.-]+(:\d{1,5})?(\/[\w.~/-]*)?|http:\/\/(issuer\.localhost|127\.0\.0\.1:\d{1,5}))$/;

/** An environment of Lambda has 4 KB. */
const MAX_ISSUERS = 5;
const text = z.string().regex(/^[\x21-\x7e]{1,200}$/);

export const IssuerSchema = z.strictObject({
  /** Exactly as in the claim `iss`, with or without a slash at the end. */
  issuer: z.string().max(200).regex(ISSUER_URL),
  /** A value of the claim `aud`; of Cognito's access tokens, the id of the client (`client_id`). */
  audience: text,
  /** The claim with the roles or groups of a person. A dot leads into an object, such as `realm_access.roles`. */
  roleClaim: text,
  /** The value of that claim that makes a person an operator. */
  operatorValue: text,
  /** The public client of `rollcall login` and of the page. Without it, operators cannot sign in there. */
  clientId: text.optional(),
  /** The origin of its token endpoint, if it is not that of the issuer: the page may speak with no other. */
  tokenOrigin: z
    .string()
    .max(200)
    .regex(/^https:\/\/[A-Za-z0-9.-]+(:\d{1,5})?$/)
    .optional(),
  /** Scopes to ask for, separated by spaces. */
  scope: z
    .string()
    .regex(/^[\x21-\x7e]+( [\x21-\x7e]+)*$/)
    .max(300)
    .default('openid offline_access'),
});
export type Issuer = z.output<typeof IssuerSchema>;

export const IssuersSchema = z.array(IssuerSchema).max(MAX_ISSUERS);

/** What the API tells everyone, so that `rollcall login` needs no configuration: no secret. */
export const SignInSchema = z.object({
  issuers: z.array(
    z.object({ issuer: z.string(), audience: z.string(), clientId: z.string(), scope: z.string() }),
  ),
});
export type SignIn = z.infer<typeof SignInSchema>;
