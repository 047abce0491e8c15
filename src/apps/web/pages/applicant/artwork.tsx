import {
  type MarkDpi,
  type MarkFacts,
  type MarkLanguage,
  type MarkSize,
  mark,
  markDpis,
  markLanguages,
  markSizes,
} from '../../../../core/attestation/mark.ts'
import { markSvg } from '../../../../core/attestation/mark-svg.ts'
import { writeLabelId } from '../../../../core/kernel/label-id.ts'
import { type DeskContext, defineDeskPage, one } from '../../page.tsx'
import { Acts, Button, ButtonLink } from '../../parts/button.tsx'
import { RealSize } from '../../parts/drawing.tsx'
import { Choices, Form, type Problems, TextArea } from '../../parts/form.tsx'
import { Notice } from '../../parts/notice.tsx'
import { Section, Title } from '../../parts/section.tsx'
import { Steps } from '../../parts/status-band.tsx'
import { Table } from '../../parts/table.tsx'
import { Code } from '../../parts/text.tsx'
import { en, ja } from './artwork.texts.ts'
import { type ClaimFinding, lintClaims } from './claims.ts'
import { makerFrame } from './frame.ts'
import { type Held, heldLabel, labelAt } from './own-label.ts'
import { Refusal } from './saving.tsx'
import { wordsOf } from './words.ts'

type P = DeskContext<typeof ja>

const formats = ['svg', 'pdf', 'png'] as const
const types = { svg: 'image/svg+xml', pdf: 'application/pdf', png: 'image/png' } as const

/** What the plate of a label says. */
const factsOf = (p: P, { record, level }: Held): MarkFacts => ({
  label: record.entry.label,
  labelsUrl: p.house.ports.issuer.labelsUrl,
  level: { code: level.code, rank: level.rank, of: level.of },
  assessor: record.entry.assessor,
  sample: record.entry.sample,
})

const chosenIn = (p: P): { size: MarkSize; language: MarkLanguage } => ({
  size: markSizes.find((s) => s === p.query('size')) ?? 'M',
  language: markLanguages.find((l) => l === p.query('language')) ?? 'ja',
})

const mm = (n: number) => String(Math.round(n * 10) / 10)

const Kit = ({ p, held }: { p: P; held: Held }) => {
  const { t } = p
  const { size, language } = chosenIn(p)
  const plate = mark(factsOf(p, held), { size, language })
  const file = (format: (typeof formats)[number], dpi?: MarkDpi) =>
    p.href(labelAt(held, `/artwork/${size}-${language}${dpi ? `-${dpi}` : ''}.${format}`))
  return (
    <>
      <Section title={t.choose}>
        <form action={p.href(labelAt(held, '/artwork'))} class="form">
          <Choices
            kind="one"
            name="size"
            label={t.size}
            options={markSizes.map((value) => ({ value, ...t.sizes[value] }))}
            chosen={[size]}
            boxed
            errorWord=""
          />
          <Choices
            kind="one"
            name="language"
            label={t.language}
            options={markLanguages.map((value) => ({ value, text: t.languages[value] }))}
            chosen={[language]}
            errorWord=""
          />
          <Acts>
            <Button look="second">{t.show}</Button>
          </Acts>
        </form>
      </Section>
      {plate.ok && (
        <Section title={t.preview}>
          <RealSize svg={markSvg(plate.value)} name={t.preview} />
          <p class="sm mut">{t.measure(mm(plate.value.width), mm(plate.value.height))}</p>
        </Section>
      )}
      <Section title={t.download}>
        <ul class="can">
          {(['svg', 'pdf'] as const).map((format) => (
            <li>
              <ButtonLink look="second" href={file(format)} download="">
                {t.formats[format].text}
              </ButtonLink>
              <span class="sm">{t.formats[format].hint}</span>
            </li>
          ))}
          {markDpis.map((dpi) => (
            <li>
              <ButtonLink look="second" href={file('png', dpi)} download="">
                {t.formats.png(dpi).text}
              </ButtonLink>
              <span class="sm">{t.formats.png(dpi).hint}</span>
            </li>
          ))}
        </ul>
        <p>
          <a href={p.href(`${labelAt(held, '/artwork/print-check')}?size=${size}&language=${language}`)}>
            {t.printCheck}
          </a>
        </p>
      </Section>
    </>
  )
}

const Words = ({
  p,
  held,
  text,
  found,
  problems,
}: {
  p: P
  held: Held
  text: string
  found?: readonly ClaimFinding[]
  problems: Problems
}) => {
  const t = p.t.words
  return (
    <>
      <Section title={t.title}>
        <h3>{t.good}</h3>
        <ul class="list">
          {t.goodItems.map((item) => (
            <li>{item}</li>
          ))}
        </ul>
        <h3>{t.bad}</h3>
        <ul class="list">
          {t.badItems.map((item) => (
            <li>{item}</li>
          ))}
        </ul>
      </Section>
      <Section title={t.lint} note={t.lintNote} id="lint">
        {found !== undefined && found.length === 0 && (
          <Notice tone="done">
            <p>{t.none}</p>
          </Notice>
        )}
        {found !== undefined && found.length > 0 && (
          <Notice tone="wait" title={t.found(found.length)}>
            <Table
              caption={t.found(found.length)}
              rows={found}
              columns={[
                { head: t.passage, rowHead: true, cell: (f) => `「${f.found}」` },
                { head: t.why, label: t.why, cell: (f) => p.say(f.rule.why) },
                { head: t.instead, label: t.instead, cell: (f) => p.say(f.rule.instead) },
              ]}
            />
          </Notice>
        )}
        <Form action={p.href(`${labelAt(held, '/artwork')}#lint`)} csrf={p.session.csrf} label={t.lint}>
          <TextArea
            name="text"
            label={t.text}
            hint={t.textHint}
            value={text}
            error={problems['text']}
            errorWord={p.frame.errorPrefix}
          />
          <Acts>
            <Button look="second">{t.check}</Button>
          </Acts>
        </Form>
      </Section>
    </>
  )
}

