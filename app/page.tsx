import { redirect } from 'next/navigation'
import { startingPage } from '@/lib/web/starting-page'

/** Nothing to see by itself: leads each person to where they begin. */
export default async function Start() {
  redirect(await startingPage())
}
