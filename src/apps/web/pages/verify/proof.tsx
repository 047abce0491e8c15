import { listLength } from '../../../../core/attestation/statement.ts'
import { writeLabelId } from '../../../../core/kernel/label-id.ts'
import { type Bundle, readBundle } from '../../../../core/verifier/bundle.ts'
import { nodeCrypto } from '../../../../core/verifier/crypto-node.ts'
import { complete, fetchBundle } from '../../../../core/verifier/gather.ts'
import { type Report, reportVerdictText, stepText, whyText } from '../../../../core/verifier/report.ts'
import { readTrust } from '../../../../core/verifier/trust.ts'
import { verify } from '../../../../core/verifier/verify.ts'
import { definePage, type PageContext } from '../../page.tsx'
import { Acts, Button } from '../../parts/button.tsx'
import { writeMoment, writeNumber } from '../../parts/dates.ts'
import { Facts } from '../../parts/facts.tsx'
import { ErrorSummary, FileField, Form, Hidden, TextArea } from '../../parts/form.tsx'
import { Mark } from '../../parts/mark.tsx'
import { Notice } from '../../parts/notice.tsx'
import { Section, Title } from '../../parts/section.tsx'
import { Table } from '../../parts/table.tsx'
import { Code, foreign } from '../../parts/text.tsx'
import { findLabel, type Shown } from './find-label.tsx'
import { en, ja } from './proof.texts.ts'
import { published } from './published.ts'

type Context = PageContext<typeof ja>

interface State {
  readonly pasted?: string
  readonly problem?: string
  readonly report?: Report
}

/** The files that prove a label, how they are verified, and a place to have a received one verified. Nothing is kept. */
export const proofPage = definePage({
  path: '/:l{[lL]}/:id/proof',
  prefixed: false,
  limit: 4 * 1024 * 1024,
  texts: { ja, en },
  handler: async (p) => {
    const found = await findLabel(p)
    return found.ok ? render(p, found.value, {}) : found.response
  },
  post: async (p) => {
    const found = await findLabel(p)
    if (!found.ok) return found.response
    const body = await p.c.req.parseBody()
    const file = body['file'] instanceof File && body['file'].size > 0 ? await body['file'].text() : undefined
    const pasted = file ?? (typeof body['bundle'] === 'string' ? body['bundle'].trim() : '')
    const read = published(p.house.publicFolder)
    const anchor = await read('labels', 'trust/root.json')
    const trust = anchor && readTrust(new TextDecoder().decode(anchor))
    if (!trust?.ok) return render(p, found.value, { pasted, problem: p.t.here.noTrust })
    const { label } = found.value.entry
    let bundle: Bundle | undefined
    if (body['which'] === 'published') bundle = await fetchBundle(read, label)
    else {
      if (pasted === '') return render(p, found.value, { problem: p.t.here.empty })
      const reading = readBundle(pasted)
      bundle = reading.ok ? reading.value : undefined
    }
    if (!bundle) return render(p, found.value, { pasted, problem: p.t.here.unreadable })
    // What was saved long ago is judged with today's lists and the newest checkpoint.
    const report = await verify(await complete(bundle, read), trust.value, { now: p.now, crypto: nodeCrypto, label })
    return render(p, found.value, { pasted, report })
  },
})

