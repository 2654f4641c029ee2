import { fail } from '../failure.ts';
import { quoteInput } from './quoteInput.ts';

const LONGEST_LABEL = 80;

// Control characters and non-characters cannot stand in XML 1.0; line breaks would be folded there.
const UNWRITABLE = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\uFFFE\uFFFF]/u;

/** The label without the space around it. `__` is refused: it begins the placeholders that a deploy fills in. */
export const checkLabel = (label: string): string => {
  const trimmed = label.trim();
  const isGood =
    trimmed !== '' && trimmed.length <= LONGEST_LABEL && !UNWRITABLE.test(trimmed) && !trimmed.includes('__');
  if (!isGood) fail('InvalidLabel', { label: quoteInput(label), longest: LONGEST_LABEL });
  return trimmed;
};

/** `SelfCallout` → `Self Callout`, `My_Loop2` → `My Loop2`. */
export const labelOf = (name: string): string => name.replaceAll('_', ' ').replace(/([a-z0-9])([A-Z])/g, '$1 $2');
