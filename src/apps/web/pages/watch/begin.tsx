import { watchLabelsMost } from '../../../../casework/watches.ts'
import { readLabelId } from '../../../../core/kernel/label-id.ts'
import { versionKey } from '../../../../core/procurement/policy.ts'
import type { Entry } from '../../../../core/register/entry.ts'
import { one } from '../../form-fields.ts'
import { definePage, type PageContext } from '../../page.tsx'
import { Title } from '../../parts/section.tsx'
import { Steps } from '../../parts/status-band.tsx'
import { networkAddress } from '../account/visitor.ts'
import { showBegin } from './begin-form.tsx'
import { readCarriedCheck } from './carried-check.ts'
import { en, ja } from './watch.texts.ts'

/** From an answer to its watch: of the list only the labels that were found go further. */
export const watchFromCheckPage = definePage({
  path: '/check/watch',
  texts: { ja, en },
  upload: true,
  handler: (p) => p.goTo('/check'),
  post: async (p) => {
    const checked = await readCarriedCheck(p)
    if (!checked.ok) return p.refuse(checked.fault)
    const { asked, report } = checked.value
    const found = report.rows.flatMap(({ label }) => (label === undefined || label.elsewhere ? [] : [label.number]))
    const entries = await entriesOf(p, found)
    if (entries.length === 0) return p.refuse({ code: 'watch-without-labels' })
    return showBegin(p, { policy: versionKey(asked.against), entries, name: '', way: 'mail', email: '' })
  },
})

/** Begins a watch. */
export const watchBeginPage = definePage({
  path: '/watch',
  texts: { ja, en },
  handler: (p) => p.goTo('/check'),
  post: async (p) => {
    const form = await p.form()
    const [policy, name, way, email] = ['policy', 'name', 'way', 'email'].map((field) => one(form, field)) as [
      string,
      string,
      string,
      string,
    ]
    const labels = one(form, 'labels')
      .split(',')
      .slice(0, watchLabelsMost + 1)
    const entries = await entriesOf(p, labels)
    const shown = { policy, entries, name: name.slice(0, 200), way, email: email.slice(0, 254) }
    const known = [...p.house.checks.policies, ...p.house.checks.profiles].some((one) => versionKey(one) === policy)
    if (!known && !policy.startsWith('custom@'))
      return p.refuse({ code: 'policy-unknown', policy: policy.slice(0, 80) })
    if (way !== 'mail' && way !== 'feed') return showBegin(p, { ...shown, wayMissing: true })
    const begun = await p.house.watches.begin(
      {
        name,
        language: p.lang,
        policy: policy.slice(0, 120),
        labels: entries.map(({ label }) => label),
        ...(way === 'mail' ? { mail: email } : {}),
      },
      networkAddress(p.c),
    )
    if (!begun.ok) return showBegin(p, { ...shown, fault: begun.fault })
    return p.goTo(begun.value.token === undefined ? '/watch/sent' : `/watch/${begun.value.token}`)
  },
})

/** Said after a watch by mail was asked for, whether or not the address is anybody's. */
export const watchSentPage = definePage({
  path: '/watch/sent',
  texts: { ja, en },
  handler: (p) =>
    p.show(
      { title: p.t.sent.title, current: '/check', noIndex: true },
      <>
        <Title eyebrow={p.t.eyebrow} title={p.t.sent.title} lead={p.t.sent.lead} />
        <Steps steps={p.t.sent.steps} />
        <p class="gap">
          <a href={p.href('/check')}>{p.t.sent.again}</a>
        </p>
      </>,
    ),
})

/** The entries of numbers that are labels of this register, each once. */
async function entriesOf(p: PageContext<unknown>, numbers: readonly string[]): Promise<readonly Entry[]> {
  const { entry, byLabel } = await p.house.checks.register()
  const found = new Map<string, Entry>()
  for (const number of numbers) {
    const read = readLabelId(number)
    const at = read.ok ? byLabel(read.value) : undefined
    if (at !== undefined) found.set(entry(at).label, entry(at))
  }
  return [...found.values()]
}
