import type { Import } from '../../lambdas/contracts/import.ts';
import { inCommandWords } from '../../lambdas/core/wording/option-words.ts';

type Texts = Pick<Import, 'reason' | 'issues' | 'firstErrors' | 'firstWarnings'>;

/** Where a message of an import names an option, it names the one of the command. */
export function inWordsOfCommand<T extends Texts>(item: T): T {
  const { reason, issues, firstErrors, firstWarnings } = item;
  const words = <M extends { readonly message: string }>(one: M): M => ({
    ...one,
    message: inCommandWords(one.message),
  });
  return {
    ...item,
    ...(reason && { reason: words(reason) }),
    ...(issues && {
      issues: {
        ...issues,
        groups: issues.groups.map((group) => ({ ...group, kind: inCommandWords(group.kind) })),
      },
    }),
    ...(firstErrors && { firstErrors: firstErrors.map(words) }),
    ...(firstWarnings && { firstWarnings: firstWarnings.map(words) }),
  };
}
