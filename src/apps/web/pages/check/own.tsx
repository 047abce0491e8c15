import { stringify } from 'yaml'
import { type Importance, importances, importanceText } from '../../../../core/procurement/demand.ts'
import { versionKey } from '../../../../core/procurement/policy.ts'
import { definePage, type PageContext } from '../../page.tsx'
import { Acts, Button, ButtonLink } from '../../parts/button.tsx'
import { Facts } from '../../parts/facts.tsx'
import { Choices, ErrorSummary, Select, TextField } from '../../parts/form.tsx'
import { Section, Title } from '../../parts/section.tsx'
import { Code } from '../../parts/text.tsx'
import { offeredLevels } from '../policies/offered-levels.ts'
import { en, ja } from './own.texts.ts'
import { chosenOwn, type OwnPolicy, readOwn, writeOwn } from './own-policy.ts'

type P = PageContext<typeof ja>

const mostMonths = { updates: 360, valid: 120 } as const

const begin: OwnPolicy = {
  levels: { low: 'jc-star.1', medium: 'jc-star.1', high: 'jc-star.1' },
  importance: 'low',
  method: 'any',
  recognised: true,
  untilContractEnd: false,
  supportMonths: undefined,
  validityMonths: undefined,
}

/** Where somebody chooses what to ask for. The choice is one word in the address; the same word judges a list and makes a file. */
export const ownPolicyPage = definePage({
  path: '/check/own',
  texts: { ja, en },
  handler: (p) => {
    const { t } = p
    const sent = p.query('low') !== ''
    const problems: Record<string, string> = {}
    for (const name of ['updates', 'valid'] as const)
      if (sent && p.query(name) !== '' && monthsOf(p.query(name), mostMonths[name]) === undefined)
        problems[name] = t.monthsWrong(mostMonths[name])
    const wrong = Object.keys(problems).length
    const own = sent ? readSent(p) : readOwn(p.query('policy'))
    if (sent && wrong === 0) return p.goTo(`/check/own?policy=${writeOwn(own!)}`)
    if (own !== undefined && !sent && p.query('save') === 'yaml') return saved(p, own)
    return p.show(
      {
        title: wrong > 0 ? `${p.frame.errorPrefix}${t.title}` : t.title,
        description: t.description,
        current: '/check',
        back: { href: p.href('/check'), text: t.back },
      },
      <>
        {wrong > 0 && <ErrorSummary title={p.frame.problems(wrong)} problems={problems} />}
        <Title eyebrow={t.eyebrow} title={t.title} lead={t.lead} />
        {own !== undefined && !sent && <Use p={p} own={own} />}
        <form action={p.href('/check/own')}>
          <Fields p={p} own={own ?? begin} problems={problems} />
        </form>
      </>,
      wrong > 0 ? 422 : 200,
    )
  },
})

const monthsOf = (typed: string, most: number): number | undefined => {
  const number = Number(/^\d{1,3}$/.exec(typed.normalize('NFKC'))?.[0] ?? 0)
  return number > 0 && number <= most ? number : undefined
}

function readSent(p: P): OwnPolicy {
  const known = new Set(levelsOf(p).map(({ value }) => value))
  const level = (one: Importance) => (known.has(p.query(one)) ? p.query(one) : begin.levels.low)
  return {
    levels: { low: level('low'), medium: level('medium'), high: level('high') },
    importance: importances.find((one) => one === p.query('for')) ?? 'low',
    method: p.query('method') === 'third-party' ? 'third-party' : 'any',
    recognised: p.query('recognised') !== 'no',
    untilContractEnd: p.query('contract') === 'yes',
    supportMonths: monthsOf(p.query('updates'), mostMonths.updates),
    validityMonths: monthsOf(p.query('valid'), mostMonths.valid),
  }
}

function saved(p: P, own: OwnPolicy): Response {
  const { digest: _, ...policy } = chosenOwn(own).against
  return p.c.body(`# policies/${versionKey(policy)}.yaml\n${stringify(policy, { lineWidth: 130 })}`, 200, {
    'content-type': 'application/yaml; charset=utf-8',
    'content-disposition': `attachment; filename="${versionKey(policy)}.yaml"`,
  })
}

/** What was chosen, and the ways on. */
const Use = ({ p, own }: { p: P; own: OwnPolicy }) => {
  const { t } = p
  const word = writeOwn(own)
  const { against } = chosenOwn(own)
  return (
    <div class="note flow">
      <Acts>
        <ButtonLink href={p.href(`/check?policy=${word}`)}>{t.use}</ButtonLink>
        <ButtonLink look="second" href={p.href(`/check/local?policy=${word}`)}>
          {t.local}
        </ButtonLink>
      </Acts>
      <Facts
        items={[
          { term: t.version, detail: <Code>{versionKey(against)}</Code> },
          { term: t.digest, detail: <Code long>{against.digest}</Code> },
        ]}
      />
      <ul class="links">
        <li>
          <a href={p.href(`/check/own?policy=${word}&save=yaml`)}>{t.yaml}</a>
        </li>
        {p.exists('/tender') && (
          <li>
            <a href={p.href(`/tender?of=${word}`)}>{t.tender}</a>
          </li>
        )}
      </ul>
      <p class="sm mut">{t.shared}</p>
    </div>
  )
}

const Fields = ({ p, own, problems }: { p: P; own: OwnPolicy; problems: Readonly<Record<string, string>> }) => {
  const { t } = p
  const words = { errorWord: p.frame.errorPrefix }
  const typed = (name: string, value: number | undefined) => p.query(name) || (value === undefined ? '' : String(value))
  return (
    <>
      <Section title={t.levels.title} note={t.levels.note}>
        {importances.map((one) => (
          <Select
            name={one}
            label={t.level(importanceText[one][p.lang])}
            options={levelsOf(p)}
            chosen={own.levels[one]}
            {...words}
          />
        ))}
        <Choices
          kind="one"
          name="for"
          label={t.importance}
          hint={t.importanceHint}
          options={importances.map((value) => ({ value, text: importanceText[value][p.lang] }))}
          chosen={[own.importance]}
          {...words}
        />
      </Section>
      <Section title={t.conditions.title} note={t.conditions.note}>
        <Choices
          kind="one"
          name="method"
          label={t.method}
          options={(['any', 'third-party'] as const).map((value) => ({ value, text: t.methods[value] }))}
          chosen={[own.method]}
          {...words}
        />
        <Choices
          kind="one"
          name="recognised"
          label={t.recognised}
          options={(['yes', 'no'] as const).map((value) => ({ value, text: t.recognition[value] }))}
          chosen={[own.recognised ? 'yes' : 'no']}
          {...words}
        />
        <Choices
          kind="many"
          name="contract"
          label={t.updates}
          options={[{ value: 'yes', text: t.contract }]}
          chosen={own.untilContractEnd ? ['yes'] : []}
          {...words}
        />
        <TextField
          name="updates"
          label={t.months}
          hint={t.monthsHint}
          value={typed('updates', own.supportMonths)}
          error={problems['updates']}
          width="short"
          inputmode="numeric"
          {...words}
        />
        <TextField
          name="valid"
          label={t.validity}
          hint={t.monthsHint}
          value={typed('valid', own.validityMonths)}
          error={problems['valid']}
          width="short"
          inputmode="numeric"
          {...words}
        />
        <Acts>
          <Button>{t.use}</Button>
        </Acts>
      </Section>
    </>
  )
}

/** What may be asked for, as it stands in an address. */
const levelsOf = (p: P) => offeredLevels(p).map(({ scheme, code, text }) => ({ value: `${scheme}.${code}`, text }))
