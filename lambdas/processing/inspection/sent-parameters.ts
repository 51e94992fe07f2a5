import type { Import } from '../../contracts/import.ts';
import { ParametersTextSchema } from '../../contracts/upload-metadata.ts';
import { inPlainWords } from '../../core/wording/describe-issue.ts';
import { FileRejected } from '../../runtime/errors.ts';

/** The parameters that came with a file: in its metadata, or with the request that created its import. @throws FileRejected */
export function sentParameters({
  parametersText,
  parameters,
}: Pick<Import, 'parametersText' | 'parameters'>): unknown {
  if (parametersText === undefined) return parameters;
  const read = ParametersTextSchema.safeDecode(parametersText, inPlainWords);
  if (read.success) return read.data;
  const problems = read.error.issues.map(({ message }) => `rollcall-parameters: ${message}`);
  throw new FileRejected('BAD_METADATA', `The upload's metadata is wrong. ${problems.join('; ')}.`);
}
