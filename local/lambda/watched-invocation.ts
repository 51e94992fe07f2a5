/** An invocation that a process works on. */
export interface RunningInvocation {
  readonly processId: string;
  /** The function's construct id. */
  readonly functionName: string;
  readonly subject: string;
  /** Kills the process at once; the invocation then fails as one that ran out of memory. */
  kill(): Promise<void>;
}

/** Is notified of invocations and can end them. Used for fault injection. */
export interface InvocationWatch {
  began(invocation: RunningInvocation): void;
  /** Called before the answer is returned to the caller. @throws LambdaError to fail the invocation instead */
  answered(invocation: RunningInvocation): Promise<void>;
  ended(invocation: RunningInvocation): void;
}

/** Notifies the watch of an invocation and its answer. */
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
