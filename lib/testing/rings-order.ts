/**
 * Each place may import itself and the places named for it. What is not named here (configuration in the root) has no order
 * of its own, and nothing with an order may import it.
 */
export const RINGS: Readonly<Record<string, readonly string[] | 'everything'>> = {
  'lib/config.ts': [],
  'lib/log.ts': ['lib/config.ts'],
  'lib/domain': [],
  'lib/db': ['lib/domain', 'lib/config.ts', 'lib/log.ts'],
  'lib/gateways': ['lib/domain', 'lib/config.ts', 'lib/log.ts'],
  'lib/usecases': ['lib/domain', 'lib/db', 'lib/gateways', 'lib/config.ts', 'lib/log.ts'],
  'lib/jobs': ['lib/domain', 'lib/db', 'lib/usecases', 'lib/config.ts', 'lib/log.ts'],
  'lib/web': ['lib/domain', 'lib/usecases', 'lib/config.ts', 'lib/log.ts'],
  'lib/boot': [
    'lib/domain',
    'lib/db',
    'lib/gateways',
    'lib/usecases',
    'lib/jobs',
    'lib/web',
    'lib/config.ts',
    'lib/log.ts',
  ],
  prisma: ['lib/domain', 'lib/usecases', 'lib/boot', 'lib/config.ts', 'lib/log.ts'],
  components: ['lib/domain'],
  app: ['components', 'lib/domain', 'lib/usecases', 'lib/web'],
  'proxy.ts': ['lib/domain', 'lib/web'],
  // Published for itself: it knows Comptoir by its API alone.
  'clients/typescript/src': [],
  'instrumentation.ts': ['lib/boot', 'lib/jobs', 'lib/web', 'lib/config.ts', 'lib/log.ts'],
  'lib/testing': 'everything',
  bench: 'everything',
  e2e: 'everything',
}

/** Each area may call the areas before it. To reach an area after it, it writes an outbox event. */
export const AREAS: readonly string[] = [
  'audit',
  'access',
  'catalogue',
  'ledger',
  'quotas',
  'metering',
  'subscriptions',
  'forecast',
  'purchases',
  'alerts',
  'oversight',
]

/** Files of an area that carry another name, or begin with it. */
export const AREA_OF_NAME: Readonly<Record<string, string>> = {
  accounts: 'ledger',
  idempotency: 'ledger',
  jobs: 'oversight',
  verify: 'oversight',
}

/** What all areas of a ring share, without the ending. */
export const AREALESS: readonly string[] = [
  'lib/domain/tokens',
  'lib/domain/instants',
  'lib/domain/calendar',
  'lib/domain/refusals',
  'lib/domain/sweep',
  'lib/domain/form-state',
  'lib/domain/format',
  'lib/domain/input-types',
  'lib/domain/plates',
  'lib/db/arrays',
  'lib/db/statements',
  'lib/db/prepared',
  'lib/db/client',
  'lib/db/transactions',
  'lib/db/clock',
  'lib/db/instants',
  'lib/usecases/define',
  'lib/usecases/allow',
  'lib/usecases/parse-input',
]

/** All that pure code may import from outside. */
export const PURE_PACKAGES: readonly string[] = ['zod', 'temporal-polyfill']

/** Packages that a few places own: the first row that fits a package decides. */
export const OWNERS: readonly { readonly packages: RegExp; readonly places: readonly string[] }[] = [
  { packages: /^@prisma\/(adapter-pg|driver-adapter-utils|schema-engine-wasm)(\/|$)/, places: ['lib/db', 'lib/boot'] },
  { packages: /^(@prisma|prisma)(\/|$)/, places: ['lib/db'] },
  { packages: /^pg(-|\/|$)/, places: ['lib/boot', 'lib/testing', 'bench', 'e2e'] },
  { packages: /^graphile-worker(\/|$)/, places: ['lib/jobs', 'lib/boot'] },
  { packages: /^recharts(\/|$)/, places: ['components/charts'] },
  { packages: /^(nodemailer|stripe)(\/|$)/, places: ['lib/gateways'] },
  { packages: /^ical-generator(\/|$)/, places: ['lib/web'] },
  { packages: /^server-only$/, places: ['lib/web'] },
  {
    packages: /^next(\/(link|image|navigation|form|font|dynamic)|$)/,
    places: ['app', 'components', 'lib/web', 'lib/boot'],
  },
  { packages: /^next-auth\/react$/, places: ['app', 'components', 'lib/web'] },
  { packages: /^(next|next-auth)(\/|$)/, places: ['app', 'lib/web', 'lib/boot', 'proxy.ts', 'instrumentation.ts'] },
  { packages: /^(next-intl|use-intl)(\/|$)/, places: ['app', 'components', 'lib/web', 'proxy.ts'] },
  { packages: /^(react|react-dom)(\/|$)/, places: ['app', 'components', 'lib/web'] },
  { packages: /^(vitest|fast-check|ical\.js|@playwright|@axe-core)(\/|$)/, places: ['lib/testing', 'e2e', 'bench'] },
]

/** Who may read the environment: the configuration, what runs before the install, and the tools' own configuration. */
export const ENVIRONMENT_READERS: readonly RegExp[] = [
  /^lib\/config\.ts$/,
  /^lib\/boot\/.*\.mjs$/,
  /^[^/]+\.config\.(ts|js|mjs)$/,
  /^(lib\/testing|e2e)\//,
]
