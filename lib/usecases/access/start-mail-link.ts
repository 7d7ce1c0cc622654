import { StartLinkInput } from '@/lib/domain/access/inputs'
import { visitor } from '../allow'
import { defineDirect, defineUsecase } from '../define'
import { countTry, trySubjects } from './count-tries'
import { inEvenTime } from './even-time'
import { writeLinkLetter } from './mail-links'
import { thenPost } from './post-letter'

const NAME = 'access.start-mail-link'

/** Sends a link that signs in, if the address is somebody's. The answer is the same if it is not. */
export const startMailLink = defineDirect({
  name: NAME,
  input: StartLinkInput,
  allow: visitor,
  run: async (input, caller, house) => {
    await countTry(house, trySubjects('mail', input.email, caller.address))
    await inEvenTime(send(caller, input, house))
  },
})

const send = thenPost(
  defineUsecase({
    name: NAME,
    input: StartLinkInput,
    allow: visitor,
    run: (input, work) => writeLinkLetter(work, 'sign-in', input),
  }),
)
