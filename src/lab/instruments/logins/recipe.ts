import type { LoginRecipe } from '../../declared/declared.ts'
import { bodyText } from '../../wire/http.ts'
import { readPage } from './form.ts'
import { cookieJar } from './http-form.ts'
import { askPage, refusedForNow, unanswered } from './http-said.ts'
import { type Attempt, type Door, guarded, type Login, type LoginWay, speaksOfLock, type Tried } from './login.ts'
import { matchesWithin } from './within-time.ts'

/** Logs in as the maker describes it in the IXIT: for pages that only a script can fill in (lab.md §4.7). */
export const recipeLogin = (door: Door, way: LoginWay, recipe: LoginRecipe): Login => ({
  try: (attempt) => guarded(door, () => tryOnce(door, way, recipe, attempt)),
  close: () => {},
})

async function tryOnce(door: Door, way: LoginWay, recipe: LoginRecipe, attempt: Attempt): Promise<Tried> {
  const jar = cookieJar()
  let hidden: Readonly<Record<string, string>> = {}
  if (recipe.before !== undefined) {
    const shown = await askPage(door, way, { path: recipe.before })
    if (!shown.ok) return unanswered(shown.fault.code)
    const forNow = refusedForNow(shown.value, 0)
    if (forNow) return forNow
    jar.take(shown.value)
    hidden = Object.fromEntries(readPage(bodyText(shown.value)).forms[0]?.others ?? [])
  }
  const { path, body } = filled(recipe, attempt, hidden)
  const answer = await askPage(door, way, {
    path,
    method: recipe.method,
    headers: {
      ...jar.header(),
      ...(recipe.method === 'GET' ? {} : { 'Content-Type': recipe.contentType.replace(/[^\x20-\x7e]/g, '') }),
    },
    ...(recipe.method === 'GET' ? {} : { body }),
  })
  if (!answer.ok) return unanswered(answer.fault.code)
  const ms = Math.round(answer.value.headMs)
  const status = String(answer.value.status)
  const text = bodyText(answer.value).slice(0, 65_536)
  const { success } = recipe
  const matched = success.bodyMatches === undefined ? true : matchesWithin(success.bodyMatches, text)
  if (matched === 'too-slow' || matched === 'no-pattern') return { answer: 'unclear', ms, status: `pattern-${matched}` }
  const said = success.status === undefined || success.status === answer.value.status
  if ((success.status !== undefined || success.bodyMatches !== undefined) && matched && said)
    return { answer: 'accepted', ms, status }
  const refused = refusedForNow(answer.value, ms)
  if (refused) return refused
  if (speaksOfLock(text)) return { answer: 'locked', ms, status }
  // A recipe whose address is wrong would turn every password down: that is no refusal.
  if ([400, 404, 405, 415, 501].includes(answer.value.status) || answer.value.status >= 500)
    return { answer: 'unclear', ms, status }
  return { answer: 'rejected', ms, status, asksAgain: answer.value.status === 401 }
}

/** Puts the pair into the recipe, escaped for where it stands, so that it cannot become anything but a value. */
export function filled(
  recipe: Pick<LoginRecipe, 'path' | 'body' | 'contentType'>,
  { user, password }: Attempt,
  hidden: Readonly<Record<string, string>>,
): { readonly path: string; readonly body: string } {
  const values: Readonly<Record<string, string>> = { ...hidden, user, password }
  const put = (template: string, asValue: (text: string) => string) =>
    template.replace(/\{([\w.:-]{1,64})\}/g, (whole, name: string) =>
      Object.hasOwn(values, name) ? asValue(values[name]!) : whole,
    )
  const urlencoded = /urlencoded/i.test(recipe.contentType)
  const escaped = urlencoded
    ? encodeURIComponent
    : /json/i.test(recipe.contentType)
      ? (text: string) => JSON.stringify(text).slice(1, -1)
      : /xml/i.test(recipe.contentType)
        ? (text: string) => text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`)
        : (text: string) => text
  const text = put(recipe.body, escaped)
  const missing = urlencoded ? Object.entries(hidden).filter(([name]) => !new URLSearchParams(text).has(name)) : []
  const rest = new URLSearchParams(missing).toString()
  return {
    path: put(recipe.path, encodeURIComponent),
    body: rest === '' ? text : text === '' ? rest : `${text}&${rest}`,
  }
}
