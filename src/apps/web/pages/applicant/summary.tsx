import type { Child } from 'hono/jsx'
import type { Case } from '../../../../casework/case.ts'
import type { Section as SectionName } from '../../../../casework/completeness.ts'
import { writeGtin } from '../../../../core/kernel/gtin.ts'
import type { OperatedLevel, OperatedScheme } from '../../../../core/scheme/scheme.ts'
import type { IcsAnswer } from '../../../../core/selection/ics.ts'
import type { DeskContext } from '../../page.tsx'
import { writeDate } from '../../parts/dates.ts'
import { Disclosure } from '../../parts/disclosure.tsx'
import { type Fact, Facts } from '../../parts/facts.tsx'
import { Section } from '../../parts/section.tsx'
import { Code } from '../../parts/text.tsx'
import * as contact from './contact.texts.ts'
import { taskAddress } from './order.ts'
import * as organisation from './organisation.texts.ts'
import * as product from './product.texts.ts'
import { answerText, questionsOf } from './questions.ts'
import * as software from './software.texts.ts'
import { en, ja } from './summary.texts.ts'
import * as updates from './updates.texts.ts'
import { wordsOf } from './words.ts'

/** What is summed up: the case as it stands, or the document that is declared. */
export type Summed = Pick<Case, 'id' | 'maker' | 'product' | 'answers'>

interface Props {
  readonly p: DeskContext<unknown>
  readonly of: Summed
  readonly scheme: OperatedScheme
  readonly level: OperatedLevel
  /** Whether each answer has a link to change it, which comes back to the check page. */
  readonly change: boolean
}

