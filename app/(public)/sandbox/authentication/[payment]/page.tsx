import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { AuthenticationPage } from '@/components/sandbox/authentication-page'
import { getSandboxAuthentication } from '@/lib/usecases/purchases/get-sandbox-authentication'
import { forPage } from '@/lib/web/page-answer'
import { visitorCaller } from '@/lib/web/session'
import { answerAuthentication } from '../../actions'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('sandbox'))('bankTitle'), robots: { index: false } }
}

/** The sandbox's stand-in for a bank that wants its customer's yes. */
export default async function SandboxAuthenticationPage({ params }: PageProps<'/sandbox/authentication/[payment]'>) {
  const { payment: paymentId } = await params
  const authentication = await forPage(getSandboxAuthentication(await visitorCaller(), { paymentId }))
  return <AuthenticationPage authentication={authentication} answer={answerAuthentication} />
}
