import { z } from 'zod'
import { notFound } from '@/lib/domain/refusals'

/** The id of a hold in small letters; what is no UUID names none. */
export function requireHoldId(id: string): string {
  if (!z.guid().safeParse(id).success) throw notFound('hold')
  return id.toLowerCase()
}
