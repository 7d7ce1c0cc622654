import { notFound, redirect } from 'next/navigation'
import { Refusal } from '@/lib/domain/refusals'

/**
 * What a page reads, with the two refusals that are pages of their own: who is not signed in is asked to, and what
 * does not exist, or is none of the person's business, is "not found". Every other refusal is thrown on.
 */
export async function forPage<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer
  } catch (error) {
    if (error instanceof Refusal && error.kind === 'unauthenticated') redirect('/sign-in')
    if (error instanceof Refusal && (error.kind === 'not-found' || error.kind === 'invalid-input')) notFound()
    throw error
  }
}
