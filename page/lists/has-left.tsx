import { useTexts } from '../texts/use-texts.ts';
import { Badge } from '../ui/badge.tsx';

/** In place of the status of a row that the list does not have any more: its state now is not known. */
export function HasLeft() {
  const { lists } = useTexts();
  return <Badge>{lists.hasLeft}</Badge>;
}
