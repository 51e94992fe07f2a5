import type { Argument, Option } from 'commander';
import { FileEncodingSchema } from '../../lambdas/contracts/file-encoding.ts';
import { storedApis } from '../remote/credentials.ts';
import type { Candidate } from './candidate.ts';
import { rememberedImports } from './remembered-imports.ts';

/** Any locale can be typed: these are the usual ones. */
const LOCALES = [
  'cs-CZ',
  'da-DK',
  'de-AT',
  'de-CH',
  'de-DE',
  'en-GB',
  'en-US',
  'es-ES',
  'fi-FI',
  'fr-CA',
  'fr-FR',
].concat([
  'it-IT',
  'ja-JP',
  'ko-KR',
  'nb-NO',
  'nl-NL',
  'pl-PL',
  'pt-BR',
  'pt-PT',
  'ru-RU',
  'sv-SE',
  'tr-TR',
  'zh-CN',
]);

/** Of options whose values commander does not know. */
const VALUES: Readonly<Record<string, () => readonly string[]>> = {
  '--encoding': () => FileEncodingSchema.options,
  '--locale': () => LOCALES,
  '--api': () => storedApis(process.env),
};

export function optionValues({ long, argChoices }: Option): readonly Candidate[] {
  const values = argChoices ?? VALUES[long ?? '']?.() ?? [];
  return values.map((value) => ({ value, description: '' }));
}

export function argumentValues(argument: Argument): readonly Candidate[] {
  if (argument.name() === 'import id') return rememberedImports(process.env);
  return (argument.argChoices ?? []).map((value) => ({ value, description: '' }));
}
