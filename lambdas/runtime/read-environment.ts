import type { z } from 'zod';
import { RollcallError } from './errors.ts';

/**
 * The function's environment, checked against its schema.
 * @throws ConfigurationError naming every variable that is missing or malformed, so that one deployment can fix them all.
 */
export function readEnvironment<S extends z.ZodType>(
  schema: S,
  environment: NodeJS.ProcessEnv = process.env,
): z.output<S> {
  const parsed = schema.safeParse(environment);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  throw new RollcallError('ConfigurationError', `environment: ${problems.join('; ')}`);
}
