import { useServiceText } from '../texts/service/use-service-text.ts';
import { Prose } from './prose.tsx';

/** A message of the service, in lines. */
export function ServiceMessage({ children }: { readonly children: string }) {
  const { text, lang } = useServiceText()(children);
  return (
    <span lang={lang} className="whitespace-pre-line">
      {text}
    </span>
  );
}

/** What the service says about a type or a field: a sentence that begins with a capital letter. */
export function ServiceProse({ children }: { readonly children: string }) {
  const { text, lang } = useServiceText()(children);
  return (
    <span lang={lang}>
      <Prose text={`${text.charAt(0).toUpperCase()}${text.slice(1)}`} />
    </span>
  );
}
