/** The parts of an e-mail that its reader sees. */
export interface ReadMail {
  readonly subject: string;
  readonly to: string;
  readonly text: string;
  readonly html: string;
  /** By file name. */
  readonly attachments: ReadonlyMap<string, Buffer>;
}

interface Part {
  readonly headers: ReadonlyMap<string, string>;
  readonly body: string;
}

/** Parses the part of MIME that our own mails use (RFC 2045 to 2047). For tests only: it trusts its input. */
export function readMail(raw: Buffer): ReadMail {
  const mail = partOf(raw.toString('latin1'));
  const leaves = leavesOf(mail);
  const textOf = (type: string) => {
    const leaf = leaves.find(({ headers }) => headers.get('content-type')?.startsWith(type));
    return leaf === undefined ? '' : contentOf(leaf).toString('utf8').replaceAll('\r\n', '\n');
  };
  const attachments = leaves.flatMap((leaf) => {
    const name = /filename="?([^";]+)/.exec(leaf.headers.get('content-disposition') ?? '')?.[1];
    return name === undefined ? [] : ([[name, contentOf(leaf)]] as const);
  });
  return {
    subject: decodeWords(mail.headers.get('subject') ?? ''),
    to: mail.headers.get('to') ?? '',
    text: textOf('text/plain'),
    html: textOf('text/html'),
    attachments: new Map(attachments),
  };
}

function partOf(source: string): Part {
  const [, head = '', body = ''] = /^([\s\S]*?)\r?\n\r?\n([\s\S]*)$/.exec(source) ?? [];
  const lines = head.replaceAll(/\r?\n[ \t]+/g, ' ').split(/\r?\n/);
  const headers = lines.map((line): [string, string] => {
    const colon = line.indexOf(':');
    return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
  });
  return { headers: new Map(headers), body };
}

function leavesOf(part: Part): readonly Part[] {
  const type = part.headers.get('content-type') ?? '';
  if (!type.startsWith('multipart/')) return [part];
  const boundary = /boundary="?([^";]+)/.exec(type)?.[1] ?? '';
  const sections = `\r\n${part.body.replaceAll(/\r?\n/g, '\r\n')}`.split(`\r\n--${boundary}`).slice(1, -1);
  return sections.flatMap((section) => leavesOf(partOf(section.replace(/^\r\n/, ''))));
}

function contentOf({ headers, body }: Part): Buffer {
  switch (headers.get('content-transfer-encoding')) {
    case 'base64':
      return Buffer.from(body, 'base64');
    case 'quoted-printable':
      return Buffer.from(unquote(body.replaceAll(/=\r?\n/g, '')), 'latin1');
    default:
      return Buffer.from(body, 'latin1');
  }
}

const unquote = (text: string): string =>
  text.replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));

/** `=?UTF-8?Q?…?=` and `=?UTF-8?B?…?=`. */
function decodeWords(text: string): string {
  return text
    .replaceAll(/\?=\s+=\?/g, '?==?')
    .replaceAll(/=\?UTF-8\?([QB])\?([^?]*)\?=/gi, (_, kind: string, word: string) =>
      kind.toUpperCase() === 'B'
        ? Buffer.from(word, 'base64').toString('utf8')
        : Buffer.from(unquote(word.replaceAll('_', ' ')), 'latin1').toString('utf8'),
    );
}
