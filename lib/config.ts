import { z } from 'zod'

const port = z.coerce.number().int().min(1).max(65535)
const count = (min: number, max: number) => z.coerce.number().int().min(min).max(max)
const address = (protocols: string[]) =>
  z.string().refine((value) => URL.canParse(value) && protocols.includes(new URL(value).protocol))

/**
 * Every variable of the environment that the product reads, its default, and in plain words what it must be
 * (shown when a value is refused). The boot scripts read some of the same before the packages are installed.
 */
const SETTINGS = {
  DATABASE_URL: {
    schema: address(['postgresql:', 'postgres:']),
    rule: 'an address like postgresql://user:password@host:5432/database. `npm start` sets it to the embedded PostgreSQL when you do not',
  },
  DATABASE_ROLE: {
    schema: z
      .string()
      .regex(/^[a-z_][a-z0-9_]{0,62}$/)
      .optional(),
    rule: 'the name of a PostgreSQL role in small letters, such as comptoir_app, or nothing',
  },
  DATABASE_POOL_MAX: { schema: count(1, 500).default(10), rule: 'a whole number of connections from 1 to 500' },
  PORT: { schema: port.default(3000), rule: 'a port number from 1 to 65535' },
  HOST: {
    schema: z.string().min(1).default('127.0.0.1'),
    rule: 'the address to listen on, such as 127.0.0.1 or 0.0.0.0',
  },
  NEXTAUTH_URL: {
    schema: address(['http:', 'https:']),
    rule: 'the public address of the site, such as https://tokens.example.com. `npm start` sets it to the local one when you do not',
  },
  PROXY_COUNT: {
    schema: count(0, 10).optional(),
    rule: 'how many proxies of yours stand between the client and Comptoir, a whole number from 0 to 10, or nothing',
  },
  NEXTAUTH_SECRET: {
    schema: z.string().min(32),
    rule: 'a secret of at least 32 characters. `npm start` makes one and keeps it when you do not',
  },
  SMTP_URL: {
    schema: address(['smtp:', 'smtps:']).optional(),
    rule: 'an address like smtps://user:password@mail.example.com:465, or nothing to keep mail readable in the product',
  },
  MAIL_FROM: {
    schema: z.string().min(3).default('Comptoir <comptoir@localhost>'),
    rule: 'a sender such as "Comptoir <tokens@example.com>"',
  },
  GOOGLE_ID: { schema: z.string().min(1).optional(), rule: 'the client id from Google, together with GOOGLE_SECRET' },
  GOOGLE_SECRET: {
    schema: z.string().min(1).optional(),
    rule: 'the client secret from Google, together with GOOGLE_ID',
  },
  GITHUB_ID: { schema: z.string().min(1).optional(), rule: 'the client id from GitHub, together with GITHUB_SECRET' },
  GITHUB_SECRET: {
    schema: z.string().min(1).optional(),
    rule: 'the client secret from GitHub, together with GITHUB_ID',
  },
  STRIPE_SECRET_KEY: {
    schema: z
      .string()
      .regex(/^(sk|rk)_(test|live)_\w+$/)
      .optional(),
    rule: 'a secret or restricted key of Stripe, such as sk_live_..., together with STRIPE_WEBHOOK_SECRET, or nothing for the payments sandbox',
  },
  STRIPE_WEBHOOK_SECRET: {
    schema: z
      .string()
      .regex(/^whsec_\S+$/)
      .optional(),
    rule: "the signing secret of Stripe's webhook endpoint, such as whsec_..., together with STRIPE_SECRET_KEY",
  },
  SELLER_COUNTRY: {
    schema: z
      .string()
      .regex(/^[A-Z]{2}$/)
      .default('FR'),
    rule: 'the country that the seller is taxed in, two capital letters such as FR',
  },
  SELLER_NAME: {
    schema: z.string().trim().min(1).max(200).default('Comptoir (demonstration)'),
    rule: "the seller's name as it stands on receipts and invoices",
  },
  SELLER_ADDRESS: {
    schema: z.string().trim().min(1).max(300).default('1 rue de la Démonstration, 75000 Paris'),
    rule: "the seller's address as it stands on receipts and invoices, at most 300 characters",
  },
  SELLER_VAT_ID: {
    schema: z.string().trim().min(1).max(30).optional(),
    rule: "the seller's VAT id as it stands on receipts and invoices, such as FR40303265045, or nothing",
  },
  LEDGER_BATCH_ACCOUNTS: {
    schema: count(1, 1000).default(500),
    rule: 'how many accounts one group commit may write, a whole number from 1 to 1000',
  },
  LOG_LEVEL: {
    schema: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
    rule: 'one of fatal, error, warn, info, debug, trace, silent',
  },
  COMPTOIR_DEMO: { schema: z.enum(['on', 'off']).default('on'), rule: 'on (seed the demo story) or off (start empty)' },
} as const

type Settings = typeof SETTINGS
type Name = keyof Settings
export type Config = Readonly<{ [name in Name]: z.output<Settings[name]['schema']> }>
export type ConfigFault = { name: string; message: string }

export const CONFIG_NAMES = Object.keys(SETTINGS) as Name[]
const PAIRS = [
  ['GOOGLE_ID', 'GOOGLE_SECRET'],
  ['GITHUB_ID', 'GITHUB_SECRET'],
  ['STRIPE_SECRET_KEY', 'STRIPE_WEBHOOK_SECRET'],
] as const satisfies readonly (readonly [Name, Name])[]

/** The environment has a value that the product cannot run with. Names every one of them. */
export class BadConfig extends Error {
  override name = 'BadConfig'
  constructor(readonly faults: ConfigFault[]) {
    super(faults.map((fault) => fault.message).join('\n'))
  }
}

/** Reads the settings out of an environment. An empty value counts as not set. Throws BadConfig; secrets are never repeated in it. */
export function parseConfig(environment: Record<string, string | undefined>): Config {
  const faults: ConfigFault[] = []
  const values: Record<string, unknown> = {}
  for (const name of CONFIG_NAMES) {
    const given = environment[name] || undefined
    const parsed = SETTINGS[name].schema.safeParse(given)
    if (parsed.success) values[name] = parsed.data
    else faults.push({ name, message: describeFault(name, given) })
  }
  for (const [one, other] of PAIRS) {
    if ((values[one] === undefined) === (values[other] === undefined)) continue
    const missing = values[one] === undefined ? one : other
    faults.push({ name: missing, message: `${missing} is not set: set both ${one} and ${other}, or neither.` })
  }
  if (faults.length > 0) throw new BadConfig(faults)
  return Object.freeze(values) as Config
}

function describeFault(name: Name, given: string | undefined): string {
  if (given === undefined) return `${name} is not set. It must be ${SETTINGS[name].rule}.`
  const isPrivate = /SECRET|URL/.test(name)
  return `${name} ${isPrivate ? 'has a value that does not fit' : `is "${given}"`}. It must be ${SETTINGS[name].rule}.`
}

let parsed: Config | undefined

/** The product's settings, read from the environment at the first call (a build needs none). Throws BadConfig. */
export function config(): Config {
  parsed ??= parseConfig(process.env)
  return parsed
}
