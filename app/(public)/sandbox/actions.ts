'use server'

import type { Route } from 'next'
import { afterAuthentication, afterCheckout } from '@/lib/domain/purchases/sandbox-page'
import { answerSandboxAuthentication } from '@/lib/usecases/purchases/answer-sandbox-authentication'
import { answerSandboxBank } from '@/lib/usecases/purchases/answer-sandbox-bank'
import { paySandboxCheckout } from '@/lib/usecases/purchases/pay-sandbox-checkout'
import { defineButton } from '@/lib/web/action'
import { visitorCaller } from '@/lib/web/session'

export const payCheckout = defineButton(async (fields) => {
  const input = { sessionId: fields.text('id'), cardKey: fields.text('card') }
  return afterCheckout(await paySandboxCheckout(await visitorCaller(), input)) as Route
})

export const answerBank = defineButton(async (fields) => {
  const input = { sessionId: fields.text('id'), isApproved: fields.text('answer') === 'approve' }
  return afterCheckout(await answerSandboxBank(await visitorCaller(), input)) as Route
})

export const answerAuthentication = defineButton(async (fields) => {
  const input = { paymentId: fields.text('id'), isApproved: fields.text('answer') === 'approve' }
  return afterAuthentication(await answerSandboxAuthentication(await visitorCaller(), input)) as Route
})
