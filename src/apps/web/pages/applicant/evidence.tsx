import { keepInLibrary, type LibraryFile, library } from '../../../../casework/holder.ts'
import { perform } from '../../../../casework/perform.ts'
import type { Fault } from '../../../../core/kernel/fault.ts'
import { statusOf } from '../../../status-of.ts'
import { type DeskContext, defineDeskPage, one } from '../../page.tsx'
import { Acts, Button } from '../../parts/button.tsx'
import { Choices, FileField, Form, type Problems } from '../../parts/form.tsx'
import { Mark } from '../../parts/mark.tsx'
import { Notice } from '../../parts/notice.tsx'
import { Section, Title } from '../../parts/section.tsx'
import { Table } from '../../parts/table.tsx'
import { Unseen } from '../../parts/text.tsx'
import { editable } from './case-page.ts'
import { en, ja } from './evidence.texts.ts'
import { usedIn } from './evidence-picker.tsx'
import { makerFrame } from './frame.ts'
import { Refusal } from './saving.tsx'
import { fileLimit, fileProblem, readUpload, showsOf } from './upload.ts'
import { wordsOf } from './words.ts'

type P = DeskContext<typeof ja>

const addressOf = ({ file }: LibraryFile) => `/desk/evidence/${file.digest.slice(7)}`

const Files = ({ p, files }: { p: P; files: readonly LibraryFile[] }) => {
  const { t } = p
  const words = wordsOf(p)
  return (
    <Table
      caption={t.caption}
      rows={files}
      columns={[
        {
          head: t.name,
          rowHead: true,
          cell: (item) => <a href={p.href(`${addressOf(item)}/file`)}>{item.file.name}</a>,
        },
        { head: t.version, label: t.version, oneLine: true, cell: ({ version }) => t.versionOf(version) },
        { head: t.shows, label: t.shows, cell: ({ file }) => words.shows[file.shows] },
        { head: t.used, label: t.used, cell: (item) => t.usedIn(usedIn(item)) },
        { head: t.size, label: t.size, oneLine: true, cell: ({ file }) => words.size(file.size) },
        {
          head: t.state,
          label: t.state,
          oneLine: true,
          cell: ({ replacedBy }) =>
            replacedBy === undefined ? (
              <Mark shape="disc" tone="ok">
                {t.usable}
              </Mark>
            ) : (
              <Mark shape="ring" tone="off">
                {t.superseded}
              </Mark>
            ),
        },
        {
          head: <Unseen>{t.action}</Unseen>,
          cell: (item) =>
            item.replacedBy === undefined ? (
              <a href={p.href(`${addressOf(item)}/replace`)}>
                {t.replace}
                <Unseen>{wordsOf(p).open(item.file.name)}</Unseen>
              </a>
            ) : (
              ''
            ),
        },
      ]}
    />
  )
}

const UploadFields = ({ p, problems, shows = 'document' }: { p: P; problems: Problems; shows?: string }) => {
  const { t } = p
  const words = wordsOf(p)
  return (
    <>
      <Choices
        kind="one"
        name="shows"
        label={t.add.shows}
        options={(['document', 'real-device'] as const).map((value) => ({ value, text: words.shows[value] }))}
        chosen={[shows]}
        errorWord={p.frame.errorPrefix}
      />
      <FileField
        name="file"
        label={t.add.file}
        hint={t.add.note}
        error={problems['file']}
        errorWord={p.frame.errorPrefix}
      />
    </>
  )
}

async function show(p: P, problems: Problems = {}, fault?: Fault): Promise<Response> {
  const { t } = p
  const files = await library(p.house.ports, p.session.viewer)
  const failed = fault !== undefined || Object.keys(problems).length > 0
  const asked = p.query('done')
  const done = !failed && asked in t.done ? t.done[asked as keyof typeof t.done] : undefined
  const ordered = files.toSorted((a, b) => Number(!!a.replacedBy) - Number(!!b.replacedBy))
  return p.show(
    makerFrame(p, `${failed ? p.frame.errorPrefix : ''}${t.title}`, '/desk/evidence'),
    <>
      <Refusal p={p} fault={fault} problems={problems} />
      {done !== undefined && (
        <Notice tone="done">
          <p>{done}</p>
        </Notice>
      )}
      <Title title={t.title} lead={t.lead} />
      {files.length === 0 ? (
        <div class="flow">
          <p>{t.none}</p>
          <ul class="list">
            {t.examples.map((example) => (
              <li>{example}</li>
            ))}
          </ul>
        </div>
      ) : (
        <Files p={p} files={ordered} />
      )}
      <div class="gap">
        <Section title={t.add.title}>
          <Form action={p.href('/desk/evidence')} csrf={p.session.csrf} label={t.add.title} upload>
            <UploadFields p={p} problems={problems} />
            <Acts>
              <Button>{t.add.button}</Button>
            </Acts>
          </Form>
        </Section>
      </div>
    </>,
    fault ? (statusOf(fault) as 422) : failed ? 422 : 200,
  )
}

