import type { FactDefinition } from '../../../../core/scheme/fact.ts'
import { definePage, type PageContext } from '../../page.tsx'
import { Acts, Button } from '../../parts/button.tsx'
import { Hidden, Select } from '../../parts/form.tsx'
import { Notice } from '../../parts/notice.tsx'
import { Title } from '../../parts/section.tsx'
import { en, ja } from './plan.texts.ts'
import { showMarkets } from './plan.tsx'
import { factsAsked } from './plan-facts.ts'
import { Carry, planPath } from './plan-parts.tsx'
import { factParameter, factsOf, readPlan, writePlan } from './plan-question.ts'

type P = PageContext<typeof ja>

/** Step 2: what the rules of the chosen markets depend on, and nothing else. */
export const planProductPage = definePage({
  path: '/plan/product',
  texts: { ja, en },
  handler: (p) => {
    const { catalogue } = p.house
    const read = readPlan(catalogue, p.url.searchParams)
    if (!read.ok) return p.refuse(read.fault)
    // Another type than the facts were given for: they were true of something else.
    const anotherType = p.url.searchParams.has('was') && p.query('was') !== (read.value.type?.id ?? '')
    const question = anotherType ? { ...read.value, facts: {}, factsGiven: false } : read.value
    if (question.targets.length === 0) return showMarkets(p, question, p.t.markets.none)
    const t = p.t.facts
    const asked = factsAsked(catalogue, question.targets)
    const known = factsOf(question)
    const query = writePlan({ ...question, facts: known }, p.query('as_of'))
    return p.show(
      { title: t.title, current: '/schemes', back: { href: p.href(planPath('/plan', query)), text: p.t.back } },
      <>
        <Title
          eyebrow={`${p.t.step(2)}　${p.t.title}`}
          title={t.title}
          lead={asked.length === 0 ? t.nothing : t.lead(asked.length)}
        />
        {question.type && !question.factsGiven && (
          <Notice>
            <p>{t.usual(p.say(question.type.name))}</p>
          </Notice>
        )}
        <form method="get" action={p.href('/plan/evidence')} class="form plan">
          <Carry query={query} but={(name) => asked.some(({ id }) => factParameter(id) === name) || name === 'f.'} />
          <Hidden name="f." value="" />
          {asked.map((fact) => (
            <Fact p={p} fact={fact} chosen={known[fact.id]} />
          ))}
          <Acts>
            <Button>{p.t.next}</Button>
          </Acts>
        </form>
      </>,
    )
  },
})

/** One question; that one does not know is an answer, and the one given until another is chosen. */
const Fact = ({ p, fact, chosen }: { p: P; fact: FactDefinition; chosen: string | boolean | undefined }) => {
  const t = p.t.facts
  const values = fact.values ?? [
    { value: true, text: { ja: ja.facts.yes, en: en.facts.yes } },
    { value: false, text: { ja: ja.facts.no, en: en.facts.no } },
  ]
  const options = [
    ...values.map(({ value, text }) => ({ value: String(value), text: p.say(text) })),
    { value: '', text: t.dontKnow },
  ]
  const name = factParameter(fact.id)
  const now = chosen === undefined ? '' : String(chosen)
  if (options.length > 6)
    return <Select name={name} label={p.say(fact.question)} errorWord="" chosen={now} options={options} />
  return (
    <fieldset class="q" id={name} tabindex={-1}>
      <legend>{p.say(fact.question)}</legend>
      <div class="beside">
        {options.map((option) => (
          <label class="opt">
            <input type="radio" name={name} value={option.value} checked={option.value === now} />
            <span>{option.text}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
