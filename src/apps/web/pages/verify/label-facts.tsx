import { dateInJapan } from '../../../../core/kernel/date.ts'
import { writeGtin } from '../../../../core/kernel/gtin.ts'
import { writeLabelId } from '../../../../core/kernel/label-id.ts'
import type { ModelGtin } from '../../../../core/selection/product.ts'
import { Acts, ButtonLink } from '../../parts/button.tsx'
import { LevelLine } from '../../parts/capsules.tsx'
import { writeDate, writeNumber } from '../../parts/dates.ts'
import { Disclosure } from '../../parts/disclosure.tsx'
import { Facts } from '../../parts/facts.tsx'
import { Section } from '../../parts/section.tsx'
import { Foreign, Nw, Rich } from '../../parts/text.tsx'
import type { Shown } from './find-label.tsx'
import type { LabelContext } from './label-context.ts'
import { mostModelsShown } from './models.tsx'

interface Props {
  readonly p: LabelContext
  readonly shown: Shown
}

/** How high, and who checked. Filled capsules only while the label is valid. */
export const LevelSection = ({ p, shown: { entry, standing, level } }: Props) => {
  const t = p.t.levelSection
  const words = p.t.level(entry.level, entry.levelSymbol, level.of)
  return (
    <Section title={t.title}>
      {standing.code === 'valid' ? (
        <LevelLine rank={level.rank} of={level.of}>
          {words}
        </LevelLine>
      ) : (
        <p>
          <strong>{t.hidden[standing.code]}</strong>
          <br />
          {t.before(words)}
        </p>
      )}
      <p>
        <Rich
          text={
            entry.assessor !== 'self'
              ? t.third
              : entry.testedOn === undefined
                ? t.self
                : t.tested(writeDate(entry.testedOn, p.lang))
          }
        />
        {p.lang === 'en' && ' '}
        {t.noGuarantee}
      </p>
      <p class="no-print">
        <a href={p.href('/about/levels')}>{t.meaning}</a>
      </p>
    </Section>
  )
}

const shownAtOnce = 3

/** The models, three at once. Names of models are the maker's own and never break. */
export const ModelsSection = ({ p, shown: { entry } }: Props) => {
  const t = p.t.models
  const { models } = entry.product
  const first = models.slice(0, shownAtOnce)
  const rest = models.slice(shownAtOnce)
  return (
    <Section title={t.title} id="models">
      <p class="lead strong">
        {first.map((model, i) => (
          <>
            {i > 0 && t.joint}
            <Nw>{model}</Nw>
          </>
        ))}
        {rest.length === 0 && (
          <span class="sm mut">{p.lang === 'ja' ? `（${t.all(models.length)}）` : ` (${t.all(models.length)})`}</span>
        )}
      </p>
      {models.length > mostModelsShown && (
        <p>
          <a href={`/l/${entry.label}/models?lang=${p.lang}`}>{t.list(models.length)}</a>
        </p>
      )}
      {rest.length > 0 && models.length <= mostModelsShown && (
        <Disclosure summary={t.more(rest.length, models.length)}>
          <ul class="models">
            {models.map((model) => (
              <li>{model}</li>
            ))}
          </ul>
        </Disclosure>
      )}
      {models.length <= mostModelsShown && <Gtins p={p} gtins={entry.product.gtins ?? []} />}
      <p class="hint">
        {t.where} <a href={p.href('/report')}>{t.report}</a>
      </p>
    </Section>
  )
}

/** The numbers below the bar codes, where the maker registered them; a scanner or a shop's page has them at hand. */
const Gtins = ({ p, gtins }: { p: LabelContext; gtins: readonly ModelGtin[] }) =>
  gtins.length === 0 ? null : (
    <Disclosure summary={p.t.models.gtins(gtins.length)}>
      <ul class="models">
        {gtins.map(({ gtin, model }) => (
          <li>
            <span class="mono">{writeGtin(gtin)}</span> {model}
          </li>
        ))}
      </ul>
    </Disclosure>
  )