/** The one file of a posted form, taken in; or what to write beside the field. */
async function sentFile(p: P) {
  const upload = await readUpload(p, fileLimit)
  if (!upload.ok) return { response: p.refuse({ code: upload.code, field: 'body', reason: '' }) }
  const sent = upload.files[0]
  if (sent === undefined) return { problem: p.t.add.missing }
  if (!sent.taken.ok) return { problem: fileProblem(p, sent.taken.fault) }
  return { file: { ...sent.taken.value, name: sent.name, shows: showsOf(one(upload.form, 'shows')) } }
}

/** The organisation's library of evidence. */
export const evidencePage = defineDeskPage({
  path: '/desk/evidence',
  texts: { ja, en },
  kind: 'maker',
  upload: true,
  handler: (p) => show(p),
  post: async (p) => {
    const { response, problem, file } = await sentFile(p)
    if (response) return response
    if (file === undefined) return show(p, { file: problem ?? p.t.add.missing })
    const { ports } = p.house
    const { viewer } = p.session
    const there = (await library(ports, viewer)).some((item) => item.file.digest === file.digest)
    if (there) return p.goTo('/desk/evidence?done=same')
    const kept = await keepInLibrary(ports, viewer, file)
    return kept.ok ? p.goTo('/desk/evidence?done=added') : show(p, {}, kept.fault)
  },
})

async function itemOf(p: P): Promise<LibraryFile | undefined> {
  const digest = `sha256:${p.param('digest')}`
  return (await library(p.house.ports, p.session.viewer)).find((item) => item.file.digest === digest)
}

function showReplace(p: P, item: LibraryFile, problems: Problems = {}, fault?: Fault): Response {
  const { t } = p
  const failed = fault !== undefined || Object.keys(problems).length > 0
  return p.show(
    makerFrame(p, `${failed ? p.frame.errorPrefix : ''}${t.replaceTitle}`, '/desk/evidence', {
      back: { href: p.href('/desk/evidence'), text: t.replaceBack },
    }),
    <>
      <Refusal p={p} fault={fault} problems={problems} />
      <Title title={t.replaceTitle} lead={t.replaceLead(item.file.name)}>
        {item.uses.some((use) => !editable(use.case)) && <p>{t.replaceLocked}</p>}
      </Title>
      <Form action={p.href(`${addressOf(item)}/replace`)} csrf={p.session.csrf} label={t.replaceTitle} upload>
        <UploadFields p={p} problems={problems} shows={item.file.shows} />
        <Acts>
          <Button>{t.replaceButton}</Button>
        </Acts>
      </Form>
    </>,
    fault ? (statusOf(fault) as 422) : failed ? 422 : 200,
  )
}

/** A newer version in the place of a file, in the library and in every application that can still be changed. */
export const replaceEvidencePage = defineDeskPage({
  path: '/desk/evidence/:digest/replace',
  texts: { ja, en },
  kind: 'maker',
  upload: true,
  handler: async (p) => {
    const item = await itemOf(p)
    return item === undefined ? p.notFound() : showReplace(p, item)
  },
  post: async (p) => {
    const item = await itemOf(p)
    if (item === undefined) return p.notFound()
    const { response, problem, file } = await sentFile(p)
    if (response) return response
    if (file === undefined) return showReplace(p, item, { file: problem ?? p.t.add.missing })
    if (file.digest === item.file.digest) return p.goTo('/desk/evidence?done=same')
    const { ports } = p.house
    const { viewer } = p.session
    const newer = { ...file, replaces: item.file.digest }
    const kept = await keepInLibrary(ports, viewer, newer)
    if (!kept.ok) return showReplace(p, item, {}, kept.fault)
    for (const { case: c } of item.uses.filter((use) => editable(use.case))) {
      const done = await perform(ports, viewer, { act: 'replace-evidence', caseId: c.id, data: newer })
      if (!done.ok) return showReplace(p, item, {}, done.fault)
    }
    return p.goTo('/desk/evidence?done=replaced')
  },
})
