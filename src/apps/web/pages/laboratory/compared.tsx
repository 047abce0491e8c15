import type { Declared } from '../../../../lab/declared/declared.ts'
import type { DeskContext } from '../../page.tsx'
import { Facts } from '../../parts/facts.tsx'
import { Table } from '../../parts/table.tsx'
import { Code } from '../../parts/text.tsx'
import type { ja } from './plan.texts.ts'

interface Row {
  readonly id: string
  readonly endpoints: readonly string[]
  readonly says: string
}

const Part = ({ p, title, rows }: { p: DeskContext<typeof ja>; title: string; rows: readonly Row[] }) => {
  const t = p.t.compared
  if (rows.length === 0) return null
  return (
    <>
      <h3>{t.count(title, rows.length)}</h3>
      <Table
        caption={title}
        rows={rows}
        dense
        columns={[
          { head: t.entry, rowHead: true, cell: ({ id }) => <Code long>{id}</Code> },
          {
            head: t.endpoint,
            label: t.endpoint,
            cell: ({ endpoints }) =>
              endpoints.length === 0 ? <span class="mut">{t.none}</span> : <Code>{endpoints.join(', ')}</Code>,
          },
          { head: t.says, label: t.says, cell: ({ says }) => says },
        ]}
      />
    </>
  )
}

/** What of a declaration the bench holds against the device, kind by kind. */
export const Compared = ({ p, declared }: { p: DeskContext<typeof ja>; declared: Declared }) => {
  const t = p.t.compared
  const list = (parts: readonly (string | false | undefined)[]) =>
    parts.filter(Boolean).join(p.lang === 'ja' ? '、' : ', ')
  const { interfaces, authentication, communication, services, updates, information, deletions = [] } = declared
  const facts = Object.entries(information) as [keyof typeof t.facts, string][]
  const nothing =
    [interfaces, authentication, communication, services, updates, deletions, facts].every((all) => all.length === 0) &&
    declared.recoverySeconds === undefined
  if (nothing) return <p>{t.nothing}</p>
  return (
    <>
      <Part
        p={p}
        title={t.interfaces}
        rows={interfaces.map(({ id, endpoints, enabled, protocol, discloses }) => ({
          id,
          endpoints,
          says: list([protocol, enabled ? t.on : t.off, discloses.length > 0 && t.discloses(discloses.join(', '))]),
        }))}
      />
      <Part
        p={p}
        title={t.authentication}
        rows={authentication.map(({ id, endpoints, factor, bruteForce }) => ({
          id,
          endpoints,
          says: list([t.factors[factor], bruteForce?.kind]),
        }))}
      />
      <Part
        p={p}
        title={t.communication}
        rows={communication.map(({ id, endpoints, protocols }) => ({ id, endpoints, says: protocols.join(', ') }))}
      />
      <Part
        p={p}
        title={t.services}
        rows={services.map(({ id, endpoints, enabled, authentication: by }) => ({
          id,
          endpoints,
          says: list([enabled ? t.on : t.off, by && (by.length === 0 ? t.noLogin : t.login(by.join(', ')))]),
        }))}
      />
      <Part
        p={p}
        title={t.updates}
        rows={updates.map(({ id, endpoints = [], fileFormat }) => ({ id, endpoints, says: fileFormat ?? '—' }))}
      />
      <Part
        p={p}
        title={t.deletions}
        rows={deletions.map(({ id, place }) => ({ id, endpoints: [], says: t.places[place] }))}
      />
      {(facts.length > 0 || declared.recoverySeconds !== undefined) && (
        <>
          <h3>{t.information}</h3>
          <Facts
            items={[
              ...facts.map(([name, value]) => ({ term: t.facts[name], detail: <Code long>{value}</Code> })),
              declared.recoverySeconds !== undefined && {
                term: t.recoveryTerm,
                detail: t.recovery(declared.recoverySeconds),
              },
            ]}
          />
        </>
      )}
    </>
  )
}
