import { CARRIAGE_RETURN, LINE_FEED, SPACE } from '../bytes.ts';
import type { ArrayReading, StateReader } from './array-reading.ts';
import { CLOSE_BRACE, CLOSE_BRACKET, COLON, COMMA, TAB } from './json-bytes.ts';
import { createJsonStringReader } from './json-string.ts';
import { type Candidate, isWithinReach, type NextElement } from './next-element.ts';

/** State `in-string`: reads up to the closing quote of the string, or to the line feed that shows that it has none. */
export function createReadString(reading: ArrayReading, nextElement: NextElement): StateReader {
  const { element } = reading;
  const strings = createJsonStringReader();
  return (bytes, from) => {
    const at = strings.read(bytes, from);
    if (at === bytes.length) return at;
    if (bytes[at] === LINE_FEED) {
      // A string ends on its own line: this one has lost its closing quote.
      const next = nextElement.inString(bytes, at, reading.base, element);
      if (next !== undefined && isWithinReach(next, element)) reading.breakOff(next);
      else reading.damage(false);
      return at;
    }
    reading.end = reading.base + at + 1;
    reading.candidate = nextElement.isDoubtfulEnd(bytes, at)
      ? nextElement.inString(bytes, at, reading.base, element)
      : undefined;
    reading.state = reading.candidate === undefined ? stateAfterString(reading) : 'after-doubtful-string';
    return at + 1;
  };
}

/** State `after-doubtful-string`: what follows a closing quote shows whether it really is one. */
export function createReadAfterDoubtfulString(reading: ArrayReading): StateReader {
  /** The quote is the beginning of the next element's first name: that element began within the string. */
  function leaveString(next: Candidate): void {
    if (!isWithinReach(next, reading.element)) {
      reading.damage(false);
      return;
    }
    reading.breakOff(next);
    reading.state = 'in-string';
  }

  return (bytes, from) => {
    let at = from;
    while (bytes[at] === SPACE || bytes[at] === TAB || bytes[at] === CARRIAGE_RETURN) at++;
    switch (bytes[at]) {
      case undefined:
        break;
      case COMMA:
      case COLON:
      case CLOSE_BRACE:
      case CLOSE_BRACKET:
      case LINE_FEED:
        reading.state = stateAfterString(reading);
        break;
      default:
        leaveString(reading.candidate as Candidate);
    }
    return at;
  };
}

function stateAfterString({ brackets }: ArrayReading) {
  return brackets.depth() > 0 ? 'in-brackets' : 'outside-brackets';
}
