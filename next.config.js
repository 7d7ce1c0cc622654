import createNextIntlPlugin from 'next-intl/plugin'

const withIntl = createNextIntlPlugin('./lib/web/i18n.ts')

/** @type {import('next').NextConfig} */
const config = {
  // The tests build beside a running start, so each has its own folder.
  distDir: process.env.COMPTOIR_BUILD_DIR || '.next',
  typedRoutes: true,
  poweredByHeader: false,
  agentRules: false,
  images: { unoptimized: true },
  // Native code, and modules that find their own files: left to Node, not bundled.
  serverExternalPackages: ['@node-rs/argon2', '@prisma/adapter-pg', '@prisma/client', 'nodemailer', 'pg', 'pino'],
}

export default withIntl(config)
