/** The printed report of a device test (ISO/IEC 17025, 7.8), in one language. */
export const testReportTemplate = `
#let d = json(bytes(sys.inputs.data))
#let grey = luma(38%)
#let hair = 0.4pt + luma(80%)
#let wide = d.language == "ja"
#set document(title: d.title + " " + d.number, author: d.tester, date: auto)
#set page(
  paper: "a4",
  margin: (x: 18mm, top: 20mm, bottom: 22mm),
  footer: context {
    set text(size: 7.5pt, fill: grey)
    line(length: 100%, stroke: hair)
    v(-1.5mm)
    grid(columns: (1fr, auto), d.title + "　" + d.number, [#counter(page).display() / #counter(page).final().first()])
  },
)
#set text(font: "Noto Sans JP", lang: d.language, size: 9pt, fallback: false)
#set par(leading: if wide { 0.75em } else { 0.62em }, justify: false)
// Digests, names of suites and addresses may break: after a sign, before a capital, and where a piece is still too long,
// anywhere. A space of no width stands there, which is not copied.
#let gap = "\\u{200b}"
#let pieces(token, longest) = (
  token.replace(regex("[-_./:,=]"), m => m.text + gap)
    .replace(regex("[a-z][A-Z]"), m => m.text.at(0) + gap + m.text.at(1))
    .replace(regex("[!-~]{" + str(longest) + ",}"), m => m.text.clusters().join(gap))
)
#let breaking(body, from: 24, longest: 14) = {
  show regex("[!-~]{" + str(from) + ",}"): it => pieces(it.text, longest)
  body
}
#let lines(text) = text.split("\\n").join(linebreak())

// A verdict is told by its word; the shade is for the eye alone, and survives a grey printer.
#let chip(verdict, name, size: 7.5pt) = {
  let dark = verdict == "fail"
  let fill = if dark { luma(12%) } else if verdict == "inconclusive" { luma(82%) } else { white }
  let edge = if verdict == "pass" or dark { luma(12%) } else { luma(45%) }
  let dash = if verdict == "not-evaluated" or verdict == "not-applicable" { "densely-dashed" } else { "solid" }
  box(
    fill: fill, stroke: (paint: edge, thickness: 0.6pt, dash: dash), radius: 1.2mm, inset: (x: 1.4mm, y: 0mm), outset: (y: 0.9mm),
    text(size: size, weight: 700, fill: if dark { white } else { luma(12%) }, name),
  )
}
#let section(title) = block(sticky: true, above: 7mm, below: 3mm, text(size: 11.5pt, weight: 700, title))
#let facts(rows) = table(
  columns: (44mm, 1fr), stroke: (x, y) => (top: hair), inset: (x: 0mm, y: 1.6mm), align: left + top,
  ..rows.map(r => (text(fill: grey, r.term), breaking(lines(r.value), from: 44))).flatten(),
)

#if d.notices.len() > 0 {
  block(width: 100%, stroke: 0.9pt + black, inset: 3mm, below: 6mm, d.notices.map(n => strong(n)).join(parbreak()))
}
#text(size: 18pt, weight: 700, d.title)
#h(3mm)
#text(size: 10pt, fill: grey, d.subtitle)
#v(2mm)
#facts(d.head)

#section(d.summary.heading)
#grid(
  columns: (1fr,) * d.summary.counts.len(), gutter: 2mm,
  ..d.summary.counts.map(c => block(width: 100%, stroke: hair, radius: 1.2mm, inset: 2.5mm, {
    chip(c.verdict, c.name)
    linebreak()
    v(0.5mm)
    text(size: 15pt, weight: 700, str(c.count))
    linebreak()
    text(size: 7pt, fill: grey, c.meaning)
  })),
)

#section(d.samples.heading)
#facts(d.samples.rows)

#section(d.results.heading)
#if d.results.checks.len() == 0 { d.results.none }
#for check in d.results.checks {
  block(sticky: true, above: 5mm, below: 2mm, width: 100%, grid(
    columns: (1fr, auto), column-gutter: 3mm, align: (left + horizon, right + horizon),
    { text(weight: 700, check.id); h(2mm); text(weight: 700, check.title) },
    chip(check.verdict, check.verdictName),
  ))
  set text(size: 7.8pt)
  let columns = (20mm, 27mm, 1.2fr, if wide { 17mm } else { 25mm }, 1fr)
  for (nth, unit) in check.units.enumerate() {
    block(sticky: true, width: 100%, above: 0mm, below: 0mm, fill: luma(94%), inset: (x: 1.2mm, y: 1.5mm), grid(
      columns: (auto, 1fr, auto), column-gutter: 2.5mm, align: (left + top, left + top, right + top),
      text(weight: 700, unit.id), breaking(unit.question), chip(unit.verdict, unit.verdictName, size: 7pt),
    ))
    let cells(r) = (
      breaking(r.about, from: 11, longest: 11), breaking(lines(r.declared), from: 14), breaking(lines(r.seen)),
      chip(r.verdict, r.verdictName, size: 6.6pt), breaking(r.reason),
    )
    // A row stays on one page, unless it is longer than a page could be.
    let whole(r) = r.reason.len() + r.seen.len() < 900
    if unit.rows.len() > 0 {
      table(
        columns: columns, stroke: (x, y) => (bottom: hair), inset: (x: 1.2mm, y: 1.4mm), align: left + top,
        ..if nth == 0 or unit.rows.len() > 6 { (table.header(..d.results.columns.map(c => text(fill: grey, c))),) },
        ..unit.rows.map(r => cells(r).map(c => table.cell(breakable: not whole(r), c))).flatten(),
      )
    }
  }
}

#if d.leftOut.units.len() > 0 {
  section(d.leftOut.heading)
  set text(size: 7.8pt)
  table(
    columns: (20mm, 1fr, if wide { 17mm } else { 25mm }, 1.15fr),
    stroke: (x, y) => (bottom: hair), inset: (x: 1.2mm, y: 1.4mm), align: left + top,
    table.header(..d.leftOut.columns.map(c => text(fill: grey, c))),
    ..d.leftOut.units.map(u => (
      text(weight: 700, u.id), breaking(u.question), chip(u.verdict, u.verdictName, size: 6.6pt), breaking(u.reasons.join(linebreak())),
    ).map(c => table.cell(breakable: u.reasons.join("").len() > 900, c))).flatten(),
  )
}

#for part in d.after {
  section(part.heading)
  if part.rows.len() > 0 { facts(part.rows) }
  for paragraph in part.paragraphs { block(above: 2.6mm, below: 2.6mm, breaking(lines(paragraph), from: 30)) }
}
#v(5mm)
#align(center, text(fill: grey, "— " + d.end + " —"))
`
