import { dateInJapan } from '../../../../core/kernel/date.ts'
import { chooseTargets } from '../../../../core/market/target.ts'
import { nodesOfLevel } from '../../../../core/scheme/demanded.ts'
import { definePage, type PageContext } from '../../page.tsx'
import { Acts, Button } from '../../parts/button.tsx'
import { ErrorSummary, Hidden, Select } from '../../parts/form.tsx'
import { Notice } from '../../parts/notice.tsx'
import { Title } from '../../parts/section.tsx'
import { Rich } from '../../parts/text.tsx'
import { CheckGroup } from './check-group.tsx'
import { en, ja } from './plan.texts.ts'
import { type MarketChoice, marketChoices } from './plan-markets.ts'
import { Carry, planPath } from './plan-parts.tsx'
import { type PlanQuestion, readPlan, writePlan } from './plan-question.ts'
import { levelName, placeOf, words } from './scheme-words.tsx'

type P = PageContext<typeof ja>

/** Step 1: the type of product and where it is to go. */
export const planPage = definePage({
  path: '/plan',
  texts: { ja, en },
  handler: (p) => {
    const read = readPlan(p.house.catalogue, p.url.searchParams)
    return read.ok ? showMarkets(p, read.value) : p.refuse(read.fault)
  },
})

/** Step 1 as it is shown, and shown again with what is wrong. */
export function showMarkets(p: P, question: PlanQuestion, problem?: string): Response {
  const t = p.t.markets
  const query = writePlan(question, p.query('as_of'))
  return p.show(
    {
      title: `${problem === undefined ? '' : p.frame.errorPrefix}${p.t.title}`,
      current: '/schemes',
      crumbs: [{ href: p.href('/schemes'), text: p.t.crumb }],
    },
    <>
      {problem !== undefined && <ErrorSummary title={p.t.problem} problems={{ to: problem }} />}
      <Title eyebrow={`${p.t.step(1)}　${t.title}`} title={p.t.title} lead={<Rich text={p.t.lead} />} />
      <Starts p={p} />
      <form method="get" action={p.href('/plan/product')} class="form wide plan">
        <Carry query={query} but={(name) => name === 'to' || name === 'type'} />
        <Hidden name="was" value={question.type?.id ?? ''} />
        <TypeField p={p} chosen={question.type?.id} />
        <Markets p={p} question={question} problem={problem} />
        <Acts>
          <Button>{p.t.next}</Button>
        </Acts>
      </form>
      <p class="sm mut gap">{p.t.nothingStored}</p>
    </>,
    problem === undefined ? 200 : 422,
  )
}

const exampleMarkets = ['uk-psti', 'sg-cls', 'eu-cra', 'us-cyber-trust-mark', 'jp-mic']

/** Other ways to begin: an example, or a product of one's own. */
const Starts = ({ p }: { p: P }) => {
  const { catalogue, schemes } = p.house
  const type = catalogue.productTypes.find(({ id }) => id === 'communications-consumer')
  const own = schemes[0] && chooseTargets(catalogue.schemes, [schemes[0].id])
  const wanted = exampleMarkets.filter((id) => catalogue.schemes.some((scheme) => scheme.id === id))
  const targets = chooseTargets(catalogue.schemes, wanted)
  const example = type &&
    own?.ok &&
    targets.ok && {
      type,
      targets: targets.value,
      facts: type.usualFacts,
      factsGiven: true,
      holdings: own.value.map((of) => ({ of })),
      proves: own.value,
      nodes: [],
      confirmed: [],
    }
  return (
    <Notice>
      {example && (
        <p>
          <a href={p.href(planPath('/plan/result', writePlan(example)))}>{p.t.example}</a>
          {p.lang === 'ja' ? `：${p.t.exampleText}` : `: ${p.t.exampleText}`}
        </p>
      )}
      <p>
        <a href={p.href('/desk/plan')}>{p.t.own}</a>　<span class="sm mut">{p.t.ownNote}</span>
      </p>
    </Notice>
  )
}

const TypeField = ({ p, chosen }: { p: P; chosen: string | undefined }) => {
  const t = p.t.markets
  const types = p.house.catalogue.productTypes.toSorted((a, b) =>
    a.sector === b.sector ? 0 : Object.keys(t.sectors).indexOf(a.sector) - Object.keys(t.sectors).indexOf(b.sector),
  )
  return (
    <Select
      name="type"
      label={t.type}
      hint={t.typeHint}
      errorWord={p.frame.errorPrefix}
      chosen={chosen}
      options={[
        { value: '', text: t.noType },
        ...types.map((type) => ({ value: type.id, text: `${t.sectors[type.sector]}　${p.say(type.name)}` })),
      ]}
    />
  )
}

const Markets = ({ p, question, problem }: { p: P; question: PlanQuestion; problem: string | undefined }) => {
  const t = p.t.markets
  const w = words(p.lang)
  const { schemes, standards } = p.house.catalogue
  const chosen = writePlan(question).getAll('to')
  const option = ({ key, scheme, level }: MarketChoice) => {
    const known = nodesOfLevel(scheme, level, standards).length > 0
    const several = scheme.levels.length > 1
    return {
      value: key,
      text: several ? `${p.say(scheme.shortName)} ${levelName(p, scheme, level)}` : p.say(scheme.shortName),
      hint: [
        placeOf(p, scheme.jurisdiction),
        scheme.mandatory ? w.mandatory : w.voluntary,
        scheme.state.is === 'in-operation' ? undefined : w.states[scheme.state.is],
        known ? undefined : t.unknown,
      ]
        .filter(Boolean)
        .join(p.lang === 'ja' ? '・' : ', '),
    }
  }
  return (
    <fieldset class={problem === undefined ? 'q' : 'q bad'} id="to" tabindex={-1}>
      <legend>{t.question}</legend>
      {problem !== undefined && (
        <p class="err">
          <span class="vh">{p.frame.errorPrefix}</span>
          {problem}
        </p>
      )}
      {marketChoices(schemes, dateInJapan(p.now)).map(({ region, choices }) => (
        <CheckGroup name="to" label={t.regions[region]} chosen={chosen} options={choices.map(option)} />
      ))}
    </fieldset>
  )
}
