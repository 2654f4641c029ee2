import type { ApexType } from '../model.ts';
import { platformDef, platformType, typeOf } from './platform.ts';

export type Signature = {
  name: string;
  returns: ApexType;
  parameters: { type: ApexType; nullable: boolean; name: string }[];
};

/** `Map<String, T>` read with the type parameters in scope; a type parameter stands as a type of its own name. */
export const readType = (text: string): ApexType => {
  const match = /^([\w.]+)(?:<(.*)>)?$/s.exec(text.trim());
  if (!match) throw new Error(`not a type: ${text}`);
  const [, name = '', args] = match;
  return args === undefined ? platformType(name) : typeOf(platformDef(name), split(args).map(readType));
};

function split(text: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let part = '';
  for (const char of text) {
    if (char === '<') depth += 1;
    if (char === '>') depth -= 1;
    if (char === ',' && depth === 0) {
      parts.push(part);
      part = '';
    } else part += char;
  }
  return part.trim() === '' ? parts : [...parts, part];
}

/** `Integer indexOf(String, Integer?)`: a `?` marks a parameter that takes null. */
export const readSignature = (text: string): Signature => {
  const match = /^(\S.*?)\s+(\w+)\((.*)\)$/s.exec(text);
  if (!match) throw new Error(`not a signature: ${text}`);
  const [, returns = '', name = '', parameters = ''] = match;
  return {
    name,
    returns: readType(returns),
    parameters: split(parameters).map((parameter, i) => ({
      type: readType(parameter.replace('?', '')),
      nullable: parameter.includes('?'),
      name: `p${i + 1}`,
    })),
  };
};
