/** The record of a check on A4, in one language: the counts and what they rest on first, then what has to be looked at. */
export const recordSheetTemplate = `
#let d = json(bytes(sys.inputs.data))
#let grey = luma(36%)
#let hair = 0.4pt + luma(78%)
#let wide = d.language == "ja"
#set document(title: d.title + " " + d.digest, author: d.author, date: auto)
#pdf.embed("record.json", bytes(sys.inputs.attached), relationship: "source", mime-type: "application/json")
#set page(
  paper: "a4",
  margin: (x: 17mm, top: 16mm, bottom: 20mm),
  footer: context {
    set text(size: 7pt, fill: grey)
    line(length: 100%, stroke: hair)
    v(-1.5mm)
    grid(columns: (1fr, auto), d.title + "　" + d.digest, [#counter(page).display() / #counter(page).final().first()])
  },
)
#set text(font: "Noto Sans JP", lang: d.language, size: 8.5pt, fallback: false)
#set par(leading: if wide { 0.68em } else { 0.58em }, justify: false)
// Long tokens may break anywhere; a space of no width stands there, which is not copied.
#let gap = "\\u{200b}"
#let breaking(body, from: 18) = {
  show regex("[!-~]{" + str(from) + ",}"): it => it.text.clusters().join(gap)
  body
}
// An answer is told by its word and its sign; the shade is for the eye alone, and survives a grey printer.
#let sign = ("does-not-meet": "×", "needs-checking": "？", "meets": "○")
#let tone = ("does-not-meet": luma(12%), "needs-checking": luma(86%), "meets": white)
#let ink = ("does-not-meet": white, "needs-checking": black, "meets": black)
#set table.cell(breakable: false)
#let section(title) = block(sticky: true, above: 5.5mm, below: 2mm, text(size: 10.5pt, weight: 700, title))

#if d.notices.len() > 0 {
  block(width: 100%, stroke: 0.9pt + black, inset: 2.4mm, below: 4mm, d.notices.map(n => strong(n)).join(parbreak()))
}
#text(size: 18pt, weight: 700, d.title)
#h(3mm)
#text(size: 9.5pt, fill: grey, d.subtitle)
#v(0.5mm)
#grid(
  columns: (1fr, 1fr, 1fr), column-gutter: 3mm,
  ..d.counts.map(c => block(
    width: 100%, fill: if c.n == 0 { white } else { tone.at(c.answer) }, stroke: 0.7pt + luma(30%), radius: 1mm, inset: (x: 3mm, y: 2.4mm),
    text(fill: if c.n == 0 { grey } else { ink.at(c.answer) }, grid(
      columns: (1fr, auto), align: horizon,
      text(size: 10.5pt, weight: 700, sign.at(c.answer) + "　" + c.name),
      [#text(size: 17pt, weight: 700, str(c.n)) #text(size: 8pt, d.unit)],
    )),
  )),
)
#v(-0.5mm)
#text(size: 11pt, weight: 700, d.lead)
#section(d.premises.heading)
#table(
  columns: (34mm, 1fr), stroke: (x, y) => (top: hair), inset: (x: 0mm, y: 1.5mm), align: left + top,
  ..d.premises.rows.map(r => (
    text(fill: grey, r.term),
    {
      breaking(r.value, from: 60)
      if r.at("small", default: none) != none { linebreak(); text(size: 7pt, fill: grey, r.small) }
    },
  )).flatten(),
)
#if d.at("systems", default: none) != none {
  section(d.systems.heading)
  table(
    columns: (1fr, 34mm, 1fr), stroke: (x, y) => (top: hair), inset: (x: 1mm, y: 1.5mm), align: left + top,
    table.header(..d.systems.columns.map(c => text(size: 7.5pt, fill: grey, c))),
    ..d.systems.rows.flatten().map(cell => breaking(cell)),
  )
}
#for part in d.parts {
  section(part.heading)
  table(
    columns: (15mm, 42mm, 1fr, 47mm), stroke: (x, y) => (top: hair), inset: (x: 1mm, y: 1.5mm), align: left + top,
    table.header(..part.columns.map(c => text(size: 7.5pt, fill: grey, c))),
    ..part.rows.map(r => (
      breaking(r.rows),
      breaking(r.asked),
      {
        breaking(r.reason.join(linebreak()), from: 24)
        linebreak()
        text(size: 6.5pt, fill: grey, r.code)
      },
      breaking(r.next, from: 24),
    )).flatten(),
  )
}
#v(4mm)
#block(breakable: false, width: 100%, {
  text(size: 7.5pt, fill: grey, d.close.map(t => breaking(t, from: 60)).join(linebreak()))
  v(5mm)
  grid(
    columns: (1fr, 1fr, 1fr), column-gutter: 6mm,
    ..d.sign.map(s => block(width: 100%, stroke: (bottom: 0.6pt + black), inset: (bottom: 5mm), text(size: 7.5pt, fill: grey, s))),
  )
})
`
