import type { Counterpart } from '../../../../core/crosswalk/comparison.ts'
import { requirementUri } from '../../../../core/exchange/untp-uri.ts'
import type { NodeId } from '../../../../core/scheme/node.ts'
import { editionKey } from '../../../../core/scheme/scheme.ts'
import type { PageContext } from '../../page.tsx'
import { Reads } from '../../parts/coverage.tsx'
import { Disclosure } from '../../parts/disclosure.tsx'
import { Section } from '../../parts/section.tsx'
import { Table } from '../../parts/table.tsx'
import { Code } from '../../parts/text.tsx'
import { markWords } from '../public/provenance.tsx'
import { en, ja } from './node.texts.ts'
import { counterpartsOf, levelsDemanding, nameNode, requirementsWith } from './nodes.ts'

type P = PageContext<unknown>
const texts = { ja, en }

/** A demand as a link with its number and subject. */
export const NodeLink = ({ p, node }: { p: P; node: NodeId }) => {
  const named = nameNode(p.house.catalogue, node)
  if (named === undefined) return <Code>{node}</Code>
  return (
    <>
      <span class="sm mut">{p.say(named.from)}</span>{' '}
      <a href={p.href(named.path)}>
        <Code>{named.id}</Code>
      </a>{' '}
      {p.say(named.title)}
    </>
  )
}

/** Why two demands compare as they do: every row between them. */
export const Why = ({ p, counterpart }: { p: P; counterpart: Counterpart }) => {
  const t = texts[p.lang]
  return (
    <>
      <p class="sm mut">
        {counterpart.derived ? t.derived(counterpart.path.length) : t.direct}　
        {t.confidence[counterpart.weakest.confidence]}　{markWords[counterpart.weakest.mark][p.lang]}
      </p>
      <ol class="list">
        {counterpart.path.map((row) => (
          <li>
            {row.from.map(shortNode(p)).join('＋')} <strong>{t.relation[row.relation]}</strong>{' '}
            {row.to.map(shortNode(p)).join('＋')}
            {row.reason && (
              <>
                <br />
                <span class="sm">{p.say(row.reason)}</span>
              </>
            )}
          </li>
        ))}
      </ol>
    </>
  )
}

const shortNode = (p: P) => (node: NodeId) => {
  const named = nameNode(p.house.catalogue, node)
  return named ? `${p.say(named.from)} ${named.id}` : node
}

/** What the same demand is like in other documents. Comparison only: nothing here says that anybody recognises anything. */
export const Elsewhere = ({ p, node }: { p: P; node: NodeId }) => {
  const t = texts[p.lang]
  const found = counterpartsOf(p.house.catalogue, node)
  return (
    <Section title={t.elsewhere} note={t.elsewhereNote} id="elsewhere">
      {found.length === 0 ? (
        <p>{t.nowhere}</p>
      ) : (
        <Table
          caption={t.elsewhere}
          rows={found}
          columns={[
            {
              head: t.demand,
              rowHead: true,
              cell: (c) => <span class="plain">{<NodeLink p={p} node={c.node} />}</span>,
            },
            {
              head: t.compared,
              label: t.compared,
              cell: (c) => (
                <div class="reads">
                  <Reads reading={c.reading} lang={p.lang} />
                  <Disclosure summary={t.path(c.path.length)}>
                    <Why p={p} counterpart={c} />
                  </Disclosure>
                </div>
              ),
            },
          ]}
        />
      )}
    </Section>
  )
}

/** Which rows of the long list take a provision up. */
export const InLongList = ({ p, node }: { p: P; node: NodeId }) => {
  const t = texts[p.lang]
  const rows = requirementsWith(p.house.catalogue, node)
  if (rows.length === 0) return null
  return (
    <Section title={t.longList} note={t.longListNote}>
      <ul class="flow">
        {rows.map(({ requirement, united }) => (
          <li>
            <a href={p.href(requirementUri('', requirement.id))}>
              <Code>{requirement.id}</Code>
            </a>{' '}
            {p.say(requirement.title)}　<span class="sm mut">{t.extent[united.extent]}</span>
          </li>
        ))}
      </ul>
    </Section>
  )
}

/** Which levels of which schemes ask for it. */
export const DemandedBy = ({ p, node }: { p: P; node: NodeId }) => {
  const t = texts[p.lang]
  const rows = levelsDemanding(p.house.catalogue, node)
  return (
    <Section title={t.demandedBy} note={t.demandedByNote}>
      {rows.length === 0 ? (
        <p>{t.nobody}</p>
      ) : (
        <ul class="flow">
          {rows.map(({ scheme, level }) => (
            <li>
              <a href={p.href(`/schemes/${editionKey(scheme)}/${level.code}`)}>
                {p.say(scheme.shortName)} {scheme.levels.length > 1 && p.say(level.name)}
              </a>
              　<span class="sm mut">{scheme.edition.documentNumber}</span>
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}

/** Where programs read the same, and the address that stays. */
export const AsDataLinks = ({ p, path }: { p: P; path: string }) => {
  const t = texts[p.lang]
  return (
    <Section title={t.data} note={t.dataNote}>
      <ul class="links">
        <li>
          <a href={`${path}?format=json`}>JSON</a>
        </li>
        <li>
          <a href={`${path}?format=jsonld`}>JSON-LD</a>
        </li>
      </ul>
      <p class="sm mut">
        {t.address}　<Code long>{`${p.house.operator.address}${path}`}</Code>
      </p>
    </Section>
  )
}
