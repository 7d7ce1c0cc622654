'use server'

import type { Route } from 'next'
import type { MemberRole } from '@/lib/domain/access/callers'
import { addMember } from '@/lib/usecases/access/add-member'
import { changeAccountSettings } from '@/lib/usecases/access/change-account-settings'
import { changeMemberRole } from '@/lib/usecases/access/change-member-role'
import { removeMember } from '@/lib/usecases/access/remove-member'
import { transferOwnership } from '@/lib/usecases/access/transfer-ownership'
import { withdrawInvitation } from '@/lib/usecases/access/withdraw-invitation'
import { defineAction, defineButton } from '@/lib/web/action'
import { pageLanguage } from '@/lib/web/browser'
import { memberCaller } from '@/lib/web/session'

export const changeAccount = defineAction<string>(
  async (fields) => {
    const facts = { name: fields.text('accountName'), timeZone: fields.text('timeZone') }
    await changeAccountSettings(await memberCaller(), { accountId: fields.text('accountId'), ...facts })
    return { result: 'saved' }
  },
  { fields: { '/name': 'accountName' } },
)

export const invite = defineAction<string>(
  async (fields) => {
    const facts = { email: fields.text('invitedEmail'), role: fields.choice<MemberRole>('invitedRole') }
    const input = { accountId: fields.text('accountId'), ...facts, language: await pageLanguage() }
    await addMember(await memberCaller(), input)
    return { result: 'sent' }
  },
  { fields: { '/email': 'invitedEmail', '/role': 'invitedRole' } },
)

export const withdraw = defineButton(async (fields) => {
  const accountId = fields.text('accountId')
  await withdrawInvitation(await memberCaller(), { accountId, email: fields.text('email') })
  return `/a/${accountId}/settings` as Route
})

export const changeRole = defineAction<string>(
  async (fields) => {
    const facts = { userId: fields.text('roleMember'), role: fields.choice<MemberRole>('newRole') }
    await changeMemberRole(await memberCaller(), { accountId: fields.text('accountId'), ...facts })
    return { result: 'saved' }
  },
  { fields: { '/userId': 'roleMember', '/role': 'newRole' } },
)

export const remove = defineAction<string>(
  async (fields) => {
    const input = { accountId: fields.text('accountId'), userId: fields.text('removedMember') }
    await removeMember(await memberCaller(), input)
    return { result: 'removed' }
  },
  { fields: { '/userId': 'removedMember' } },
)

export const leaveAccount = defineButton(async (fields) => {
  const caller = await memberCaller()
  await removeMember(caller, { accountId: fields.text('accountId'), userId: caller.userId })
  return '/'
})

export const transfer = defineAction<string>(
  async (fields) => {
    const accountId = fields.text('accountId')
    await transferOwnership(await memberCaller(), { accountId, userId: fields.text('newOwner') })
    return { to: `/a/${accountId}/settings` as Route }
  },
  { fields: { '/userId': 'newOwner' } },
)
