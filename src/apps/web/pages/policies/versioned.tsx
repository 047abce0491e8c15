import { dateInJapan } from '../../../../core/kernel/date.ts'
import { type Conditions, methodText } from '../../../../core/procurement/demand.ts'
import { ladderOn } from '../../../../core/procurement/ladder.ts'
import { type PinnedPolicy, policyStatusText, versionKey, versionOn } from '../../../../core/procurement/policy.ts'
import type { PinnedProfile } from '../../../../core/procurement/profile.ts'
import type { Provenance } from '../../../../core/scheme/provenance.ts'
import type { PageContext } from '../../page.tsx'
import { writeDate } from '../../parts/dates.ts'
import { Facts } from '../../parts/facts.tsx'
import { Tag } from '../../parts/notice.tsx'
import { Code } from '../../parts/text.tsx'
import { en, ja } from './policies.texts.ts'

type P = PageContext<unknown>
type Version = PinnedPolicy | PinnedProfile

/** Versions of each id, the newest first; ids in the order of the catalogue. */
export const byId = <T extends Version>(all: readonly T[]): readonly (readonly T[])[] =>
  [...Map.groupBy(all, ({ id }) => id).values()].map((versions) =>
    versions.toSorted((a, b) => (a.from < b.from ? 1 : a.from > b.from ? -1 : 0)),
  )

/** How a level is called; by the editions of today. */
export const levelNames = (p: P) => ladderOn(p.house.catalogue.schemes, dateInJapan(p.now))

/** Who said so, as far as it is known. A source that is an address leads there. */
export const Source = ({ p, provenance }: { p: P; provenance: Provenance }) => {
  const t = { ja, en }[p.lang]
  const { source, mark } = provenance
  return (
    <>
      {source === undefined ? null : /^https:\/\//.test(source) ? (
        <a class="cell" href={source}>
          {source}
        </a>
      ) : (
        source
      )}{' '}
      <span class="sm mut nw">
        {source === undefined ? t.marks[mark] : p.lang === 'ja' ? `（${t.marks[mark]}）` : `(${t.marks[mark]})`}
      </span>
    </>
  )
}

/** What one version says of itself. */
export const VersionFacts = ({ p, of }: { p: P; of: Version }) => {
  const t = { ja, en }[p.lang]
  return (
    <Facts
      items={[
        { term: t.owner, detail: p.say(of.owner) },
        {
          term: t.version,
          detail: (
            <>
              <span class="mono">{versionKey(of)}</span>{' '}
              <Tag tone={of.status === 'in-force' ? 'ok' : 'wait'}>{policyStatusText[of.status][p.lang]}</Tag>
            </>
          ),
        },
        {
          term: t.period,
          detail:
            of.until === undefined
              ? t.since(writeDate(of.from, p.lang))
              : t.between(writeDate(of.from, p.lang), writeDate(of.until, p.lang)),
        },
        { term: t.besides, detail: <ConditionList p={p} conditions={of.conditions} /> },
        { term: t.source, detail: <Source p={p} provenance={of.provenance} /> },
        { term: t.digest, detail: <Code long>{of.digest}</Code> },
      ]}
    />
  )
}

const ConditionList = ({ p, conditions }: { p: P; conditions: Conditions }) => {
  const t = { ja, en }[p.lang].conditions
  const { methods, recognition, validityMonths, support } = conditions
  const lines = [
    recognition === 'accepted' ? t.recognised : t.notRecognised,
    ...(methods === undefined
      ? []
      : [t.methods(methods.map((one) => methodText[one][p.lang]).join(p.lang === 'ja' ? '・' : ', '))]),
    ...(validityMonths === undefined ? [] : [t.validity(validityMonths)]),
    ...(support?.untilContractEnd ? [t.supportContract] : []),
    ...(support?.months === undefined ? [] : [t.supportMonths(support.months)]),
  ]
  return (
    <ul>
      {lines.map((line) => (
        <li>{line}</li>
      ))}
    </ul>
  )
}

/** How a version is asked for in an address of the check: by its preset or id where it is the one in force, else as that version. */
export function policyParameter(p: P, of: Version): string {
  const { policies, profiles } = p.house.checks
  const current = versionOn<Version>([...policies, ...profiles], of.id, dateInJapan(p.now))
  if (current !== of) return versionKey(of)
  return ('presets' in of ? of.presets?.[0]?.id : undefined) ?? of.id
}