/** Everything an application says, section by section. */
export const Summary = ({ p, of: c, scheme, level, change }: Props) => {
  const t = { ja, en }[p.lang]
  const words = wordsOf(p)
  const { maker, product: made } = c
  const link = (task: string, what: string): Pick<Fact, 'change'> => {
    const address = taskAddress(c, task)
    if (!change || address === undefined) return {}
    return { change: { href: p.href(`${address}?from=check`), text: t.change, what: words.open(what) } }
  }
  const row = (task: SectionName, term: string, detail: Child): Fact => ({
    term,
    detail: detail === undefined || detail === '' ? <span class="mut">{t.none}</span> : detail,
    ...link(task, term),
  })
  // What makers write is Japanese, whatever language the page is read in.
  const written = (task: SectionName, term: string, text: string | undefined): Fact =>
    row(task, term, text === undefined || text === '' ? undefined : <span lang="ja">{text}</span>)
  const tOrganisation = organisation[p.lang]
  const tContact = contact[p.lang]
  const tProduct = product[p.lang]
  const tSoftware = software[p.lang]
  const tUpdates = updates[p.lang]
  const category = scheme.categories.find((k) => k.id === made.category)
  const until = made.updates?.supportUntil
  const models = made.models ?? []
  return (
    <>
      <Section title={t.organisation} id="organisation">
        <Facts
          items={[
            written('organisation', tOrganisation.labels.name, maker.name?.ja),
            !!maker.name?.en && row('organisation', tOrganisation.labels.nameEn, maker.name.en),
            !!maker.corporateNumber &&
              row('organisation', tOrganisation.labels.corporateNumber, <Code>{maker.corporateNumber}</Code>),
            row('organisation', tOrganisation.labels.role, maker.role && tOrganisation.roles[maker.role].text),
          ]}
        />
      </Section>
      <Section title={t.contact} id="contact">
        <Facts
          items={[
            row('contact', tContact.labels.contact, maker.contact),
            row('contact', tContact.labels.report, made.vulnerability?.contact),
            row('contact', tContact.labels.policy, made.vulnerability?.policyUrl),
          ]}
        />
      </Section>
      <Section title={t.eligibility} id="eligibility">
        <div class="long">
          <Facts
            items={questionsOf(scheme, level, p.house.facts).map((q) => {
              const answer = answerText(q, { facts: made.facts ?? {} })
              const question = p.say(q.question)
              return {
                term: question,
                detail: answer ? p.say(answer) : <span class="mut">{words.unknown}</span>,
                ...link('eligibility', question),
              }
            })}
          />
        </div>
      </Section>
      <Section title={t.product} id="product">
        <Facts
          items={[
            written('product', tProduct.labels.name, made.name?.ja),
            row('product', tProduct.labels.nameEn, made.name?.en && made.name.en),
            row('product', tProduct.labels.category, category && p.say(category.name)),
            written('product', tProduct.labels.intendedUse, made.intendedUse),
            row('product', tProduct.labels.page, made.page && made.page),
          ]}
        />
      </Section>
      <Section title={t.models} id="models">
        <Facts
          items={[
            row(
              'models',
              t.models,
              models.length === 0 ? undefined : (
                <>
                  {t.count(models.length)}
                  {models.length <= 12 ? <ModelNames models={models} /> : null}
                </>
              ),
            ),
            made.gtins !== undefined &&
              row(
                'models',
                'JANコード（GTIN）',
                made.gtins.map(({ gtin, model }) => `${writeGtin(gtin)} ${model}`).join('、'),
              ),
          ]}
        />
        {models.length > 12 && (
          <Disclosure summary={t.allModels}>
            <ModelNames models={models} />
          </Disclosure>
        )}
      </Section>
      <Section title={t.software} id="software">
        <Facts
          items={[
            row('software', tSoftware.labels.minimum, made.software && <Code>{made.software.minimum}</Code>),
            written(
              'software',
              tSoftware.labels.services,
              made.software?.services.length ? made.software.services.join('、') : undefined,
            ),
            row('software', tSoftware.labels.sbom, made.sbom && tSoftware.sbom[made.sbom]),
          ]}
        />
      </Section>
      <Section title={t.updates} id="updates">
        <Facts
          items={[
            row(
              'updates',
              tUpdates.labels.supportUntil,
              until === undefined ? undefined : until === null ? t.noUpdates : writeDate(until, p.lang),
            ),
            row('updates', tUpdates.labels.mode, made.updates && tUpdates.mode[made.updates.mode].text),
            !!made.updates?.howToTurnOff && written('updates', tUpdates.labels.howToTurnOff, made.updates.howToTurnOff),
            written('updates', tUpdates.labels.howToSeeVersion, made.updates?.howToSeeVersion),
            row(
              'updates',
              tUpdates.labels.defaultPassword,
              made.defaultPassword && tUpdates.defaultPassword[made.defaultPassword].text,
            ),
            ...(['setUp', 'daily', 'disposal'] as const).map((step) =>
              written('updates', tUpdates.labels[step], made.use?.[step]),
            ),
          ]}
        />
      </Section>
      <Section title={t.criteria} id="criteria">
        {scheme.themes.map((theme) => {
          const criteria = scheme.criteria.filter((k) => k.theme === theme.id && level.criteria.includes(k.id))
          if (criteria.length === 0) return null
          return (
            <>
              <h3>{p.say(theme.title)}</h3>
              <Facts
                items={criteria.map((criterion) => ({
                  term: (
                    <span id={`criterion-${criterion.id}`}>
                      <Code>{criterion.id}</Code>
                      <br />
                      {p.say(criterion.title)}
                    </span>
                  ),
                  detail: <Answered p={p} answer={c.answers[criterion.id]} />,
                  ...link(`criterion:${criterion.id}`, `${criterion.id} ${p.say(criterion.title)}`),
                }))}
              />
            </>
          )
        })}
      </Section>
    </>
  )
}

const ModelNames = ({ models }: { models: readonly string[] }) => (
  <p class="models">
    {models.map((model) => (
      <Code>{model}</Code>
    ))}
  </p>
)

const Answered = ({ p, answer }: { p: DeskContext<unknown>; answer: IcsAnswer | undefined }) => {
  const t = { ja, en }[p.lang]
  if (answer === undefined || answer.claim === 'unanswered') return <span class="mut">{t.claims.unanswered}</span>
  return (
    <>
      <strong>{t.claims[answer.claim]}</strong>
      <p lang="ja">{answer.reason}</p>
      {answer.claim === 'fulfilled' && (
        <p class="sm mut">
          {t.evidence}
          {p.lang === 'ja' ? '：' : ': '}
          {answer.restsOn.length === 0
            ? t.noEvidence
            : answer.restsOn
                .map((r) => (r.kind === 'file' ? r.name : `IXIT ${r.table} ${r.entry}`))
                .join(wordsOf(p).separator)}
        </p>
      )}
    </>
  )
}
