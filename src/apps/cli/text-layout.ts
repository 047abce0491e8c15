// How text stands on a screen of characters: a full-width character takes two columns, and Japanese breaks between any two
// characters but not before a full stop or after an opening bracket.

const wide =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|[\u{1f300}-\u{1faff}]/u
const notFirst = /[、。，．・：；？！ー～’”）〕］｝〉》」』】々ぁぃぅぇぉっゃゅょァィゥェォッャュョ,.:;?!)\]}%…]/
const notLast = /[‘“（〔［｛〈《「『【([{]/
const mark = /\p{M}|\u200d/u // takes no column of its own

/** How many columns of a terminal a text takes. */
export const columnsOf = (text: string): number =>
  [...text].reduce((sum, char) => sum + (wide.test(char) ? 2 : mark.test(char) ? 0 : 1), 0)

/** A text filled up to a number of columns. */
export const padded = (text: string, columns: number): string =>
  text + ' '.repeat(Math.max(0, columns - columnsOf(text)))

/** The same, with the text at the right. */
export const flushRight = (text: string, columns: number): string =>
  ' '.repeat(Math.max(0, columns - columnsOf(text))) + text

/** A line cut to a number of columns. */
export function clip(line: string, columns: number): string {
  if (columnsOf(line) <= columns) return line
  let cut = ''
  for (const char of line) {
    if (columnsOf(cut + char) >= columns) break
    cut += char
  }
  return `${cut}…`
}

/**
 * A text on as many lines as it takes, the first after `head`, the others below its end. Without a width (a file, another program)
 * it stays on one line.
 */
export function wrapped(head: string, text: string, width: number | undefined): readonly string[] {
  if (width === undefined) return [head + text]
  const indent = columnsOf(head)
  const room = Math.max(20, width - indent)
  const lines: string[] = []
  let line = ''
  for (const piece of pieces(text)) {
    if (line !== '' && columnsOf((line + piece).trimEnd()) > room) {
      lines.push(line.trimEnd())
      line = piece.trimStart()
    } else line += piece
    while (columnsOf(line) > room) {
      const cut = fitting(line, room)
      lines.push(cut)
      line = line.slice(cut.length)
    }
  }
  if (line.trimEnd() !== '' || lines.length === 0) lines.push(line.trimEnd())
  return lines.map((one, at) => (at === 0 ? head : ' '.repeat(indent)) + one)
}

/** What may not be torn apart: a word with the blank behind it, a full-width character with what clings to it. */
function pieces(text: string): readonly string[] {
  const found: string[] = []
  let last = ''
  for (const char of text) {
    const clings =
      found.length > 0 &&
      (notFirst.test(char) ||
        mark.test(char) ||
        notLast.test(last) ||
        (!wide.test(char) && !wide.test(last) && last !== ' '))
    if (clings) found[found.length - 1] += char
    else found.push(char)
    last = char
  }
  return found
}

function fitting(line: string, room: number): string {
  let cut = ''
  for (const char of line) {
    if (columnsOf(cut + char) > room) break
    cut += char
  }
  return cut === '' ? line.slice(0, 1) : cut
}
