/** Asks a person for a password, where there is one who can type: not with `--json`, not with `--no-prompt`, not in a pipe. */
export const askPassword = (
  mayAsk: boolean,
  prompt: (username: string) => Promise<string>,
): ((username: string) => Promise<string>) | undefined => (mayAsk && process.stdin.isTTY ? prompt : undefined);
