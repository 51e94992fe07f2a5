/** An invocation that a process works on. */
export interface RunningInvocation {
  readonly processId: string;
  /** The function's construct id. */
  readonly functionName: string;
  readonly subject: string;
  /** Kills the process at once; the invocation then fails as one that ran out of memory. */
  kill(): Promise<void>;
}

/** Somebody who is told of invocations, and may end them: fault injection. */
export interface InvocationWatch {
  began(invocation: RunningInvocation): void;
  /** It has an answer, which nobody has heard yet. @throws LambdaError when nobody ever will */
  answered(invocation: RunningInvocation): Promise<void>;
  ended(invocation: RunningInvocation): void;
}

/** Lets the watch follow an answer on its way. */
export async function watchAnswer<T>(
  answer: Promise<T>,
  invocation: RunningInvocation,
  watch: InvocationWatch | undefined,
): Promise<T> {
  try {
    watch?.began(invocation);
    const value = await answer;
    await watch?.answered(invocation);
    return value;
  } finally {
    watch?.ended(invocation);
  }
}
