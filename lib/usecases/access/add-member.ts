import { findAccountProfile } from '@/lib/db/access-accounts'
import { cancelInvitations } from '@/lib/db/access-mail-tokens'
import { listMembers } from '@/lib/db/access-members'
import { findUser } from '@/lib/db/access-users'
import { AddMemberInput } from '@/lib/domain/access/inputs'
import { notFound, Refusal } from '@/lib/domain/refusals'
import { role } from '../allow'
import { defineDirect, defineUsecase } from '../define'
import { countTry, trySubjects } from './count-tries'
import { makeMailLink } from './mail-links'
import { thenPost, writeLetter } from './post-letter'

const NAME = 'access.add-member'
/** A whole team goes in at once; a letter with words of somebody's own to everybody in the world does not. */
const INVITATIONS_MAX = 50

/**
 * Invites somebody into the account. The invited person becomes a member by opening the link, which proves the address: nobody gets
 * in by having signed up under a stranger's. A second invitation replaces the first.
 */
export const addMember = defineDirect({
  name: NAME,
  input: AddMemberInput,
  allow: role('owner'),
  run: async (input, caller, house) => {
    await countTry(house, trySubjects('invitation', input.email, `user:${caller.userId}`), INVITATIONS_MAX)
    await invite(caller, input, house)
  },
})

const invite = thenPost(
  defineUsecase({
    name: NAME,
    input: AddMemberInput,
    allow: role('owner'),
    run: async ({ accountId, email, role: invitedRole, language }, work) => {
      const account = await findAccountProfile(work.tx, accountId)
      const inviter = await findUser(work.tx, work.caller.userId)
      if (!account || !inviter) throw notFound('account')
      const members = await listMembers(work.tx, accountId)
      if (members.some((member) => member.email === email)) {
        throw new Refusal('conflict', {
          detail: 'This person is a member already. Change the role in the list instead.',
          facts: { rule: 'member-already' },
        })
      }
      await cancelInvitations(work.tx, accountId, email, work.now)
      const link = await makeMailLink(work, 'invitation', { email, accountId, role: invitedRole })
      work.audit({ accountId, subject: `account:${accountId}`, detail: { invited: email, role: invitedRole } })
      const facts = { link, inviter: inviter.name, account: account.name, role: invitedRole }
      return { letters: [await writeLetter(work, email, 'invitation', language, facts)], answer: undefined }
    },
  }),
)
