import type { Import } from '../contracts/import.ts';
import type { SettingsSnapshot } from '../contracts/tenant-settings.ts';
import { visible } from '../core/wording/show-value.ts';

export interface Recipients {
  readonly to: readonly string[];
  /** Whether the e-mail may have attachments: all recipients are named, one by one, in the settings or the stage. */
  readonly mayHaveFiles: boolean;
  /** For the record of the import: which address was refused, and why. */
  readonly refusal?: string;
}

/**
 * Who may be written to about an import. The upload's metadata is not trusted: its address is a recipient only if the
 * tenant's settings name it, or its domain. The settings' own addresses receive each e-mail. Without them, the operator's
 * fallback address does: an address that an upload chose is never the only one to hear of it. docs/adr/0023.
 */
export function recipientsOf(
  { tenant, options: { notify: requested } }: Pick<Import, 'tenant' | 'options'>,
  settings: Pick<SettingsSnapshot, 'notify' | 'notifyDomains'>,
  fallbackAddress: string,
): Recipients {
  const named = settings.notify;
  const own = named.length === 0 ? [fallbackAddress] : named;
  const isOwn = own.some((address) => sameAddress(address, requested));
  const further =
    requested !== undefined && !isOwn && settings.notifyDomains.includes(domainOf(requested))
      ? [requested]
      : [];
  const isRefused =
    requested !== undefined && !isOwn && further.length === 0 && !sameAddress(requested, fallbackAddress);
  return {
    to: [...own, ...further],
    mayHaveFiles: further.length === 0,
    ...(isRefused && {
      refusal: `No e-mail was sent to ${visible(requested)}: the settings of tenant ${tenant} name neither this address nor its domain.`,
    }),
  };
}

/** The domain of an e-mail address, in lower case. */
export function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1).toLowerCase();
}

function sameAddress(address: string, other: string | undefined): boolean {
  return address.toLowerCase() === other?.toLowerCase();
}
