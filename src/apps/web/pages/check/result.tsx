import { definePage } from '../../page.tsx'
import { answerSent } from './answer-sent.ts'
import { en, ja } from './check.texts.ts'
import { readSent } from './sent-form.ts'
import { addressOf, readWish } from './wish.ts'

/** The answer to a list. What is sent is read, answered and forgotten; whatever is wrong leads back to the form, with the list. */
export const checkResultPage = definePage({
  path: '/check/result',
  texts: { ja, en },
  upload: true,
  // An answer has no address of its own: whoever comes back to it begins again, with the same choice.
  handler: (p) => p.goTo(addressOf(readWish(p.query))),
  post: async (p) => {
    // Not `no-store`: a browser may go back to an answer without sending the list again.
    p.c.header('cache-control', 'private, no-cache')
    const sent = await readSent(p)
    if (sent === 'busy') return p.refuse({ code: 'too-many-requests', seconds: 30 })
    if (sent === 'breaks-off')
      return p.refuse({
        code: 'request-malformed',
        field: '-',
        reason: { ja: 'フォームが途中で切れています。', en: 'The form breaks off.' },
      })
    return answerSent(p, sent, await p.house.checks.register())
  },
})
