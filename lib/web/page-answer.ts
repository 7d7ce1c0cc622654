import { notFound } from 'next/navigation'
import { Refusal } from '@/lib/domain/refusals'

/** What a page reads: what does not exist, or is none of the person's business, is the page "not found". Every other refusal is thrown on. */
export async function forPage<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer
  } catch (error) {
    if (error instanceof Refusal && (error.kind === 'not-found' || error.kind === 'invalid-input')) notFound()
    throw error
  }
}
