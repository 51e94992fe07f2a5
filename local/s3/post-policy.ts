import type { S3Refusal } from './answer-xml.ts';
import { hmacOfScope } from './signature.ts';

interface PostedForm {
  readonly bucket: string;
  /** In lower case, without the file. */
  readonly fields: ReadonlyMap<string, string>;
  readonly fileBytes: number;
}

type Condition = { readonly [field: string]: string } | readonly [string, unknown, unknown];

interface Policy {
  readonly expiration: string;
  readonly conditions: readonly Condition[];
}

/** Fields that need no condition. */
const FREE = new Set(['policy', 'x-amz-signature', 'file']);

/**
 * Checks a browser's POST as S3 does: the signature of the policy, its expiration, each condition, and that no field is
 * without a condition. https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-HTTPPOSTConstructPolicy.html, 2026-11.
 * @returns undefined if the upload is allowed
 */
export function refusePost(form: PostedForm, secret: string, now: Date): S3Refusal | undefined {
  const text = form.fields.get('policy');
  if (text === undefined) return denied('Access Denied');
  if (signatureOf(form.fields, text, secret) !== form.fields.get('x-amz-signature'))
    return {
      code: 'SignatureDoesNotMatch',
      status: 403,
      message: 'The request signature we calculated does not match the signature you provided.',
    };
  const policy = parsePolicy(text);
  if (policy === undefined)
    return { code: 'InvalidPolicyDocument', status: 400, message: 'Invalid Policy: Invalid JSON.' };
  if (Date.parse(policy.expiration) <= now.getTime())
    return denied('Invalid according to Policy: Policy expired.');
  const values = new Map(form.fields).set('bucket', form.bucket);
  for (const condition of policy.conditions) {
    const refusal = refuseCondition(condition, values, form.fileBytes);
    if (refusal !== undefined) return refusal;
  }
  const named = new Set(policy.conditions.map(fieldOf));
  const extra = [...form.fields.keys()].find(
    (name) => !named.has(name) && !FREE.has(name) && !name.startsWith('x-ignore-'),
  );
  return extra === undefined
    ? undefined
    : denied(`Invalid according to Policy: Extra input fields: ${extra}`);
}

function denied(message: string): S3Refusal {
  return { code: 'AccessDenied', status: 403, message };
}

function parsePolicy(text: string): Policy | undefined {
  try {
    return JSON.parse(Buffer.from(text, 'base64').toString('utf8'));
  } catch {
    return undefined;
  }
}

/** Of Signature Version 4: the policy is signed as it is. */
function signatureOf(fields: PostedForm['fields'], policy: string, secret: string): string {
  const [, ...scope] = (fields.get('x-amz-credential') ?? '').split('/');
  return hmacOfScope(scope, secret).update(policy).digest('hex');
}

/** In lower case. */
function fieldOf(condition: Condition): string {
  const name = isTriple(condition) ? String(condition[1]).replace(/^\$/, '') : Object.keys(condition)[0];
  return (name ?? '').toLowerCase();
}

function isTriple(condition: Condition): condition is readonly [string, unknown, unknown] {
  return Array.isArray(condition);
}

function refuseCondition(
  condition: Condition,
  values: ReadonlyMap<string, string>,
  fileBytes: number,
): S3Refusal | undefined {
  if (isTriple(condition) && condition[0] === 'content-length-range') {
    const [, least, most] = condition;
    if (fileBytes < Number(least))
      return {
        code: 'EntityTooSmall',
        status: 400,
        message: 'Your proposed upload is smaller than the minimum allowed size',
      };
    if (fileBytes > Number(most))
      return {
        code: 'EntityTooLarge',
        status: 400,
        message: 'Your proposed upload exceeds the maximum allowed size',
      };
    return undefined;
  }
  const value = values.get(fieldOf(condition)) ?? '';
  const [operator, , wanted] = isTriple(condition) ? condition : ['eq', '', Object.values(condition)[0]];
  const holds = operator === 'starts-with' ? value.startsWith(String(wanted)) : value === wanted;
  return holds
    ? undefined
    : denied(`Invalid according to Policy: Policy Condition failed: ${JSON.stringify(condition)}`);
}
