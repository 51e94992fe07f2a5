interface Port {
  onmessage: (() => void) | null;
  postMessage(message: null): void;
  close(): void;
}

/**
 * Lets requests in between: a promise alone does not, because reading bytes that are in memory may resolve at once. A timer
 * would wait for 4 ms in browsers.
 */
export function pause(): Promise<void> {
  const { port1, port2 } = new MessageChannel() as unknown as { readonly port1: Port; readonly port2: Port };
  return new Promise((resolve) => {
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
