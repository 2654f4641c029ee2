import type { XmlValue } from '../soap/writeXml.ts';
import type { OrgState, Session } from '../state/orgState.ts';
import { userById } from '../state/users.ts';

/** A GetUserInfoResult, in the order of the partner WSDL. */
export const userInfo = ({ org, now }: OrgState, session: Session, user: ReturnType<typeof userById>): XmlValue => ({
  accessibilityMode: false,
  chatterExternal: false,
  currencySymbol: '$',
  orgAttachmentFileSizeLimit: 26_214_400,
  orgDefaultCurrencyIsoCode: 'USD',
  orgDefaultCurrencyLocale: 'en_US',
  orgDisallowHtmlAttachments: false,
  orgHasPersonAccounts: false,
  organizationId: org.id,
  organizationMultiCurrency: false,
  organizationName: org.name,
  profileId: user?.ProfileId ?? null,
  roleId: user?.['UserRoleId'] ?? null,
  sessionSecondsValid: Math.max(0, Math.round((session.expiresAt - now()) / 1000)),
  userDefaultCurrencyIsoCode: null,
  userEmail: user?.['Email'] ?? null,
  userFullName: user?.['Name'] ?? null,
  userId: session.userId,
  userLanguage: user?.['LanguageLocaleKey'] ?? null,
  userLocale: user?.['LocaleSidKey'] ?? null,
  userName: user?.Username ?? null,
  userTimeZone: user?.['TimeZoneSidKey'] ?? null,
  userType: user?.['UserType'] ?? null,
  userUiSkin: 'Theme3',
});
