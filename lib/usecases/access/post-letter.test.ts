import { createServer } from 'node:net'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { testHouse } from '@/lib/testing/house'
import { newEmail, testPerson, visitorCaller } from '@/lib/testing/people'

const received: string[] = []
let refuses = false

/** As much of an SMTP server as one letter needs. */
const server = createServer((socket) => {
  let inData = false
  let letter = ''
  socket.setEncoding('utf8')
  socket.write('220 test\r\n')
  socket.on('error', () => socket.destroy())
  socket.on('data', (text: string) => {
    if (inData) {
      letter += text
      if (!letter.endsWith('\r\n.\r\n')) return
      received.push(letter)
      inData = false
      socket.write('250 taken\r\n')
    } else if (text.startsWith('DATA')) {
      inData = true
      socket.write('354 go on\r\n')
    } else if (text.startsWith('RCPT') && refuses) socket.write('550 no such person\r\n')
    else socket.write('250 test\r\n')
  })
})

beforeAll(async () => {
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const address = server.address()
  vi.stubEnv('SMTP_URL', `smtp://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}?ignoreTLS=true`)
})

afterAll(() => {
  vi.unstubAllEnvs()
  server.close()
})

test('with SMTP a letter goes out after the commit and its text is not kept; a refused one says why', async () => {
  const { startMailLink } = await import('./start-mail-link')
  const house = testHouse()
  const [ada, bob] = [await testPerson(house, newEmail()), await testPerson(house, newEmail())]
  await startMailLink(visitorCaller(), { email: ada.email, language: 'en' }, house)
  await vi.waitFor(async () => {
    const row = await house.db.message.findFirstOrThrow({ where: { recipient: ada.email } })
    expect(row).toMatchObject({ text: '', html: '', failure: null, subject: 'Your link to sign in to Comptoir' })
    expect(row.sentAt).not.toBeNull()
  })
  expect(received.join('').replaceAll('=\r\n', '')).toContain('/sign-in/link?token=')
  refuses = true
  await startMailLink(visitorCaller(), { email: bob.email, language: 'en' }, house)
  await vi.waitFor(async () => {
    const row = await house.db.message.findFirstOrThrow({ where: { recipient: bob.email } })
    expect(row).toMatchObject({ sentAt: null, failure: expect.stringContaining('no such person') })
  })
})
