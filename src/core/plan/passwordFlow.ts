import type { OrgFacts } from '../facts.ts';
import { parseMetadata } from '../xml/xmlElement.ts';

/** The org's settings that say which OAuth flows it blocks (platform-facts §6). */
export const oauthSettings = { type: 'Settings', fullName: 'OauthOidc' } as const;

/** Whether the org blocks the username-password flow (L47); false also where it does not tell. */
export const blocksPasswordFlow = ({ components }: OrgFacts): boolean => {
  const found = components.get(`${oauthSettings.type}/${oauthSettings.fullName}`);
  return (
    found !== undefined &&
    parseMetadata(found.xml).children.some(({ name, text }) => name === 'blockOAuthUnPwFlow' && text === 'true')
  );
};