const isMail = (contact: string) => /^[^\s@/]+@[^\s@/]+$/.test(contact)
const isWeb = (contact: string) => /^https:\/\//.test(contact)

const Contact = ({ to, text }: { to: string; text?: string }) =>
  isMail(to) ? (
    <a href={`mailto:${to}`}>{text ?? to}</a>
  ) : isWeb(to) ? (
    <a href={to} rel="nofollow">
      {text ?? to}
    </a>
  ) : (
    <>{to}</>
  )

/** Who stands behind it, and what exactly is covered. */
export const WhoSection = ({ p, shown: { entry, scheme } }: Props) => {
  const t = p.t.who
  const { product, maker } = entry
  return (
    <Section title={t.title}>
      <Facts
        items={[
          {
            term: t.makerRole[maker.role],
            detail: (
              <>
                <a href={p.href(`/makers/${encodeURIComponent(maker.id)}`)}>
                  <Foreign text={maker.name} lang={p.lang} />
                </a>
                {maker.corporateNumber !== undefined && (
                  <>
                    <br />
                    <span class="sm mut">{t.corporateNumber(maker.corporateNumber)}</span>
                  </>
                )}
              </>
            ),
          },
          { term: t.contact, detail: <Contact to={maker.contact} /> },
          {
            term: t.number,
            detail: <span class="mono">{writeLabelId(entry.label)}</span>,
          },
          product.page !== undefined && { term: t.page, detail: <Contact to={product.page} /> },
          { term: t.software, detail: t.orLater(product.software.minimum) },
          {
            term: t.services,
            detail:
              product.software.services.length === 0 ? t.noServices : product.software.services.join(p.t.models.joint),
          },
          {
            term: t.vulnerability,
            detail: (
              <>
                <Contact to={product.vulnerability.contact} />
                <br />
                <Contact to={product.vulnerability.policyUrl} text={t.policy} />
              </>
            ),
          },
          {
            term: t.scheme,
            detail: (
              <>
                <a href={p.href(`/schemes/${entry.scheme}/${entry.level}`)}>
                  {scheme ? p.say(scheme.edition.title) : entry.edition}
                </a>
                <br />
                <span class="sm mut">{entry.edition}</span>
              </>
            ),
          },
          {
            term: t.dates,
            detail: (
              <>
                {t.declared(writeDate(entry.declaredOn, p.lang))}
                <br />
                {t.issued(writeDate(dateInJapan(entry.issuedAt), p.lang))}
              </>
            ),
          },
          { term: t.body, detail: p.say(entry.body.name) },
          { term: t.sbom, detail: t.sboms[product.sbom] },
        ]}
      />
    </Section>
  )
}

/** Where it is recorded, and how it is verified. */
export const RecordSection = ({ p, shown: { entry } }: Props) => {
  const t = p.t.record
  const { leafIndex } = entry.credential
  const here = `/l/${entry.label}`
  const language = p.lang === 'en' ? '?lang=en' : '?lang=ja'
  return (
    <Section title={t.title}>
      <Acts>
        <ButtonLink look="second" href={`${here}/proof${language}`}>
          {t.proof}
        </ButtonLink>
        <ButtonLink look="second" href={`${here}/history${language}`}>
          {t.history}
        </ButtonLink>
        <ButtonLink look="second" href={`/api/v1/labels/${entry.label}`}>
          {t.json}
        </ButtonLink>
        <ButtonLink look="second" href={p.href(`/compare?l=${entry.label}`)}>
          {t.compare}
        </ButtonLink>
      </Acts>
      <p class="hint">{leafIndex === null ? t.notYet : t.logged(writeNumber(leafIndex))}</p>
      <p>
        {p.t.reportLine}
        <a href={p.href('/report')}>{p.t.report}</a>
      </p>
    </Section>
  )
}

/** The page once more in easy words. */
export const HowToRead = ({ p }: { p: LabelContext }) => (
  <Section title={p.t.plain.title}>
    {p.t.plain.lines.map((line) => (
      <p>{line}</p>
    ))}
  </Section>
)
