/** A file for the sender that is being written. */
export interface OutputFile {
  write(bytes: string | Buffer): Promise<void>;
  /** Writes what follows the last record, such as the bracket that closes a JSON array. Nothing if the file is empty. */
  end(): Promise<void>;
  /** Cancels the upload; no object appears in the bucket. */
  abandon(error: Error): Promise<void>;
}
