import type { MemberCaller, StaffCaller, StaffRole } from '@/lib/domain/access/callers'
import { NIL_ID } from '@/lib/domain/ledger/model'
import { createApiKey } from '@/lib/usecases/access/create-api-key'
import { listApiKeys } from '@/lib/usecases/access/list-api-keys'
import type { House } from '@/lib/usecases/define'
import { addCustomerMember } from '@/lib/usecases/oversight/add-customer-member'
import { addStaffMember } from '@/lib/usecases/oversight/add-staff-member'
import { listDemoAccounts } from '@/lib/usecases/oversight/list-demo-accounts'
import { signUp } from '@/lib/usecases/subscriptions/sign-up'
import { CUSTOMERS, type Customer, MEMBERS } from './customers'
import type { Login } from './logins'
import { DEMO, type Told } from './teller'

interface Staff {
  readonly email: string
  readonly role: StaffRole
  readonly what: string
}

export const ADMIN: Staff = { email: 'admin@comptoir.example', role: 'admin', what: 'staff: admin' }
const SUPPORT: Staff = { email: 'support@comptoir.example', role: 'support', what: 'staff: support' }

/** Whom the story lets sign in. */
export function storyLogins(password: string): Login[] {
  const owners = CUSTOMERS.map(({ ownerEmail, accountName, what }) => ({
    email: ownerEmail,
    what: `${accountName}: ${what}`,
  }))
  return [...owners, ...MEMBERS, ADMIN, SUPPORT].map(({ email, what }) => ({ email, password, what }))
}

/** Makes the person a member of the staff, if need be. */
export async function ensureStaff({ email, role }: Staff, password: string, house: House): Promise<StaffCaller> {
  const { userId } = await addStaffMember(DEMO, { email, role, password }, house)
  return { kind: 'staff', userId, sessionId: NIL_ID, role }
}

/** The staff of the story: the admin, who acts in it. */
export async function ensureStoryStaff(password: string, house: House): Promise<StaffCaller> {
  await ensureStaff(SUPPORT, password, house)
  return ensureStaff(ADMIN, password, house)
}

/** Lets the customer join: account with welcome grant, people, API key. What is there from a telling that was cut off stays. */
export async function ensureCustomer(customer: Customer, password: string, house: House): Promise<Told> {
  const known = await findAccount(customer, house)
  if (!known) {
    const { accountName, ownerEmail: email, timeZone, language } = customer
    await signUp(DEMO, { email, password, accountName, timeZone, language, demo: true }, house)
  }
  const account = known ?? (await findAccount(customer, house))
  if (!account) throw new Error(`The account of ${customer.ownerEmail} was opened, but is not there.`)
  const { accountId, ownerId, available } = account
  for (const { email, role } of MEMBERS.filter((member) => member.customer === customer.key)) {
    await addCustomerMember(DEMO, { accountId, email, role, password }, house)
  }
  const owner: MemberCaller = {
    kind: 'member',
    userId: ownerId,
    sessionId: NIL_ID,
    roles: { [accountId]: 'owner' },
  }
  return { customer, accountId, owner, apiKeyId: await ensureApiKey(customer, accountId, owner, house), available }
}

async function findAccount({ ownerEmail }: Customer, house: House) {
  const { accounts } = await listDemoAccounts(DEMO, {}, house)
  return accounts.find((account) => account.ownerEmail === ownerEmail)
}

/** Its secret is thrown away: the story's key writes no more once the story is told. */
async function ensureApiKey({ apiKeyName: name }: Customer, accountId: string, owner: MemberCaller, house: House) {
  const known = (await listApiKeys(owner, { accountId }, house)).find((key) => key.name === name)
  const wanted = { accountId, name, scopes: ['usage:write' as const], lastsDays: null }
  return (known ?? (await createApiKey(owner, wanted, house))).id
}
