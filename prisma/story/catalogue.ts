import type { z } from 'zod'
import type { DefineComparisonInput } from '@/lib/domain/catalogue/comparison-inputs'
import type { PublishRateCardInput } from '@/lib/domain/catalogue/inputs'
import type { DefinePackInput, DefinePlanInput } from '@/lib/domain/catalogue/plan-inputs'

type RateCard = Omit<z.input<typeof PublishRateCardInput>, 'effectiveAt'>
type Line = RateCard['lines'][number]
type Plan = z.input<typeof DefinePlanInput>
type Pack = z.input<typeof DefinePackInput>

// The prices a new installation begins with. They are data: the seed publishes them through the staff's own verbs, once.

const CHAT: Line = {
  action: 'chat',
  nameEn: 'Chat',
  nameFr: 'Conversation',
  roundedTo: '1',
  minimum: '1',
  reasonEn:
    'Writing costs three times what reading does: the model takes a step of its own for every piece of the answer.',
  reasonFr:
    'Écrire coûte trois fois plus que lire : le modèle fait un pas de calcul pour chaque morceau de la réponse.',
  prices: [
    { quantityClass: 'input', tokens: '1/10' },
    { quantityClass: 'output', tokens: '3/10' },
  ],
}

const CHAT_LARGE: Line = {
  action: 'chat_large',
  nameEn: 'Chat, large model',
  nameFr: 'Conversation, grand modèle',
  roundedTo: '1',
  minimum: '5',
  reasonEn: 'The large model occupies five times the machines of the small one for the same text.',
  reasonFr: 'Pour un même texte, le grand modèle occupe cinq fois plus de machines que le petit.',
  prices: [
    { quantityClass: 'input', tokens: '1/2' },
    { quantityClass: 'output', tokens: '3/2' },
  ],
}

const CODE: Line = {
  action: 'code',
  nameEn: 'Code completion',
  nameFr: 'Complétion de code',
  reasonEn: 'Reading a file is cheap, reading it again from memory ten times cheaper; what is written costs most.',
  reasonFr: 'Lire un fichier coûte peu, le relire de mémoire dix fois moins ; ce qui est écrit coûte le plus.',
  prices: [
    { quantityClass: 'input', tokens: '1/100' },
    { quantityClass: 'cached_input', tokens: '1/1000' },
    { quantityClass: 'output', tokens: '1/30' },
  ],
}

const EMBEDDINGS: Line = {
  action: 'embeddings',
  nameEn: 'Embeddings',
  nameFr: 'Vectorisation',
  minimum: '0.1',
  reasonEn:
    'Text is read once and nothing is written. Beyond 100,000 units of input in one request, half the price: large requests fill the machine.',
  reasonFr:
    'Le texte est lu une fois, rien n’est écrit. Au-delà de 100 000 unités en entrée par requête, moitié prix : les grandes requêtes remplissent la machine.',
  prices: [
    { quantityClass: 'input', tokens: '1/200' },
    { quantityClass: 'input', from: '100000', tokens: '1/400' },
  ],
}

const IMAGE: Line = {
  action: 'image',
  nameEn: 'Image',
  nameFr: 'Image',
  roundedTo: '1',
  reasonEn: 'Every image takes the same time on the same machine, whatever it shows.',
  reasonFr: 'Chaque image prend le même temps sur la même machine, quoi qu’elle montre.',
  prices: [{ quantityClass: 'call', tokens: '100' }],
}

const TRANSCRIPTION: Line = {
  action: 'transcription',
  nameEn: 'Transcription',
  nameFr: 'Transcription',
  roundedTo: '0.1',
  minimum: '1',
  reasonEn: 'The work grows with the length of the recording, not with how much is said in it.',
  reasonFr: 'Le travail suit la durée de l’enregistrement, non la quantité de paroles.',
  prices: [{ quantityClass: 'second', tokens: '1/5' }],
}

/** The first card, and the one that changed it three months later. */
export const FIRST_CARD: RateCard = {
  note: 'The first prices.',
  lines: [CHAT, CHAT_LARGE, CODE, EMBEDDINGS, IMAGE, TRANSCRIPTION],
}

export const SECOND_CARD: RateCard = {
  note: 'The large model costs a fifth less since it runs on newer machines, and so do images. Transcription rises by a quarter: it now tells speakers apart.',
  lines: [
    CHAT,
    {
      ...CHAT_LARGE,
      reasonEn: 'The large model occupies four times the machines of the small one for the same text.',
      reasonFr: 'Pour un même texte, le grand modèle occupe quatre fois plus de machines que le petit.',
      prices: [
        { quantityClass: 'input', tokens: '2/5' },
        { quantityClass: 'output', tokens: '6/5' },
      ],
    },
    CODE,
    EMBEDDINGS,
    { ...IMAGE, prices: [{ quantityClass: 'call', tokens: '80' }] },
    {
      ...TRANSCRIPTION,
      reasonEn: 'The work grows with the length of the recording; speakers are told apart.',
      reasonFr: 'Le travail suit la durée de l’enregistrement ; les voix sont distinguées.',
      prices: [{ quantityClass: 'second', tokens: '1/4' }],
    },
  ],
}

