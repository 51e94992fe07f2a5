import type { ImportTypeView } from '../../client/rollcall-client.ts';
import { useTexts } from '../texts/use-texts.ts';
import { Badge } from '../ui/badge.tsx';
import { Code } from '../ui/prose.tsx';
import { ServiceProse } from '../ui/service-message.tsx';
import { ruleOf } from './field-rule.ts';

type Field = ImportTypeView['fields'][number];

const CELL = 'py-3 pr-6 align-top last:pr-0 max-sm:block max-sm:py-1';

/** A table; on phones, a list of its rows. */
export function FieldsTable({ fields }: { readonly fields: readonly Field[] }) {
  const { types: texts } = useTexts();
  return (
    <table className="w-full text-sm max-sm:block">
      <thead className="border-b border-line text-left text-xs text-muted max-sm:sr-only">
        <tr>
          {[texts.column, texts.rule].map((title) => (
            <th key={title} scope="col" className="pb-2 font-medium">
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="divide-y divide-line max-sm:block">
        {fields.map((field) => (
          <tr key={field.name} className="max-sm:block max-sm:py-2">
            <th scope="row" className={`${CELL} text-left font-normal sm:w-72`}>
              <span className="flex flex-wrap items-center gap-2">
                <Code>{field.name}</Code>
                {field.required && <Badge tone="info">{texts.required}</Badge>}
                {field.immutable && <Badge>{texts.immutable}</Badge>}
              </span>
              {field.aliases.length > 0 && (
                <span className="block pt-1 text-muted">{texts.aliases(field.aliases.join(', '))}</span>
              )}
            </th>
            <td className={CELL}>
              <p>
                <ServiceProse>{field.description}</ServiceProse>
              </p>
              <Rule field={field} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Rule({ field }: { readonly field: Field }) {
  const rule = ruleOf(field);
  return (
    rule !== undefined && (
      <p className="pt-1 text-muted">
        <ServiceProse>{rule}</ServiceProse>
      </p>
    )
  );
}
