import { withoutOptions } from '../texts/without-options.ts';

/** A message of the service: in English, and in lines. */
export function ServiceMessage({ children }: { readonly children: string }) {
  return (
    <span lang="en" className="whitespace-pre-line">
      {withoutOptions(children)}
    </span>
  );
}
