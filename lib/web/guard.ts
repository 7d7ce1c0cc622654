import { randomBytes } from 'node:crypto'
import { type NextRequest, NextResponse } from 'next/server'
import { config } from '@/lib/config'
import { isOwnHost, isSameOrigin } from './same-origin'
import { PATH_HEADER, type Site, securityHeaders } from './security-headers'

const READING = ['GET', 'HEAD', 'OPTIONS']
/** As in next.config.js, which counts what comes without a length: no form of ours is larger. */
const FORM_BYTES_MAX = 256n * 1024n

/**
 * Stands before every page: gives it its security headers, and turns away what no page of ours sends (another host's name, a
 * changing request from elsewhere, or one that is too large). Who may see or do what is not decided here but in the use cases.
 */
export function guard(request: NextRequest): NextResponse {
  const { NEXTAUTH_URL } = config()
  if (!isOwnHost(request.headers, NEXTAUTH_URL)) {
    return new NextResponse(`This site answers at ${NEXTAUTH_URL}.\n`, { status: 400 })
  }
  if (!READING.includes(request.method) && !isSameOrigin(request.headers, NEXTAUTH_URL)) {
    return new NextResponse('This request does not come from a page of this site. Nothing was changed.\n', {
      status: 403,
    })
  }
  if (!isOfForm(request.headers.get('content-length'))) {
    return new NextResponse('This is more than any form of this site sends. Nothing was changed.\n', { status: 413 })
  }
  const answer = securityHeaders(randomBytes(16).toString('base64'), site())
  const forwarded = new Headers(request.headers)
  forwarded.set('Content-Security-Policy', answer['Content-Security-Policy'] ?? '')
  forwarded.set(PATH_HEADER, request.nextUrl.pathname + request.nextUrl.search)
  const response = NextResponse.next({ request: { headers: forwarded } })
  for (const [name, value] of Object.entries(answer)) response.headers.set(name, value)
  return response
}

/** Whether so long a body may be a form. A length is digits alone; what comes without one is counted later. */
function isOfForm(length: string | null): boolean {
  return length === null || (/^\d{1,20}$/.test(length) && BigInt(length) <= FORM_BYTES_MAX)
}

function site(): Site {
  const { NEXTAUTH_URL, GOOGLE_ID, GITHUB_ID, STRIPE_SECRET_KEY } = config()
  const formTargets = [
    ...(GOOGLE_ID ? ['https://accounts.google.com'] : []),
    ...(GITHUB_ID ? ['https://github.com'] : []),
    // Where a form that buys something leads.
    ...(STRIPE_SECRET_KEY ? ['https://checkout.stripe.com'] : []),
  ]
  return { secure: NEXTAUTH_URL.startsWith('https:'), formTargets }
}
