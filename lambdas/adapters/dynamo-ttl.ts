/** The attribute by which DynamoDB deletes an item: a time in seconds. */
export function ttl(expiresAt: Date | undefined): { readonly expiresAt?: number } {
  return expiresAt === undefined ? {} : { expiresAt: Math.ceil(expiresAt.getTime() / 1000) };
}
