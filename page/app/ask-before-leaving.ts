const reasons = new Set<string>();

/** The browser asks whether to leave the page, as long as there is a reason to stay. */
export function askBeforeLeaving(reason: string, isGiven: boolean): void {
  if (isGiven) reasons.add(reason);
  else reasons.delete(reason);
  if (reasons.size > 0) window.addEventListener('beforeunload', ask);
  else window.removeEventListener('beforeunload', ask);
}

function ask(event: BeforeUnloadEvent): void {
  event.preventDefault();
}
