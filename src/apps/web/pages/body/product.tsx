import { writeGtin } from '../../../../core/kernel/gtin.ts'
import type { ModelGtin } from '../../../../core/selection/product.ts'
import { type DeskContext, defineDeskPage } from '../../page.tsx'
import { writeDate } from '../../parts/dates.ts'
import { Disclosure } from '../../parts/disclosure.tsx'
import { Facts } from '../../parts/facts.tsx'
import { Section } from '../../parts/section.tsx'
import { CaseHead, caseFrame } from './case-frame.tsx'
import { noCase, type Opened, openCase } from './open-case.ts'
import { en, ja } from './product.texts.ts'

type P = DeskContext<typeof ja>

/** Who applies for what: the maker, the product, its models, as declared. */
export const productPage = defineDeskPage({
  path: '/desk/cases/:id/product',
  texts: { ja, en },
  kind: 'body',
  handler: async (p) => {
    const opened = await openCase(p, p.param('id'))
    if (opened === undefined) return noCase(p, p.param('id'))
    return p.show(
      await caseFrame(p, opened, p.t.title),
      <>
        <CaseHead p={p} opened={opened} tab="/product" />
        <ProductFacts p={p} opened={opened} />
        <Models p={p} models={opened.c.product.models ?? []} gtins={opened.c.product.gtins} />
        <UpdateFacts p={p} opened={opened} />
        <MakerFacts p={p} opened={opened} />
        <ScopeFacts p={p} opened={opened} />
      </>,
    )
  },
})

/** A text as the maker wrote it, or that it wrote nothing. */
const written = (p: P, text: string | undefined) =>
  text === undefined || text === '' ? <span class="mut">{p.t.blank}</span> : <span lang="ja">{text}</span>

const link = (p: P, url: string | undefined) =>
  url === undefined ? (
    written(p, undefined)
  ) : url.startsWith('https:') ? (
    <a href={url} rel="nofollow noreferrer">
      {url}
    </a>
  ) : (
    <span class="mono long">{url}</span>
  )

const ProductFacts = ({ p, opened: { c, scheme } }: { p: P; opened: Opened }) => {
  const { t } = p
  const { name, category, page, intendedUse, software, sbom, defaultPassword } = c.product
  const kind = scheme.categories.find((one) => one.id === category)?.name
  return (
    <Section title={t.product}>
      <Facts
        items={[
          { term: t.name, detail: written(p, name?.ja), big: true },
          { term: t.english, detail: name?.en ?? <span class="mut">{t.blank}</span> },
          { term: t.category, detail: kind ? p.say(kind) : (category ?? t.blank) },
          { term: t.page, detail: link(p, page) },
          { term: t.use, detail: written(p, intendedUse) },
          { term: t.software, detail: written(p, software?.minimum) },
          { term: t.services, detail: software?.services.length ? software.services.join('、') : t.noServices },
          { term: t.sbom, detail: sbom === undefined ? t.blank : t.sboms[sbom] },
          { term: t.password, detail: defaultPassword === undefined ? t.blank : t.passwords[defaultPassword] },
        ]}
      />
    </Section>
  )
}

/** The models; a long list opens. */
export const Models = ({ p, models, gtins }: { p: P; models: readonly string[]; gtins: Gtins }) => (
  <Section title={p.t.models(models.length)}>
    {models.length > 60 ? (
      <Disclosure summary={p.t.modelList}>
        <ModelList models={models} gtins={gtins} />
      </Disclosure>
    ) : (
      <ModelList models={models} gtins={gtins} />
    )}
  </Section>
)

type Gtins = readonly ModelGtin[] | undefined

/** Models with their bar code numbers, where the maker gives any. */
export const ModelList = ({ models, gtins = [] }: { models: readonly string[]; gtins?: Gtins }) => {
  const of = Map.groupBy(gtins, ({ model }) => model)
  return (
    <ul class="modellist">
      {models.map((model) => (
        <li class="mono">{[model, ...(of.get(model) ?? []).map(({ gtin }) => `JAN ${writeGtin(gtin)}`)].join(' ')}</li>
      ))}
    </ul>
  )
}

const UpdateFacts = ({ p, opened: { c } }: { p: P; opened: Opened }) => {
  const { t } = p
  const { updates, use, vulnerability } = c.product
  return (
    <Section title={t.updates}>
      <Facts
        items={[
          { term: t.mode, detail: updates === undefined ? t.blank : t.modes[updates.mode] },
          { term: t.howToSee, detail: written(p, updates?.howToSeeVersion) },
          updates?.howToTurnOff !== undefined && { term: t.howToTurnOff, detail: written(p, updates.howToTurnOff) },
          {
            term: t.until,
            detail:
              updates === undefined
                ? t.blank
                : updates.supportUntil === null
                  ? t.noPromise
                  : writeDate(updates.supportUntil, p.lang),
          },
          { term: t.steps.setUp, detail: written(p, use?.setUp) },
          { term: t.steps.daily, detail: written(p, use?.daily) },
          { term: t.steps.disposal, detail: written(p, use?.disposal) },
          { term: t.vulnerability, detail: link(p, vulnerability?.contact) },
          { term: t.policy, detail: link(p, vulnerability?.policyUrl) },
        ]}
      />
    </Section>
  )
}

const MakerFacts = ({ p, opened: { c } }: { p: P; opened: Opened }) => {
  const { t } = p
  const { name, corporateNumber, role, address, contact } = c.maker
  return (
    <Section title={t.maker}>
      <Facts
        items={[
          { term: t.makerName, detail: written(p, name?.ja) },
          name?.en !== undefined && { term: t.english, detail: name.en },
          { term: t.number, detail: corporateNumber ?? t.noNumber },
          { term: t.role, detail: role === undefined ? t.blank : t.roles[role] },
          { term: t.address, detail: written(p, address) },
          { term: t.contact, detail: link(p, contact) },
        ]}
      />
    </Section>
  )
}

const ScopeFacts = ({ p, opened: { c, scheme } }: { p: P; opened: Opened }) => {
  const facts = c.product.facts ?? {}
  return (
    <Section title={p.t.facts}>
      <Facts
        items={scheme.questions.map((question) => {
          const value = facts[question.fact]
          const said = question.answers.find((one) => one.value === value)?.text
          return {
            term: p.say(question.question),
            detail: said
              ? p.say(said)
              : value === undefined
                ? p.t.blank
                : value === true
                  ? p.t.yes
                  : value === false
                    ? p.t.no
                    : String(value),
          }
        })}
      />
    </Section>
  )
}
