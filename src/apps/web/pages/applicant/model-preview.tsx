import { modelsElsewhere } from '../../../../casework/holder.ts'
import { type ModelReading, readModels } from '../../../../casework/models.ts'
import { writeLabelId } from '../../../../core/kernel/label-id.ts'
import type { DeskContext } from '../../page.tsx'
import { Disclosure } from '../../parts/disclosure.tsx'
import { Notice } from '../../parts/notice.tsx'
import { Section } from '../../parts/section.tsx'
import { Table } from '../../parts/table.tsx'
import { Code } from '../../parts/text.tsx'
import { en, ja } from './models.texts.ts'

type Clashes = Awaited<ReturnType<typeof modelsElsewhere>>

/** A pasted list as it would be registered, and what a person should look at first. */
export interface ModelPreview {
  readonly reading: ModelReading
  readonly clashes: Clashes
}

/** Reads a pasted list; undefined where it would be kept exactly as typed, or cannot be kept at all. */
export async function previewOf(p: DeskContext<unknown>, text: string): Promise<ModelPreview | undefined> {
  const reading = readModels(text)
  if (reading.models.length === 0 || reading.models.length > 5_000) return undefined
  const clashes = await modelsElsewhere(p.house.ports, p.session.viewer, reading.models)
  const plain = reading.changed.length === 0 && reading.duplicates.length === 0 && clashes.length === 0
  return plain ? undefined : { reading, clashes }
}

const most = 200 // rows shown of each list: more is not read by anybody

/** 入力 → 登録される形, duplicates and clashes, and the whole list on demand. */
export const Preview = ({ p, preview: { reading, clashes } }: { p: DeskContext<unknown>; preview: ModelPreview }) => {
  const t = { ja, en }[p.lang].preview
  return (
    <>
      {clashes.length > 0 && (
        <Section title={t.clashes}>
          <Notice tone="wait">
            <p>{t.clashesNote}</p>
          </Notice>
          <Table
            caption={t.clashes}
            rows={clashes.slice(0, most)}
            columns={[
              { head: t.model, rowHead: true, cell: (row) => <Code>{row.model}</Code> },
              {
                head: t.label,
                label: t.label,
                cell: (row) => <a href={`/l/${row.label}?lang=${p.lang}`}>{writeLabelId(row.label)}</a>,
              },
              { head: t.maker, label: t.maker, cell: (row) => <span lang="ja">{row.maker}</span> },
            ]}
          />
        </Section>
      )}
      {reading.changed.length > 0 && (
        <Section title={t.changed} note={t.changedNote}>
          <Table
            caption={t.changed}
            rows={reading.changed.slice(0, most)}
            fixed
            columns={[
              { head: t.typed, cell: (row) => row.typed },
              {
                head: t.kept,
                cell: (row) => (
                  <>
                    <span aria-hidden="true">→ </span>
                    <Code>{row.kept}</Code>
                  </>
                ),
              },
            ]}
          />
        </Section>
      )}
      {reading.duplicates.length > 0 && (
        <Section title={t.duplicates}>
          <ul class="list">
            {reading.duplicates.slice(0, most).map((model) => (
              <li>{model}</li>
            ))}
          </ul>
        </Section>
      )}
      <Disclosure summary={t.all(reading.models.length)}>
        <p>
          {reading.models.slice(0, most).map((model, i) => (
            <>
              {i > 0 && '　'}
              <Code>{model}</Code>
            </>
          ))}
          {reading.models.length > most && '…'}
        </p>
      </Disclosure>
    </>
  )
}
