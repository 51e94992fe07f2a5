/** What a person would lose: a file that is being sent, or corrections that are not sent. */
export type Loss = 'upload' | 'corrections';

const losses = new Set<Loss>();

/** The browser asks whether to leave the page, as long as something would be lost. */
export function askBeforeLeaving(loss: Loss, isGiven: boolean): void {
  if (isGiven) losses.add(loss);
  else losses.delete(loss);
  if (losses.size > 0) window.addEventListener('beforeunload', ask);
  else window.removeEventListener('beforeunload', ask);
}

export function wouldLose(loss: Loss): boolean {
  return losses.has(loss);
}

/** Asks before corrections are discarded. @returns whether to go on */
export function mayDiscard(question: string): boolean {
  return !wouldLose('corrections') || confirm(question);
}

function ask(event: BeforeUnloadEvent): void {
  event.preventDefault();
}
