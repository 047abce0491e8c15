import assert from 'node:assert/strict'
import { test } from 'vitest'
import { readCorporateNumber } from '../../src/adapters/accounts/corporate-number.ts'
import { readEmail } from '../../src/adapters/accounts/email.ts'
import { readAsOf } from '../../src/apps/as-of.ts'
import { negotiate } from '../../src/apps/web/language.ts'
import { ownPath } from '../../src/apps/web/pages/account/visitor.ts'
import { inputs } from '../../src/casework/act-data.ts'
import { readModels } from '../../src/casework/models.ts'
import { readIxitMarkdown } from '../../src/core/exchange/ixit-markdown.ts'
import { readLabelId } from '../../src/core/kernel/label-id.ts'
import { parseNote } from '../../src/core/log/note.ts'
import { parsePolicy } from '../../src/core/log/policy.ts'
import { readTilePath } from '../../src/core/log/tile.ts'
import { parseTlogProof } from '../../src/core/log/tlog-proof.ts'
import { bigrams, describeNormalised, normalise, tidy } from '../../src/core/register/search.ts'
import { ownTime } from '../support/own-time.ts'

// A pattern that steps back over what it has read can take hours for one text. Every reader of what strangers send is given
// texts made to bring that out; the time they take must not grow faster than the texts.
const n = 100_000
const texts: Readonly<Record<string, string>> = {
  letters: 'a'.repeat(n),
  dots: 'a.'.repeat(n / 2),
  hyphens: '-'.repeat(n),
  'long vowels': 'ー'.repeat(n),
  blanks: `${' '.repeat(n)}x`,
  'a mail address': `a@${'a.'.repeat(n / 2)}`,
  'an address of the web': `https://${'a.'.repeat(n / 2)}`,
  'hosts of full length': `${'a'.repeat(63)}.`.repeat(n / 64),
  'characters that grow': '\ufdfa'.repeat(n / 10),
  digits: `${'0'.repeat(n)}x`,
  tiles: 'x000/'.repeat(n / 5),
  lines: '\n'.repeat(n),
  cells: '|'.repeat(n),
  dashes: '—'.repeat(n),
  marks: 'ア\u3099'.repeat(n / 2),
  qualities: ';q='.repeat(n / 3),
  commas: ','.repeat(n),
  paths: `/ja/${'../'.repeat(n / 3)}`,
}
const readers: Readonly<Record<string, (text: string) => unknown>> = {
  ...{ readEmail, readModels, normalise, describeNormalised, tidy, readLabelId, readCorporateNumber, ownPath },
  ...{ parseNote, parseTlogProof, parsePolicy, readTilePath, negotiate },
  readAsOf: (text) => readAsOf(text, '2026-01-01T00:00:00Z'),
  bigrams: (text) => bigrams(normalise(text)),
  ixit: (text) => readIxitMarkdown('1-UserInfo.md', text),
  contact: (t) => inputs['save-contact'].safeParse({ contact: t, vulnerability: { contact: t, policyUrl: t } }),
  organisation: (t) =>
    inputs['save-organisation'].safeParse({ name: { ja: t }, corporateNumber: t, role: 'manufacturer' }),
  evidence: (t) => inputs['add-evidence'].safeParse({ digest: t, name: t, type: t, size: 1 }),
  answer: (t) => inputs.answer.safeParse({ criterion: t, claim: t, reason: t, restsOn: [{ kind: 'file', digest: t }] }),
}

for (const [name, read] of Object.entries(readers))
  test(`${name} is not kept busy by a text made for it`, () => {
    for (const [what, text] of Object.entries(texts)) {
      const spent = ownTime()
      read(text)
      const took = spent()
      assert.ok(took < 2_000, `${Math.round(took)} ms for ${what}`) // each takes a few milliseconds; a slow machine is not slower by a thousand
    }
  })