function render(p: Context, shown: Shown, state: State): Response {
  const { t, frame } = p
  const { entry } = shown
  const name = foreign(entry.product.name, p.lang)
  return p.show(
    {
      title: `${state.problem ? frame.errorPrefix : ''}${t.title} ${name}`,
      canonical: `/L/${entry.label}/proof`,
      back: { href: `/l/${entry.label}?lang=${p.lang}`, text: t.back },
      noIndex: true,
    },
    <>
      {state.problem !== undefined && <ErrorSummary title={frame.problems(1)} problems={{ bundle: state.problem }} />}
      <Title eyebrow={`${name}　${writeLabelId(entry.label)}`} title={t.title} lead={t.lead} />
      {state.report && <Result p={p} report={state.report} />}
      <Files p={p} shown={shown} />
      <Section title={t.how.title}>
        <p>{t.how.text}</p>
        <pre>
          <code>{t.how.command}</code>
        </pre>
      </Section>
      <Section title={t.here.title} note={t.here.note} id="here">
        {entry.credential.leafIndex !== null && (
          <Form action={`/l/${entry.label}/proof?lang=${p.lang}`}>
            <Hidden name="which" value="published" />
            <p>{t.here.published}</p>
            <Acts>
              <Button>{t.here.publishedButton}</Button>
            </Acts>
          </Form>
        )}
        <h3>{t.here.received}</h3>
        <Form action={`/l/${entry.label}/proof?lang=${p.lang}`} upload>
          <TextArea
            name="bundle"
            label={t.here.paste}
            rows={8}
            mono
            value={state.pasted}
            error={state.problem}
            errorWord={frame.errorPrefix}
          />
          <FileField name="file" label={t.here.file} accept=".json,application/json" errorWord={frame.errorPrefix} />
          <Acts>
            <Button look="second">{t.here.button}</Button>
          </Acts>
        </Form>
      </Section>
    </>,
    state.problem === undefined ? 200 : 422,
  )
}

const Files = ({ p, shown: { entry } }: { p: Context; shown: Shown }) => {
  const t = p.t.files
  const { leafIndex, statusIndex, digest } = entry.credential
  const list = Math.floor(statusIndex / listLength)
  const file = (href: string, text: string, note: string) => (
    <li>
      <a href={href}>{text}</a>
      <br />
      <span class="sm mut">{note}</span>
    </li>
  )
  return (
    <Section title={t.title} note={t.note}>
      {leafIndex === null ? (
        <Notice>
          <p>{t.none}</p>
        </Notice>
      ) : (
        <ul class="flow">
          {file(`/l/${entry.label}/proof.json`, t.bundle, t.bundleNote)}
          {file('/trust/root.json', t.trust, t.trustNote)}
          {file(`/bundle/${entry.label}/${leafIndex}.json`, t.fixed, t.fixedNote)}
          {file(`/credentials/${entry.label}/${leafIndex}.jwt`, t.credential, t.credentialNote)}
          {file(`/status/revocation/${list}`, t.list, t.listNote)}
        </ul>
      )}
      <Facts
        items={[
          { term: p.t.fingerprint, detail: <Code long>{digest}</Code> },
          leafIndex !== null && { term: p.t.leaf, detail: writeNumber(leafIndex) },
        ]}
      />
    </Section>
  )
}

const Result = ({ p, report }: { p: Context; report: Report }) => {
  const t = p.t.result
  const good = report.verdict === 'valid'
  const look =
    good || report.verdict === 'stale'
      ? good
        ? (['disc', 'ok'] as const)
        : (['diamond', 'wait'] as const)
      : (['cross', 'stop'] as const)
  return (
    <Section title={t.title} note={t.at(writeMoment(report.at, p.lang))}>
      <p class="verdict" tabindex={-1} autofocus>
        <Mark shape={look[0]} tone={look[1]}>
          {reportVerdictText[report.verdict][p.lang]}
        </Mark>
      </p>
      {report.verdict === 'stale' && <p>{t.stale}</p>}
      <Table
        caption={t.steps}
        columns={[
          { head: t.step, rowHead: true, cell: (s) => stepText[s.step][p.lang] },
          {
            head: t.outcome,
            oneLine: true,
            cell: (s) =>
              s.ok === null ? (
                <Mark shape="ring" tone="off">
                  {t.untried}
                </Mark>
              ) : s.ok ? (
                <Mark shape="disc" tone="ok">
                  {t.held}
                </Mark>
              ) : (
                <Mark shape="cross" tone="stop">
                  {t.failed}
                </Mark>
              ),
          },
          { head: t.why, cell: (s) => (s.why === undefined ? '' : whyText[s.why][p.lang]) },
        ]}
        rows={report.steps}
      />
    </Section>
  )
}
