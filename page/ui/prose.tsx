import type { ReactNode } from 'preact/compat';

/** Text with `code` and **strong** parts, as the descriptions of types and fields have them. Links are shown as their text. */
export function Prose({ text }: { readonly text: string }) {
  return <>{piecesOf(text)}</>;
}

const PIECE = /`([^`]+)`|\*\*([^*]+)\*\*|\[([^\]]+)\]\([^)]+\)/g;

function piecesOf(text: string): readonly ReactNode[] {
  const pieces: ReactNode[] = [];
  let end = 0;
  for (const match of text.matchAll(PIECE)) {
    const [whole, code, strong, link] = match;
    if (match.index > end) pieces.push(text.slice(end, match.index));
    if (code !== undefined) pieces.push(<Code key={match.index}>{code}</Code>);
    else if (strong !== undefined) pieces.push(<strong key={match.index}>{strong}</strong>);
    else pieces.push(link);
    end = match.index + whole.length;
  }
  if (end < text.length) pieces.push(text.slice(end));
  return pieces;
}

export function Code({ children }: { readonly children: ReactNode }) {
  return <code className="rounded bg-sunken px-1 py-0.5 font-mono text-[0.9em] break-words">{children}</code>;
}
