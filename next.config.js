import createNextIntlPlugin from 'next-intl/plugin'

const withIntl = createNextIntlPlugin({
  requestConfig: './lib/web/i18n.ts',
  // Messages are compiled by the build, so that no browser loads the compiler.
  experimental: { messages: { path: './messages', format: 'json', locales: 'infer', precompile: true } },
})
const buildFolder = process.env.COMPTOIR_BUILD_DIR || '.next'
const isOwnBuild = buildFolder === '.next'

/** @type {import('next').NextConfig} */
const config = {
  // The tests build beside a running start, so each has its own folder.
  distDir: buildFolder,
  // A build adds its folder to the compiler's settings: only the ordinary one may do that to the committed file.
  // Types are checked by it and by `npm run check`.
  typescript: isOwnBuild ? {} : { tsconfigPath: `${buildFolder}.tsconfig.json`, ignoreBuildErrors: true },
  typedRoutes: true,
  poweredByHeader: false,
  agentRules: false,
  images: { unoptimized: true },
  experimental: { serverActions: { bodySizeLimit: '256kb' } },
  // Native code, and modules that find their own files: left to Node, not bundled.
  serverExternalPackages: [
    '@node-rs/argon2',
    '@prisma/adapter-pg',
    '@prisma/client',
    'nodemailer',
    'pdfkit',
    'pg',
    'pino',
  ],
}

export default withIntl(config)
