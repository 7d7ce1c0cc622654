import 'server-only'
import { identifySession } from '@/lib/usecases/access/identify-session'
import { signOut } from '@/lib/usecases/access/sign-out'
import { toMemberCaller } from './session'

/** Ends the session in the books, if it still was one. */
export async function endSession(sessionId: unknown): Promise<void> {
  const signedIn = await identifySession(sessionId)
  if (signedIn) await signOut(toMemberCaller(signedIn), {})
}
