import { dateInJapan } from '../../../../core/kernel/date.ts'
import { targetName } from '../../../../core/market/target.ts'
import { nodesOfLevel } from '../../../../core/scheme/demanded.ts'
import { splitNode } from '../../../../core/scheme/node.ts'
import { definePage, type PageContext } from '../../page.tsx'
import { Acts, Button } from '../../parts/button.tsx'
import { Disclosure } from '../../parts/disclosure.tsx'
import { DateField, Select } from '../../parts/form.tsx'
import { Title } from '../../parts/section.tsx'
import { CheckGroup } from './check-group.tsx'
import { nameNode } from './nodes.ts'
import { en, ja } from './plan.texts.ts'
import { showMarkets } from './plan.tsx'
import { marketChoices } from './plan-markets.ts'
import { Carry, planPath, targetTitle } from './plan-parts.tsx'
import { holdingPlaces, type PlanQuestion, readPlan, writePlan } from './plan-question.ts'

type P = PageContext<typeof ja>

const own = /^(has-|until-|proves$)/

/** Step 3: what the product has to show for itself – labels held, and demands shown; the one does not imply the other. */
export const planEvidencePage = definePage({
  path: '/plan/evidence',
  texts: { ja, en },
  handler: (p) => {
    const read = readPlan(p.house.catalogue, p.url.searchParams)
    if (!read.ok) return p.refuse(read.fault)
    const question = read.value
    if (question.targets.length === 0) return showMarkets(p, question, p.t.markets.none)
    const t = p.t.evidence
    const query = writePlan(question, p.query('as_of'))
    const offered = new Set(singlesOf(p).flatMap(({ nodes }) => nodes))
    return p.show(
      { title: t.title, current: '/schemes', back: { href: p.href(planPath('/plan/product', query)), text: p.t.back } },
      <>
        <Title eyebrow={`${p.t.step(3)}　${p.t.title}`} title={t.title} />
        <form method="get" action={p.href('/plan/result')} class="form wide plan">
          <Carry query={query} but={(name, value) => own.test(name) || (name === 'p' && offered.has(value))} />
          <h2>{t.holdings}</h2>
          <p>{t.holdingsNote}</p>
          <HoldingField p={p} question={question} place={1} />
          <Disclosure summary={t.more} open={question.holdings.length > 1}>
            {holdingPlaces.slice(1).map((place) => (
              <HoldingField p={p} question={question} place={place} />
            ))}
          </Disclosure>
          <h2>{t.proven}</h2>
          <p>{t.provenNote}</p>
          <ProvenFields p={p} question={question} />
          <Acts>
            <Button>{p.t.show}</Button>
          </Acts>
        </form>
        <p class="sm mut gap">{p.t.nothingStored}</p>
      </>,
    )
  },
})

const choicesOf = (p: P) =>
  marketChoices(p.house.catalogue.schemes, dateInJapan(p.now)).flatMap(({ choices }) => choices)

const HoldingField = ({ p, question, place }: { p: P; question: PlanQuestion; place: number }) => {
  const t = p.t.evidence
  const held = question.holdings[place - 1]
  return (
    <div class="pair">
      <Select
        name={`has-${place}`}
        label={t.holding(place)}
        errorWord=""
        chosen={held && targetName(held.of.target)}
        options={[
          { value: '', text: t.none },
          ...choicesOf(p).map((choice) => ({ value: choice.key, text: targetTitle(p, choice) })),
        ]}
      />
      <DateField name={`until-${place}`} label={t.until} hint={t.untilHint} errorWord="" value={held?.until} />
    </div>
  )
}

const knownOf = (p: P) =>
  choicesOf(p)
    .map((choice) => ({ ...choice, nodes: nodesOfLevel(choice.scheme, choice.level, p.house.catalogue.standards) }))
    .filter(({ nodes }) => nodes.length > 0)

/** Single demands are offered for what is run here: there they are criteria, each with its own verdict. */
const singlesOf = (p: P) => knownOf(p).filter(({ scheme }) => scheme.operation !== undefined)

const ProvenFields = ({ p, question }: { p: P; question: PlanQuestion }) => {
  const t = p.t.evidence
  return (
    <>
      <CheckGroup
        name="proves"
        label={t.proves}
        chosen={question.proves.map(({ target }) => targetName(target))}
        options={knownOf(p).map((choice) => ({
          value: choice.key,
          text: t.all(targetTitle(p, choice), choice.nodes.length),
        }))}
      />
      <Disclosure summary={t.single} open={question.nodes.length > 0}>
        {singlesOf(p).map((choice) => (
          <CheckGroup
            name="p"
            label={t.singles(targetTitle(p, choice))}
            chosen={question.nodes}
            options={choice.nodes.map((node) => {
              const named = nameNode(p.house.catalogue, node)
              return { value: node, text: named ? p.say(named.title) : node, hint: splitNode(node).id }
            })}
          />
        ))}
      </Disclosure>
    </>
  )
}
