import { z } from 'zod'
import { isTimeZone } from '../calendar'
import { MEMBER_ROLES, SCOPES, STAFF_ROLES } from './callers'
import { EmailInput } from './email-address'
import { NewPasswordInput, TriedPasswordInput } from './passwords'

export const AccountIdInput = z.uuid().toLowerCase()
export const UserIdInput = z.uuid().toLowerCase()
export const LanguageInput = z.enum(['en', 'fr'])
export const MemberRoleInput = z.enum(MEMBER_ROLES, { message: 'Choose one of the roles.' })
export const StaffRoleInput = z.enum(STAFF_ROLES)

/** Control characters, line ends, marks that turn the writing direction, halves of a character. */
const UNSEEN = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u
/** Something to see: joiners and fillers alone are an empty name. */
const SEEN = /[\p{L}\p{N}\p{P}\p{S}]/u

/** A name that people read: 1 to 80 characters on one line. */
export const NameInput = z
  .string()
  .transform((text) => text.normalize('NFC').trim())
  .refine((text) => SEEN.test(text), { params: { code: 'required' }, message: 'Enter a name.' })
  .refine((text) => text.length <= 80, { params: { code: 'name-too-long' }, message: 'Use at most 80 characters.' })
  .refine((text) => !UNSEEN.test(text), {
    params: { code: 'name-unseen' },
    message: 'Leave out characters that cannot be seen.',
  })

export const TimeZoneInput = z
  .string()
  .max(64)
  .refine(isTimeZone, {
    params: { code: 'unknown-time-zone' },
    message: 'Choose a time zone from the list, such as Europe/Paris.',
  })

/** What a link of ours carries: 32 random bytes in base64url. */
export const SecretInput = z.string().max(128)

/** The browser, as it calls itself. */
export const UserAgentInput = z
  .string()
  .transform((text) => text.replaceAll(/[^\x20-\x7e]/g, '').slice(0, 256))
  .default('')

export const SignInWithPasswordInput = z.strictObject({
  email: EmailInput,
  password: TriedPasswordInput,
  userAgent: UserAgentInput,
})
export const StartLinkInput = z.strictObject({ email: EmailInput, language: LanguageInput })
export const TakeLinkInput = z.strictObject({ secret: SecretInput, userAgent: UserAgentInput })
export const ResetPasswordInput = z.strictObject({
  secret: SecretInput,
  password: NewPasswordInput,
  userAgent: UserAgentInput,
})
export const SignInWithProviderInput = z.strictObject({
  provider: z.enum(['google', 'github']),
  providerId: z.string().min(1).max(255),
  /** The address, only if the provider has verified it. */
  verifiedEmail: EmailInput.nullable(),
  name: z.string().default(''),
  userAgent: UserAgentInput,
})
export const ChangePasswordInput = z.strictObject({
  currentPassword: TriedPasswordInput,
  newPassword: NewPasswordInput,
})
export const StartEmailChangeInput = z.strictObject({
  email: EmailInput,
  currentPassword: TriedPasswordInput,
  language: LanguageInput,
})
export const ChangeProfileInput = z.strictObject({ name: NameInput, language: LanguageInput.nullable() })
export const ChangeAccountSettingsInput = z.strictObject({
  accountId: AccountIdInput,
  name: NameInput,
  timeZone: TimeZoneInput,
})

export const AddMemberInput = z.strictObject({
  accountId: AccountIdInput,
  email: EmailInput,
  role: MemberRoleInput,
  language: LanguageInput.default('en'),
})
export const MemberInput = z.strictObject({ accountId: AccountIdInput, userId: UserIdInput })
export const ChangeMemberRoleInput = MemberInput.extend({ role: MemberRoleInput })
export const WithdrawInvitationInput = z.strictObject({ accountId: AccountIdInput, email: EmailInput })

const KeyFacts = z.strictObject({
  name: NameInput,
  scopes: z
    .array(z.enum(SCOPES))
    .refine((scopes) => scopes.length > 0, { params: { code: 'scopes-empty' }, message: 'Choose at least one right.' })
    .transform((scopes) => SCOPES.filter((scope) => scopes.includes(scope))),
  /** Days until it expires; null for never. */
  lastsDays: z.int().min(1).max(3650).nullable(),
})
export const CreateApiKeyInput = KeyFacts.extend({ accountId: AccountIdInput })
export const CreateServiceKeyInput = KeyFacts
export const ApiKeyInput = z.strictObject({ accountId: AccountIdInput, keyId: z.uuid().toLowerCase() })

export const SignUpInput = z.strictObject({
  email: EmailInput,
  password: NewPasswordInput,
  /** Left out, the name is read off the address. */
  accountName: NameInput.optional(),
  timeZone: TimeZoneInput,
  language: LanguageInput,
  userAgent: UserAgentInput,
})
export const OpenAccountInput = z.strictObject({ accountName: NameInput, timeZone: TimeZoneInput })

export const AddStaffMemberInput = z.strictObject({
  email: EmailInput,
  role: StaffRoleInput,
  name: NameInput.optional(),
  /** Only for a person who does not exist yet; left out, the person signs in by mail. */
  password: NewPasswordInput.optional(),
})

/** Without an invitation: the seller vouches for the address. */
export const AddCustomerMemberInput = AddMemberInput.extend({
  name: NameInput.optional(),
  language: LanguageInput.nullable().default(null),
  /** Only for a person who does not exist yet; left out, the person signs in by mail. */
  password: NewPasswordInput.optional(),
})
