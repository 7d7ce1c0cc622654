import { z } from 'zod'

const objectId = (prefix: string) => z.string().regex(new RegExp(`^${prefix}_[A-Za-z0-9_]{1,100}$`))

export const SandboxSessionInput = z.strictObject({ sessionId: objectId('cs_test') })
/** A card that is not one of the page's is the same as none: the page stays as it is. */
export const SandboxCardInput = SandboxSessionInput.extend({ cardKey: z.string().max(50) })
export const SandboxAnswerInput = SandboxSessionInput.extend({ isApproved: z.boolean() })
export const SandboxPaymentInput = z.strictObject({ paymentId: objectId('pi') })
export const SandboxPaymentAnswerInput = SandboxPaymentInput.extend({ isApproved: z.boolean() })