function show(
  p: P,
  held: Held,
  linted: { readonly text: string; readonly found?: readonly ClaimFinding[]; readonly problems?: Problems } = {
    text: '',
  },
): Response {
  const { t } = p
  const { entry } = held.record
  const valid = held.standing?.code === 'valid'
  const problems = linted.problems ?? {}
  const failed = Object.keys(problems).length > 0
  return p.show(
    makerFrame(p, `${failed ? p.frame.errorPrefix : ''}${t.title}`, '/desk/labels', {
      back: { href: p.href(labelAt(held)), text: wordsOf(p).backToLabel },
    }),
    <>
      <Refusal p={p} fault={undefined} problems={problems} />
      <Title
        eyebrow={
          <>
            <span lang="ja">{entry.product.name.ja}</span> <Code>{writeLabelId(entry.label)}</Code>
          </>
        }
        title={t.title}
        lead={t.lead}
      />
      {valid ? (
        <Kit p={p} held={held} />
      ) : (
        <Notice tone="wait" title={t.notValid}>
          <p>{t.notValidLead}</p>
        </Notice>
      )}
      <Words
        p={p}
        held={held}
        text={linted.text}
        problems={problems}
        {...(linted.found === undefined ? {} : { found: linted.found })}
      />
    </>,
    failed ? 422 : 200,
  )
}

/** The label kit: plates to download while the label is valid, and what may be said about it. */
export const artworkPage = defineDeskPage({
  path: '/desk/labels/:label/artwork',
  texts: { ja, en },
  kind: 'maker',
  handler: async (p) => {
    const held = await heldLabel(p)
    return held === undefined ? p.notFound() : show(p, held)
  },
  post: async (p) => {
    const held = await heldLabel(p)
    if (held === undefined) return p.notFound()
    const text = one(await p.form(), 'text')
    if (text === '') return show(p, held, { text, problems: { text: p.t.words.empty } })
    if ([...text].length > 10_000) return show(p, held, { text, problems: { text: p.t.words.long } })
    return show(p, held, { text, found: lintClaims(text, held.record.entry.assessor) })
  },
})

/** The plate as a file. Not given out while the label is not valid. */
export const artworkFile = defineDeskPage({
  path: '/desk/labels/:label/artwork/:file',
  texts: { ja, en },
  kind: 'maker',
  handler: async (p) => {
    const held = await heldLabel(p)
    if (held === undefined) return p.notFound()
    if (p.param('file') === 'print-check') return showPrintCheck(p, held)
    const wanted = /^([SML])-(ja|en|both)(?:-(203|300|600))?\.(svg|pdf|png)$/.exec(p.param('file'))
    if (!wanted) return p.notFound()
    if (held.standing?.code !== 'valid') return p.goTo(labelAt(held, '/artwork'))
    const [, size, language, dpi, format] = wanted as unknown as [
      string,
      MarkSize,
      MarkLanguage,
      string | undefined,
      (typeof formats)[number],
    ]
    const made = await p.house.artwork({
      facts: factsOf(p, held),
      size,
      language,
      format,
      ...(dpi === undefined ? {} : { dpi: Number(dpi) as MarkDpi }),
    })
    if (!made.ok) return p.refuse(made.fault)
    p.c.header('content-type', types[format])
    p.c.header('x-content-type-options', 'nosniff')
    p.c.header('content-disposition', `attachment; filename="label-${held.record.entry.label}-${p.param('file')}"`)
    return p.c.body(new Uint8Array(made.value))
  },
})

/** A page to print: the plate in its real size beside a ruler. */
function showPrintCheck(p: P, held: Held): Response {
  const t = p.t.print
  if (held.standing?.code !== 'valid') return p.goTo(labelAt(held, '/artwork'))
  const facts = factsOf(p, held)
  const plate = mark(facts, chosenIn(p))
  const url = `${facts.labelsUrl}/l/${facts.label}`
  return p.show(
    makerFrame(p, t.title, '/desk/labels', {
      back: { href: p.href(labelAt(held, '/artwork')), text: t.back },
    }),
    <>
      <Title title={t.title} lead={t.lead} />
      <Steps steps={t.steps} />
      <div class="gap">
        <p class="sm mut">{t.ruler}</p>
        <RealSize svg={ruler(t.ruler)} name={t.ruler} />
      </div>
      {plate.ok && (
        <div class="gap">
          <RealSize svg={markSvg(plate.value)} name={p.t.title} />
        </div>
      )}
      <p class="sm gap">
        {t.opens} <a href={url}>{url}</a>
      </p>
    </>,
  )
}

/** 100 mm with a line every millimetre. */
function ruler(name: string): string {
  const lines = Array.from({ length: 101 }, (_, i) => {
    const length = i % 10 === 0 ? 6 : i % 5 === 0 ? 4 : 2.5
    return `<path d="M${i + 4} 0v${length}" stroke="#000" stroke-width=".2"/>`
  })
  const numbers = Array.from(
    { length: 11 },
    (_, i) => `<text x="${i * 10 + 4}" y="10" font-size="3" text-anchor="middle">${i * 10}</text>`,
  )
  return `<svg xmlns="http://www.w3.org/2000/svg" width="108mm" height="12mm" viewBox="0 0 108 12" role="img"><title>${name}</title>${lines.join('')}${numbers.join('')}</svg>`
}
