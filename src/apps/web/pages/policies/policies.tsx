import { importanceText } from '../../../../core/procurement/demand.ts'
import { type PinnedPolicy, type PolicyDemand, versionKey } from '../../../../core/procurement/policy.ts'
import { definePage, type PageContext } from '../../page.tsx'
import { Acts, ButtonLink } from '../../parts/button.tsx'
import { Disclosure } from '../../parts/disclosure.tsx'
import { Notice } from '../../parts/notice.tsx'
import { Section, Title } from '../../parts/section.tsx'
import { Table } from '../../parts/table.tsx'
import { en, ja } from './policies.texts.ts'
import { byId, levelNames, policyParameter, VersionFacts } from './versioned.tsx'

type P = PageContext<typeof ja>

// What has presets is asked for most.
const mostAsked = ([a]: readonly PinnedPolicy[], [b]: readonly PinnedPolicy[]) =>
  (b?.presets?.length ?? 0) - (a?.presets?.length ?? 0)

/** The policies that lists are checked against: what they ask for, since when, and who says so. */
export const policiesPage = definePage({
  path: '/policies',
  texts: { ja, en },
  handler: (p) => {
    const { t } = p
    return p.show(
      { title: t.title, description: t.description, current: '/check' },
      <>
        <Title eyebrow={t.eyebrow} title={t.title} lead={t.lead} />
        {byId(p.house.checks.policies)
          .toSorted(mostAsked)
          .map(([newest, ...older]) => (
            <Section title={p.say(newest!.title)} note={p.say(newest!.summary)} id={newest!.id}>
              <Policy p={p} of={newest!} />
              {older.length > 0 && (
                <Disclosure summary={t.older}>
                  {older.map((of) => (
                    <div class="flow">
                      <h3>{p.say(of.title)}</h3>
                      <Policy p={p} of={of} />
                    </div>
                  ))}
                </Disclosure>
              )}
            </Section>
          ))}
        <Section title={t.profiles}>
          <p>
            {t.profilesLead} <a href={p.href('/profiles')}>{t.profiles}</a>
          </p>
          <p>
            {t.ownLead} <a href={p.href('/check/own')}>{t.own}</a>
          </p>
        </Section>
      </>,
    )
  },
})

const Policy = ({ p, of }: { p: P; of: PinnedPolicy }) => {
  const { t } = p
  return (
    <>
      {of.caution !== undefined && (
        <Notice tone="wait" title={t.caution}>
          <p>{p.say(of.caution)}</p>
        </Notice>
      )}
      <Table
        caption={t.demands(p.say(of.title))}
        rows={of.demands}
        columns={[
          { head: t.importance, rowHead: true, oneLine: true, cell: (row) => importanceOf(p, row) },
          { head: t.products, label: t.products, cell: (row) => categoriesOf(p, row) },
          {
            head: t.level,
            label: t.level,
            oneLine: true,
            cell: (row) => t.orMore(p.say(levelNames(p).namesOf(row))),
          },
          { head: t.reason, label: t.reason, cell: (row) => p.say(row.reason) },
        ]}
      />
      <VersionFacts p={p} of={of} />
      <Acts>
        <ButtonLink href={p.href(`/check?policy=${policyParameter(p, of)}`)}>{t.check}</ButtonLink>
        <ButtonLink look="second" href={p.href(`/tender?of=${versionKey(of)}`)}>
          {t.tender}
        </ButtonLink>
      </Acts>
    </>
  )
}

const importanceOf = (p: P, { importance }: PolicyDemand): string =>
  importance?.map((one) => importanceText[one][p.lang]).join(p.lang === 'ja' ? '・' : ', ') ?? p.t.all

/** The names of the categories a row speaks of. */
export function categoriesOf(
  p: PageContext<unknown>,
  { categories }: { readonly categories?: readonly string[] },
): string {
  if (categories === undefined) return { ja, en }[p.lang].all
  const known = p.house.catalogue.schemes.flatMap(({ operation }) => operation?.categories ?? [])
  return categories
    .map((id) => {
      const found = known.find((one) => one.id === id)
      return found === undefined ? id : p.say(found.name)
    })
    .join(p.lang === 'ja' ? '、' : ', ')
}
