/** The record of a self-declaration (ISO/IEC 17050-1, clause 6), Japanese first, English beneath. */
export const declarationTemplate = `
#let d = json(bytes(sys.inputs.data))
#let grey = luma(38%)
#set document(title: d.title, author: d.maker.name.ja, date: auto)
#set page(
  paper: "a4",
  margin: (x: 22mm, top: 22mm, bottom: 24mm),
  footer: context {
    set text(size: 7.5pt, fill: grey)
    grid(columns: (1fr, auto), d.footer, [#counter(page).display() / #counter(page).final().first()])
  },
)
#set text(font: "Noto Sans JP", lang: "ja", size: 9.5pt, fallback: false)
// A long address or digest may break anywhere; it is copied without the breaks.
#show regex("[!-~]{24,}"): it => it.text.clusters().join(h(0pt))
#set par(leading: 0.75em, justify: false)
#let en(body) = text(size: 0.82em, fill: grey, lang: "en", body)
#let both(t) = { t.ja; if t.at("en", default: "") != "" and t.en != t.ja { linebreak(); en(t.en) } }
#let section(t) = { v(5mm); block(sticky: true, below: 2.5mm, { text(size: 11.5pt, weight: 700, t.ja); h(2.5mm); en(t.en) }) }
#let facts(rows) = table(
  columns: (44mm, 1fr), stroke: (x, y) => (top: 0.4pt + luma(80%)), inset: (x: 0mm, y: 1.8mm),
  ..rows.map(r => ([#both(r.term)], [#both(r.value)])).flatten(),
)
#if d.notices.len() > 0 {
  block(width: 100%, stroke: 0.8pt + black, inset: 3mm, below: 6mm, d.notices.map(both).join(parbreak()))
}
#text(size: 17pt, weight: 700, d.heading.ja) \\
#en(d.heading.en)
#v(3mm)
#facts(d.head)
#section(d.sections.statement)
#text(size: 10.5pt, d.statement.ja) \\
#en(d.statement.en)
#section(d.sections.product)
#facts(d.product)
#section(d.sections.items)
#table(
  columns: (18mm, 1fr, 21mm, 1.25fr), stroke: (x, y) => (top: 0.4pt + luma(80%)), inset: (x: 1mm, y: 1.8mm), align: left,
  table.header(..d.columns.map(c => strong(both(c)))),
  ..d.items.map(i => ([#i.criterion], [#both(i.title)], [#both(i.claim)], [#i.reason])).flatten(),
)
#section(d.sections.declarer)
#facts(d.declarer)
`
