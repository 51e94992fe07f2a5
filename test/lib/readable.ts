/** `<Logical.Arn>/partners/*` and the like, from the template's intrinsic functions. */
export function readable(resource: unknown): string {
  if (typeof resource === 'string') return resource;
  const [[kind, value] = []] = Object.entries(resource as Record<string, unknown>);
  if (kind === 'Fn::GetAtt') return `<${(value as string[]).join('.')}>`;
  if (kind === 'Fn::Join') return (value as [string, unknown[]])[1].map(readable).join('');
  return `<${String(value)}>`;
}
