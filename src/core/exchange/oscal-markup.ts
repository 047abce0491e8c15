import { type Lost, lost, shown } from './lost.ts'

// OSCAL titles and prose are Markdown; ours are plain words. What would be read as formatting is escaped on the way out.

const signs = /[\\`*_~^[\]<>{}]/g

/** Plain words as OSCAL markup. */
export const markupOf = (plain: string): string => plain.replace(signs, '\\$&')

/** Plain words as markup of one line; undefined where they are empty. */
export const markupLineOf = (plain: string): string | undefined => {
  const line = markupOf(plain)
    .replace(/\s*[\r\n]+\s*/g, ' ')
    .trim()
  return line === '' ? undefined : line
}

/** Markup as plain words: escapes are undone, formatting stays visible as signs. */
export const plainOf = (markup: string): string => markup.replace(/\\([\\`*_~^[\]<>{}])/g, '$1')

/** Whether anything in a text is formatting, and would be only signs afterwards. */
export function formattingLost(markup: string, where: string): readonly Lost[] {
  const bare = markup.replace(/\\[\\`*_~^[\]<>{}]/g, '')
  const found = /\{\{[^}]*\}\}|[*_~^`]\S|<[a-zA-Z/]|\]\(|^\s*[#|>]/m.exec(bare)
  return found
    ? [
        lost(where, shown(markup.slice(0, 200)), {
          ja: '文中の書式と差し込みは、記号のまま残ります。',
          en: 'Formatting and insertions stay in the text as signs.',
        }),
      ]
    : []
}
