import { type Mark, type MarkElement, runGap } from './mark.ts'
import { pathData } from './two-d-code.ts'

/** Text safe inside XML, in content and in attributes. */
export const escapeXml = (text: string): string =>
  text
    .replace(/[&<>"']/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' })[c]!)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: XML 1.0 has no way to write these
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')

/** Millimetres with at most four digits after the point. */
export const mm = (value: number): string => String(Math.round(value * 1e4) / 1e4)

const fonts = "'Noto Sans JP','Noto Sans CJK JP','Hiragino Sans',sans-serif"

/** The plate as SVG with live text, for screens; artwork for print outlines its text. */
export const markSvg = (mark: Mark): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${mm(mark.width)} ${mm(mark.height)}" width="${mm(mark.width)}mm" height="${mm(mark.height)}mm" role="img" aria-label="${escapeXml(mark.title)}" font-family="${fonts}" fill="#000">${mark.elements.map(drawn).join('')}</svg>`

function drawn(element: MarkElement): string {
  const at = `x="${mm(element.x)}" y="${mm(element.y)}"`
  switch (element.kind) {
    case 'frame':
    case 'pill': {
      const { width, height, stroke, filled } = element
      const round = element.kind === 'pill' ? ` rx="${mm(height / 2)}"` : ''
      return `<rect ${at} width="${mm(width)}" height="${mm(height)}"${round} fill="${filled ? '#000' : '#fff'}" stroke="#000" stroke-width="${mm(stroke)}"/>`
    }
    case 'rule':
      return `<path d="M${mm(element.x)} ${mm(element.y)}h${mm(element.width)}" stroke="#000" stroke-width="${mm(element.stroke)}"/>`
    case 'code':
      return `<path transform="translate(${mm(element.x)} ${mm(element.y)}) scale(${String(Math.round(element.module * 1e6) / 1e6)})" d="${pathData(element.code)}" shape-rendering="crispEdges"/>`
    case 'line': {
      const runs = element.runs.map(
        (run, i) =>
          `<tspan font-size="${mm(run.size)}" font-weight="${run.bold ? 700 : 400}"${i > 0 ? ` dx="${runGap}"` : ''}>${escapeXml(run.text)}</tspan>`,
      )
      return `<text ${at}${element.middle ? ' text-anchor="middle"' : ''}>${runs.join('')}</text>`
    }
  }
}
