import type { Attempt } from './login.ts'

// What a form answers has no agreed meaning: 200 is said to the right and to the wrong password. So answers are compared with the
// answer to nonsense; words like "failed" or "welcome" decide nothing (lab.md §4.5).

/** What stays the same between two answers to the same kind of try. */
export interface Signature {
  readonly status: readonly number[] // of the answer, and of the pages it led to
  readonly to: string // where it sent us
  readonly cookies: readonly string[] // names that were set
  readonly asksPassword: boolean
  readonly title: string
  readonly words: ReadonlySet<string>
  readonly attempt: Attempt // whose words are left out when compared
}

/** What of a signature varies from one nonsense to the next, and so says nothing. */
export interface Variance {
  readonly to: boolean
  readonly cookies: boolean
  readonly title: boolean
  readonly alike: number // 0 … 1, at least this alike are answers of the same kind
}

/** The words of a page: without markup, scripts, figures and long tokens, which change with every answer. */
export function wordsOf(html: string): ReadonlySet<string> {
  const text = html
    .slice(0, 100_000)
    .replace(/<(script|style)\b[\s\S]*?(?:<\/\1\s*>|$)/gi, ' ')
    .replace(/<[^<>]{0,2000}>/g, ' ')
    .toLowerCase()
  const words =
    text.match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]{1,12}|[\p{L}][\p{L}\p{N}_.-]{1,23}/gu) ?? []
  return new Set(words.filter((w) => !/\d/.test(w)).slice(0, 2_000))
}

/** How alike two answers are in their words, leaving out what was typed: pages like to repeat it. */
export function likeness(a: Signature, b: Signature): number {
  const typed = [a.attempt, b.attempt].flatMap((t) => [t.user, t.password]).map((w) => w.toLowerCase())
  const kept = (words: ReadonlySet<string>) =>
    [...words].filter((w) => !typed.some((t) => t !== '' && (t.length < 3 ? w === t : w.includes(t) || t.includes(w))))
  const [one, two] = [new Set(kept(a.words)), new Set(kept(b.words))]
  const shared = [...one].filter((w) => two.has(w)).length
  const all = one.size + two.size - shared
  return all === 0 ? 1 : shared / all
}

/** Compares the answers to two nonsenses. Undefined: they differ so much that nothing can be told from an answer. */
export function varianceOf(a: Signature, b: Signature): Variance | undefined {
  const alike = likeness(a, b)
  if (String(a.status) !== String(b.status) || a.asksPassword !== b.asksPassword || alike < 0.5) return undefined
  return {
    to: a.to !== b.to,
    cookies: String(a.cookies) !== String(b.cookies),
    title: a.title !== b.title,
    alike: Math.min(0.85, alike - 0.1),
  }
}

/** Whether two answers are of the same kind. */
export const sameKind = (a: Signature, b: Signature, { to, cookies, title, alike }: Variance): boolean =>
  String(a.status) === String(b.status) &&
  a.asksPassword === b.asksPassword &&
  (to || a.to === b.to) &&
  (cookies || String(a.cookies) === String(b.cookies)) &&
  (title || a.title === b.title) &&
  likeness(a, b) >= alike
