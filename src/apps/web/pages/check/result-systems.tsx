import { writeLabelId } from '../../../../core/kernel/label-id.ts'
import { answerText, systemAnswerText } from '../../../../core/procurement/answer.ts'
import type { ReportRow } from '../../../../core/procurement/report.ts'
import type { SystemAnswer } from '../../../../core/procurement/system.ts'
import type { PageContext } from '../../page.tsx'
import { VerdictChip } from '../../parts/mark.tsx'
import { Table } from '../../parts/table.tsx'
import { en, ja } from './result.texts.ts'
import { drawnMost, SystemDrawing } from './system-drawing.tsx'

const drawnSystems = 20

/** What the rows come to for each system: a bill of labels, drawn and as a table. */
export const Systems = ({
  p,
  systems,
  rows,
}: {
  p: PageContext<unknown>
  systems: readonly SystemAnswer[]
  rows: readonly ReportRow[]
}) => {
  const t = { ja, en }[p.lang].systems
  const byNumber = new Map(rows.map((row) => [row.row, row]))
  return (
    <section class="check-part" aria-labelledby="systems">
      <h2 id="systems">{t.title}</h2>
      <p class="mut">{t.note}</p>
      {systems.map((system, i) => (
        <System p={p} system={system} rows={byNumber} id={`system-${i + 1}`} drawn={i < drawnSystems} />
      ))}
    </section>
  )
}

const System = ({
  p,
  system,
  rows,
  id,
  drawn,
}: {
  p: PageContext<unknown>
  system: SystemAnswer
  rows: ReadonlyMap<number, ReportRow>
  id: string
  drawn: boolean
}) => {
  const t = { ja, en }[p.lang].systems
  const name = system.name ?? t.whole
  const devices = system.roles.flatMap((role) => role.rows.flatMap((row) => rows.get(row) ?? []))
  const labelled = devices.filter(({ label }) => label !== undefined).length
  const summary = t.summary(name, systemAnswerText[system.answer][p.lang], devices.length, labelled)
  return (
    <article class="system-answer" aria-labelledby={id}>
      <h3 id={id}>
        {name}　<VerdictChip verdict={system.answer}>{systemAnswerText[system.answer][p.lang]}</VerdictChip>
      </h3>
      <p>{summary}</p>
      {system.unplaced.length > 0 && (
        <p class="wait">{t.unplaced(system.unplaced.join(p.lang === 'ja' ? '、' : ', '))}</p>
      )}
      {drawn && system.roles.length > 0 && (
        <figure>
          <section class="scroll" tabindex={0} aria-label={t.drawing(name)}>
            <SystemDrawing
              lang={p.lang}
              id={`${id}-drawing`}
              name={name}
              summary={summary}
              roles={system.roles}
              rows={rows}
            />
          </section>
          <figcaption class="sm mut">
            {t.legend} {devices.length > drawnMost && t.more(drawnMost)}
          </figcaption>
        </figure>
      )}
      <Table
        caption={t.caption(name)}
        rows={system.roles}
        columns={[
          { head: t.role, rowHead: true, cell: (role) => p.say(role.name) },
          { head: t.needed, label: t.needed, oneLine: true, cell: (role) => p.say(role.needed) },
          { head: t.why, label: t.why, cell: (role) => p.say(role.reason) },
          {
            head: { ja, en }[p.lang].answer,
            label: { ja, en }[p.lang].answer,
            oneLine: true,
            cell: ({ answer }) => <VerdictChip verdict={answer}>{answerText[answer][p.lang]}</VerdictChip>,
          },
          {
            head: t.devices,
            label: t.devices,
            cell: (role) =>
              role.missing ? (
                t.missing
              ) : (
                <ul>
                  {role.rows.map((row) => (
                    <DeviceLine p={p} row={rows.get(row)} />
                  ))}
                </ul>
              ),
          },
        ]}
      />
    </article>
  )
}

const DeviceLine = ({ p, row }: { p: PageContext<unknown>; row: ReportRow | undefined }) => {
  const t = { ja, en }[p.lang]
  if (row === undefined) return null
  const { label, asked } = row
  return (
    <li class="cell">
      {asked.model ?? asked.label ?? '–'}
      <span class="mut"> → </span>
      {label === undefined ? (
        <span class="mut">{t.systems.none}</span>
      ) : (
        <>
          {label.elsewhere ? (
            label.number
          ) : (
            <a href={`/l/${label.number}?lang=${p.lang}`}>{writeLabelId(label.number)}</a>
          )}{' '}
          <span class="nw sm mut">{p.say(label.levelName)}</span>
        </>
      )}
    </li>
  )
}
