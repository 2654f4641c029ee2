import type { Settings } from '../settings.ts';

type OrgSettings = Readonly<Record<string, Readonly<Record<string, boolean>>>>;

/** Since this version External Client Apps cannot be switched off, and the setting is gone (platform-facts §10). */
const ALWAYS_ON = 63;

/** What a scratch org needs switched on for the loopback. */
const settingsFor = ({ method, appType, apiVersion }: Settings): OrgSettings => ({
  ...(appType === 'external-client-app' && Number(apiVersion) < ALWAYS_ON
    ? { externalClientAppSettings: { enableExternalClientApps: true } }
    : {}),
  // New orgs block the flow (L47, platform-facts §6).
  ...(method === 'username-password' ? { oauthOidcSettings: { blockOAuthUnPwFlow: false } } : {}),
});

/** Whether the definition has a setting that newer versions refuse. */
export const hasOldSettings = (settings: Settings): boolean => 'externalClientAppSettings' in settingsFor(settings);

/** config/project-scratch-def.json. The one feature is that of the CLI's own projects: without it no password can be set. */
export const scratchDefinition = (orgName: string, settings: Settings): object => ({
  orgName,
  edition: 'Developer',
  features: ['EnableSetPasswordInApi'],
  settings: {
    lightningExperienceSettings: { enableS1DesktopEnabled: true },
    mobileSettings: { enableS1EncryptedStoragePref2: false },
    ...settingsFor(settings),
  },
});
