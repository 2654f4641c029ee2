/** The person's own browser. */
export type BrowserPort = {
  /** False when nothing could be started that would open it. */
  open: (url: string) => Promise<boolean>;
};