const FAIR_HOUR = {
  name: 'hour',
  unit: 'hour',
  kind: 'fixed',
  reasonEn: 'Keeps one busy hour of one customer from slowing down all others.',
  reasonFr: 'Évite qu’une heure chargée d’un client ne ralentisse tous les autres.',
} as const

const STEADY_DAY = {
  name: 'day',
  unit: 'day',
  kind: 'fixed',
  reasonEn: 'Catches a program that runs wild before the whole allowance is gone.',
  reasonFr: 'Arrête un programme qui s’emballe avant que toute la dotation ne soit partie.',
} as const

const MONTHLY = { currency: 'EUR', periodUnit: 'month', rollover: 'once' } as const

export const PLANS = {
  starter: {
    ...MONTHLY,
    key: 'starter',
    nameEn: 'Starter',
    nameFr: 'Départ',
    priceCents: 1500n,
    allowance: '50000',
    rolloverMax: '25000',
    quotas: [{ ...FAIR_HOUR, cap: '10000', policy: 'stop' }],
  },
  team: {
    ...MONTHLY,
    key: 'team',
    nameEn: 'Team',
    nameFr: 'Équipe',
    priceCents: 9900n,
    allowance: '400000',
    rolloverMax: '200000',
    trialDays: 14,
    quotas: [
      { ...FAIR_HOUR, cap: '40000', policy: 'slow' },
      { ...STEADY_DAY, cap: '200000', policy: 'stop' },
    ],
  },
  team_yearly: {
    ...MONTHLY,
    periodUnit: 'year',
    key: 'team_yearly',
    nameEn: 'Team yearly',
    nameFr: 'Équipe, à l’année',
    priceCents: 99_000n,
    allowance: '4800000',
    rolloverMax: '400000',
    quotas: [
      { ...FAIR_HOUR, cap: '40000', policy: 'slow' },
      { ...STEADY_DAY, cap: '200000', policy: 'stop' },
    ],
  },
  scale: {
    ...MONTHLY,
    key: 'scale',
    nameEn: 'Scale',
    nameFr: 'Grande échelle',
    priceCents: 59_000n,
    allowance: '3000000',
    rolloverMax: '1500000',
    quotas: [
      { ...FAIR_HOUR, cap: '300000', policy: 'slow' },
      { ...STEADY_DAY, cap: '1500000', policy: 'overage' },
    ],
  },
} as const satisfies Record<string, Plan>

const BOUGHT_ONCE = { currency: 'EUR', expiresAfterDays: 90 } as const

export const PACKS = {
  small: {
    ...BOUGHT_ONCE,
    key: 'small',
    nameEn: 'Small pack',
    nameFr: 'Petit pack',
    tokens: '25000',
    priceCents: 1000n,
  },
  medium: {
    ...BOUGHT_ONCE,
    key: 'medium',
    nameEn: 'Medium pack',
    nameFr: 'Pack moyen',
    tokens: '150000',
    priceCents: 5100n,
  },
  large: {
    ...BOUGHT_ONCE,
    key: 'large',
    nameEn: 'Large pack',
    nameFr: 'Grand pack',
    tokens: '1000000',
    priceCents: 29_000n,
  },
} as const satisfies Record<string, Pack>

/**
 * An invented provider that bills directly: a fee each month and little for each unit, so that it is dearer for little use and cheaper
 * for much. The seller puts real ones in its place.
 */
export function comparisonOf(pricedOn: string): z.input<typeof DefineComparisonInput> {
  const units = (action: string, prices: Record<string, string>) =>
    Object.entries(prices).map(([quantityClass, centsPerMillion]) => ({ action, quantityClass, centsPerMillion }))
  return {
    key: 'example-direct',
    provider: 'Example Direct (invented)',
    currency: 'EUR',
    monthlyFeeCents: 4000n,
    pricedOn,
    sourceUrl: 'https://example.com/pricing',
    prices: [
      ...units('chat', { input: '260', output: '900' }),
      ...units('chat_large', { input: '1100', output: '3600' }),
      ...units('code', { input: '30', cached_input: '3', output: '110' }),
      ...units('embeddings', { input: '14' }),
      ...units('image', { call: '2500000' }),
    ],
  }
}

export type PlanKey = keyof typeof PLANS
export type PackKey = keyof typeof PACKS
