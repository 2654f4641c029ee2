/** Answers of earlier subrequests by reference id. */
export type References = ReadonlyMap<string, unknown>;

const step = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;

/** `@{org.records[0].Id}` → the value there; a reference to nothing stays as it is and is reported. */
export const fillReferences = (text: string, references: References): { text: string; missing?: string } => {
  let missing: string | undefined;
  const filled = text.replace(/@\{([^}]+)\}/g, (whole, path: string) => {
    const [name = '', ...steps] = path.replace(/\[(\d+)\]/g, '.$1').split('.');
    const value = steps.reduce(step, references.get(name));
    if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') {
      missing ??= path;
      return whole;
    }
    return String(value);
  });
  return missing === undefined ? { text: filled } : { text: filled, missing };
};
