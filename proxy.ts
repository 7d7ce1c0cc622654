export { guard as proxy } from '@/lib/web/guard'

export const config = {
  // Not the machines' interface and the provider's webhook, which have no cookies and no pages, and not the built files. Whole names: what merely begins like
  // one is a page, if only the one that says there is none, and pages take forms.
  matcher: ['/((?!api/v1/|api/health$|api/stripe/webhook$|_next/static/).*)'],
}
