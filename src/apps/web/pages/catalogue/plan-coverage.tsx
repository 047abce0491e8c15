import type { DemandCoverage, TargetPlan } from '../../../../core/market/market-plan.ts'
import { extentText } from '../../../../core/market/market-texts.ts'
import type { PageContext } from '../../page.tsx'
import { Disclosure } from '../../parts/disclosure.tsx'
import { Table } from '../../parts/table.tsx'
import { Code } from '../../parts/text.tsx'
import { Bar } from './map-bars.tsx'
import { NodeLink } from './node-parts.tsx'
import { nameNode } from './nodes.ts'
import type { ja } from './plan-result.texts.ts'

type P = PageContext<typeof ja>

const short = (p: P, node: string): string => {
  const named = nameNode(p.house.catalogue, node)
  return named ? `${p.say(named.from)} ${named.id}` : node
}

const Reason = ({ p, demand }: { p: P; demand: DemandCoverage }) => {
  if (demand.extent === 'none') return <>–</>
  const first = demand.rows.at(-1)
  if (first === undefined) return <>{p.t.target.proven}</>
  return (
    <>
      {first.from.map((node) => short(p, node)).join('＋')}
      {first.reason && <span class="block mut">{p.say(first.reason)}</span>}
    </>
  )
}

/** What follows from comparing texts, in grey: counts, and every demand with its reason underneath. */
export const CoveragePart = ({ p, plan, id }: { p: P; plan: TargetPlan; id: string }) => {
  const t = p.t.target
  const { demands, whole, part, none } = plan.coverage
  return (
    <div class="flow">
      <h4>{t.coverage}</h4>
      {demands.length === 0 ? (
        <p>{p.t.noDemands}</p>
      ) : (
        <>
          <p>{t.coverageCounts(whole, part, none, demands.length)}</p>
          <Bar id={id} whole={whole} part={part} none={none} label={p.t.counts(whole, part, none)} />
          <Disclosure summary={t.list(demands.length)}>
            <Table
              caption={t.coverage}
              dense
              rows={demands}
              columns={[
                {
                  head: t.demand,
                  rowHead: true,
                  cell: (demand) => (
                    <span class="plain">
                      <NodeLink p={p} node={demand.node} />
                    </span>
                  ),
                },
                {
                  head: t.extent,
                  label: t.extent,
                  oneLine: true,
                  cell: (demand) => p.say(extentText[demand.extent]),
                },
                { head: t.by, label: t.by, cell: (demand) => <Reason p={p} demand={demand} /> },
              ]}
            />
          </Disclosure>
        </>
      )}
    </div>
  )
}

/** Nodes for reading: each document's name once, then the numbers. */
export const Nodes = ({ p, nodes }: { p: P; nodes: readonly string[] }) => {
  const named = nodes.flatMap((node) => nameNode(p.house.catalogue, node) ?? [])
  return (
    <>
      {[...Map.groupBy(named, ({ document }) => document).values()].map((list) => (
        <span class="block">
          {p.say(list[0]!.from)} <Code long>{list.map(({ id }) => id).join(', ')}</Code>
        </span>
      ))}
    </>
  )
}
