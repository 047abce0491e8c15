/** The plate: draws the elements it is given, in millimetres. What stands where is decided in core/attestation/mark. */
export const plateTemplate = `
#let mark = json(bytes(sys.inputs.data))
#set document(title: mark.title, date: auto)
#set page(width: mark.width * 1mm, height: mark.height * 1mm, margin: 0mm, fill: white)
#set text(font: "Noto Sans JP", lang: "ja", fill: black, fallback: false, cjk-latin-spacing: none, top-edge: "baseline", bottom-edge: "baseline")
#let at(e, body) = place(top + left, dx: e.x * 1mm, dy: e.y * 1mm, body)
#let line-of(e) = box(e.runs.map(run => text(
  size: run.size * 1mm,
  weight: if run.bold { 700 } else { 400 },
  run.text,
)).join(h(mark.gap * 1mm)))
#for e in mark.elements {
  if e.kind == "frame" or e.kind == "pill" {
    at(e, rect(
      width: e.width * 1mm,
      height: e.height * 1mm,
      radius: if e.kind == "pill" { 100% } else { 0% },
      stroke: e.stroke * 1mm + black,
      fill: if e.filled { black } else { white },
    ))
  } else if e.kind == "rule" {
    at(e, line(length: e.width * 1mm, stroke: e.stroke * 1mm + black))
  } else if e.kind == "code" {
    let point(p) = (p.at(0) * e.module * 1mm, p.at(1) * e.module * 1mm)
    at(e, curve(fill: black, fill-rule: "even-odd", ..e.outlines.map(outline => (
      curve.move(point(outline.first())),
      ..outline.slice(1).map(p => curve.line(point(p))),
      curve.close(mode: "straight"),
    )).flatten()))
  } else if e.kind == "line" {
    let body = line-of(e)
    if e.middle { context { place(top + left, dx: e.x * 1mm - measure(body).width / 2, dy: e.y * 1mm, body) } }
    else { at(e, body) }
  }
}
`
