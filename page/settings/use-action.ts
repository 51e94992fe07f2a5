import { useState } from 'preact/compat';

/** Something that the person starts, and that takes time and may fail. */
export function useAction(act: () => Promise<void>) {
  const [state, setState] = useState<{ readonly isBusy: boolean; readonly error?: unknown }>({
    isBusy: false,
  });
  return {
    ...state,
    /** Of the error, when the person has seen it. */
    forget: () => setState(({ isBusy }) => ({ isBusy })),
    async run() {
      setState({ isBusy: true });
      try {
        await act();
        setState({ isBusy: false });
      } catch (error) {
        setState({ isBusy: false, error });
      }
    },
  };
}
