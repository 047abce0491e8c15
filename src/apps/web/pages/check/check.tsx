import { definePage, one } from '../../page.tsx'
import { en, ja } from './check.texts.ts'
import { showForm } from './check-form.tsx'
import { readSent } from './sent-form.ts'
import { readCarried, writeText } from './taken-list.ts'
import { readWish } from './wish.ts'

const nobody = { model: () => false, maker: () => false }

/** Where a check begins; an address may name policy and days. Sent back from an answer, it holds the list again. */
export const checkPage = definePage({
  path: '/check',
  texts: { ja, en },
  upload: true,
  handler: (p) => showForm(p, { wish: readWish(p.query), text: '' }),
  post: async (p) => {
    const sent = await readSent(p)
    if (sent === 'busy') return p.refuse({ code: 'too-many-requests', seconds: 30 })
    if (sent === 'breaks-off')
      return p.refuse({
        code: 'request-malformed',
        field: '-',
        reason: { ja: '読み取れません。', en: 'It cannot be read.' },
      })
    const carried = readCarried(one(sent.form, 'carried'), nobody)
    return showForm(p, {
      wish: readWish((name) => one(sent.form, name)),
      text: carried?.ok ? writeText(carried.value) : '',
    })
  },
})
