import type { Child } from 'hono/jsx'
import type { Language } from '../../../core/kernel/text.ts'

/** Keeps a short word, a name or a date on one line. */
export const Nw = ({ children }: { children?: Child }) => <span class="nw">{children}</span>

/** Text for those who hear the page only. */
export const Unseen = ({ children }: { children?: Child }) => <span class="vh">{children}</span>

/** Numbers, digests and identifiers, in a face that tells 0 from O. */
export const Code = ({ children, long }: { children?: Child; long?: boolean }) => (
  <span class={long ? 'mono long' : 'mono'}>{children}</span>
)

/**
 * A sentence from a texts file: `**…**` is strong, `⟦…⟧` stays on one line (the phrase breaker of the browser sometimes splits a
 * short word at the end of a narrow column).
 */
export const Rich = ({ text }: { text: string }) => (
  <>
    {text
      .split(/(\*\*[^*]+\*\*|⟦[^⟧]+⟧)/)
      .filter(Boolean)
      .map((part) =>
        part.startsWith('**') ? (
          <strong>{part.slice(2, -2)}</strong>
        ) : part.startsWith('⟦') ? (
          <span class="nw">{part.slice(1, -1)}</span>
        ) : (
          part
        ),
      )}
  </>
)

const whole = /(（[^（）]{1,10}）|[0-9A-Za-z][0-9A-Za-z-]+[ァ-ヴー]{0,6})/

/** A name: a model number in it (HR-200シリーズ, MC-12) and a short bracket （架空） are never broken. */
const held = (name: string) =>
  name.split(whole).map((part) => (part.length <= 18 && whole.test(part) ? <span class="nw">{part}</span> : part))

/** The same for names of the catalogue. */
export const Name = ({ text }: { text: string }) => <>{held(text)}</>

/** What a maker wrote, in the reader's language where it exists, else in Japanese and marked as such for screen readers. */
export const Foreign = ({ text, lang }: { text: { ja: string; en?: string }; lang: Language }) => {
  const own = lang === 'en' ? text.en : text.ja
  return own !== undefined && own !== '' ? <>{held(own)}</> : <span lang="ja">{held(text.ja)}</span>
}

/** The same as plain text, for titles and attributes. */
export const foreign = (text: { ja: string; en?: string }, lang: Language): string =>
  lang === 'en' ? text.en || text.ja : text.ja
