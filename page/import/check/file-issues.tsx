import { useEffect, useRef, useState } from 'preact/compat';
import { useTexts } from '../../texts/use-texts.ts';
import { Button } from '../../ui/button.tsx';
import { ServiceMessage } from '../../ui/service-message.tsx';

const FIRST = 5;

/** What is said about the file as a whole: such as each of its columns that is ignored. */
export function FileIssues({ messages }: { readonly messages: readonly string[] }) {
  const { check: texts } = useTexts();
  const [isOpen, setIsOpen] = useState(false);
  const list = useRef<HTMLUListElement>(null);
  // The button is gone: what it has shown has the focus.
  useEffect(() => {
    if (isOpen) list.current?.focus({ preventScroll: true });
  }, [isOpen]);
  const listed = isOpen || messages.length <= FIRST + 1 ? messages : messages.slice(0, FIRST);
  const more = messages.length - listed.length;
  return (
    <>
      <ul ref={list} tabIndex={-1} className="list-disc pl-4">
        {listed.map((message) => (
          <li key={message}>
            <ServiceMessage>{message}</ServiceMessage>
          </li>
        ))}
      </ul>
      {more > 0 && (
        <Button look="quiet" className="-ml-4" onClick={() => setIsOpen(true)}>
          {texts.moreNotes(more)}
        </Button>
      )}
    </>
  );
}
