/** Callback URLs stand one a line in one element (platform-facts §1.7). */
export const lines = (text: string | undefined): string[] => (text ?? '').split(/\s+/).filter((line) => line !== '');
