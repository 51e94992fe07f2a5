/**
 * Coalesces saves of a changing value: at most one save runs at a time, and calls during it share the next one. The
 * returned function requests a save, and resolves when the state at the time of the call is on disk.
 */
export function createSaver(save: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  let queued: Promise<void> | undefined;
  const start = (): Promise<void> => {
    running = save().finally(() => {
      running = undefined;
    });
    return running;
  };
  return () => {
    if (running === undefined) return start();
    queued ??= running
      .catch(() => undefined)
      .then(() => {
        queued = undefined;
        return start();
      });
    return queued;
  };
}
