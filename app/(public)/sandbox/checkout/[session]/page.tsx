import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { CheckoutPage } from '@/components/sandbox/checkout-page'
import { getSandboxCheckout } from '@/lib/usecases/purchases/get-sandbox-checkout'
import { forPage } from '@/lib/web/page-answer'
import { visitorCaller } from '@/lib/web/session'
import { answerBank, payCheckout } from '../../actions'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('sandbox'))('title'), robots: { index: false } }
}

/** The sandbox's stand-in for the provider's payment page. */
export default async function SandboxCheckoutPage({ params }: PageProps<'/sandbox/checkout/[session]'>) {
  const { session: sessionId } = await params
  const checkout = await forPage(getSandboxCheckout(await visitorCaller(), { sessionId }))
  return <CheckoutPage checkout={checkout} pay={payCheckout} answer={answerBank} />
}
