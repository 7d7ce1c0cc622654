// npm run seed, and a step of every start: catalogue, first staff, and the demo story unless COMPTOIR_DEMO is off. Says again nothing that is told.
import path from 'node:path'
import { dataHome } from '@/lib/boot/data-home.mjs'
import { config } from '@/lib/config'
import { theHouse } from '@/lib/usecases/define'
import { keepLogins, keptPassword } from './story/logins'
import { ADMIN, ensureStaff, storyLogins } from './story/people'
import { readStory, STORY_LENGTH, type StoryState, tellStory } from './story/story'
import { countCards, tellCatalogue } from './story/tell-catalogue'

const CARDS = 2
const DAYS_A_LINE = 30

const house = theHouse()
const loginsFile = path.join(dataHome(), 'demo-logins.json')

try {
  const story = await readStory(house)
  await seedCatalogue(story)
  if (config().COMPTOIR_DEMO === 'on') await seedStory(story)
} finally {
  await house.db.$disconnect()
}

async function seedCatalogue({ end: now }: StoryState): Promise<void> {
  if ((await countCards(house, now)) >= CARDS) return
  const password = keptPassword(loginsFile)
  keepLogins(loginsFile, {
    note: 'Your first log-in, for the staff. Change its password at once:',
    logins: [{ email: ADMIN.email, password, what: ADMIN.what }],
  })
  await ensureStaff(ADMIN, password, { ...house, clock: () => now - STORY_LENGTH })
  await tellCatalogue(house, now)
  say('Catalogue: prices, plans and packs are published.')
}

async function seedStory(story: StoryState): Promise<void> {
  if (story.isTold) return
  const password = keptPassword(loginsFile)
  keepLogins(loginsFile, { note: 'These are demo data. Log-ins:', logins: storyLogins(password) })
  await tellStory(house, story, password, (daysLeft) => {
    if (daysLeft % DAYS_A_LINE === 0) say(`Demo story: ${daysLeft} days left to tell.`)
  })
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}
