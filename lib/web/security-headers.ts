/** The path that was asked for, handed from the proxy to the page: a page cannot see its own address. */
export const PATH_HEADER = 'x-comptoir-path'

/** Where forms may lead: here, and to the providers that people sign in with. */
export interface Site {
  secure: boolean
  formTargets: readonly string[]
}

/**
 * What scripts, styles and frames a page may have. Only scripts with this answer's nonce run. Trusted Types are not asked for:
 * the chunk loader of Next 16.4 sets script addresses as plain text and would be stopped.
 */
export function contentSecurityPolicy(nonce: string, { secure, formTargets }: Site): string {
  return [
    "default-src 'none'",
    `script-src 'nonce-${nonce}' 'strict-dynamic'`,
    `style-src 'self' 'nonce-${nonce}'`,
    // Charts set their positions in style attributes.
    "style-src-attr 'unsafe-inline'",
    "connect-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "manifest-src 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    `form-action ${["'self'", ...formTargets].join(' ')}`,
    ...(secure ? ['upgrade-insecure-requests'] : []),
  ].join('; ')
}

/** Headers of every page. */
export function securityHeaders(nonce: string, site: Site): Record<string, string> {
  return {
    'Content-Security-Policy': contentSecurityPolicy(nonce, site),
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
    'Referrer-Policy': 'strict-origin',
    'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cache-Control': 'private, no-store',
    ...(site.secure ? { 'Strict-Transport-Security': 'max-age=31536000; includeSubDomains' } : {}),
  }
}
