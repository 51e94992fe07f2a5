import { useLoaded } from '../../api/use-polled.ts';
import { loadTrailWords, type TrailWords } from '../../texts/language.ts';
import { useLocalized } from '../../texts/use-texts.ts';

/** @returns undefined until they are there */
export function useTrailWords(): TrailWords | undefined {
  const { language } = useLocalized();
  return useLoaded(`trail words ${language}`, () => loadTrailWords(language)).data;
}
