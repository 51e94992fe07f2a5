/**
 * The mailbox of an e-mail address, by which addresses are compared: letter case does not matter, and a domain is the
 * same in its own letters (müller.example) and in ASCII (xn--mller-kva.example). A text that is no address is only put
 * in lower case.
 */
export function mailboxOf(address: string): string {
  const at = address.lastIndexOf('@');
  const lower = (text: string) => text.toLowerCase().normalize('NFC');
  return `${lower(address.slice(0, at + 1))}${asciiDomain(address.slice(at + 1)) ?? lower(address.slice(at + 1))}`;
}

/** Letters, digits and marks of any script; nothing that has a meaning in a URL. */
const DOMAIN = /^[\p{L}\p{M}\p{N}.-]+$/u;
const ASCII = /^[\x21-\x7e]+$/;

/** A domain in lower case and ASCII, as DNS knows it; undefined for a text that is not a domain name. */
export function asciiDomain(domain: string): string | undefined {
  if (ASCII.test(domain)) return domain.toLowerCase();
  if (!DOMAIN.test(domain) || !URL.canParse(`http://${domain}`)) return undefined;
  return new URL(`http://${domain}`).hostname;
}
