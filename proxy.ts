export { guard as proxy } from '@/lib/web/guard'

export const config = {
  // Not the machines' interface, which has no cookies and no pages, and not the built files.
  matcher: ['/((?!api/v1/|api/health|_next/static/|favicon.ico).*)'],
}
