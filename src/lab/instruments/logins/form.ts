// Login forms in HTML as devices write it. A tokenizer of our own, since a page comes from the device: bounded, and nothing runs.

/** A form that asks for a password once: what is sent, and under which names. */
export interface LoginForm {
  readonly method: 'GET' | 'POST'
  readonly action: string // as written; '' is the page itself
  readonly userField?: string // absent: the page asks for a password alone
  readonly passwordField: string
  readonly others: readonly (readonly [name: string, value: string])[] // hidden and preset fields
  /** A script may change what is sent: then a plain try shows nothing, unless a known login proves that it works. */
  readonly scripted: boolean
}

/** What a page shows of logging in. */
export interface PageLogin {
  readonly forms: readonly LoginForm[]
  readonly asksPassword: boolean // a password field anywhere, also outside a form or put there by a script
  readonly title: string
}

const attribute = /([^\s=/>"']+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+)))?/g
const changing = /md5|sha-?1|sha-?256|sha-?512|crypto|encrypt|encode|hmac|rsa|btoa|base64|hex_/i

/** Reads the login forms of a page. */
export function readPage(html: string): PageLogin {
  const text = html.slice(0, 262_144)
  const forms: Draft[] = []
  let draft: Draft | undefined
  let asks = false
  let scripts = ''
  for (const { name, closing, attributes, end } of tagsOf(text)) {
    const at = closing ? {} : attributesOf(attributes)
    if (name === 'script' && !closing) {
      const until = text.indexOf('</script', end)
      if (scripts.length < 200_000)
        scripts += ` ${at['src'] ?? ''} ${text.slice(end, Math.min(until < 0 ? text.length : until, end + 50_000))}`
      if (until < 0) break // the rest is script
    } else if (name === 'form') {
      if (draft) forms.push(draft)
      const method = /^post$/i.test(at['method'] ?? '') ? 'POST' : 'GET'
      draft = closing
        ? undefined
        : { method, action: at['action'] ?? '', fields: [], scripted: Object.hasOwn(at, 'onsubmit') }
    } else if (!closing && (name === 'input' || name === 'button')) {
      const type = (at['type'] ?? (name === 'button' ? 'submit' : 'text')).toLowerCase()
      if (type === 'password') asks = true
      if (draft && draft.fields.length < 100) draft.fields.push({ type, ...named(at) })
      if (draft && Object.hasOwn(at, 'onclick')) draft.scripted = true
    } else if (!closing && name === 'select' && draft) draft.fields.push({ type: 'select', ...named(at) })
    else if (!closing && name === 'option' && draft) {
      const last = draft.fields.at(-1)
      if (last?.type === 'select' && (last.value === '' || Object.hasOwn(at, 'selected')))
        last.value = at['value'] ?? ''
    }
  }
  if (draft) forms.push(draft)
  const changed = changing.test(scripts)
  return {
    forms: forms.flatMap((form) => loginForm({ ...form, scripted: form.scripted || changed })).slice(0, 4),
    asksPassword: asks || /type\s?[:=]\s?\\?["']password/i.test(scripts),
    title: /<title[^>]{0,200}>([^<]{0,200})/i.exec(text)?.[1]?.trim() ?? '',
  }
}

const wanted = new Set(['form', 'input', 'select', 'option', 'button', 'script'])
const mostTags = 4_000
const longestTag = 4_000

/** The tags that matter, in their order. Time grows with the length of the page, whatever is in it. */
function* tagsOf(text: string): Generator<{ name: string; closing: boolean; attributes: string; end: number }> {
  let count = 0
  for (let at = text.indexOf('<'); at >= 0 && count < mostTags; at = text.indexOf('<', at)) {
    if (text.startsWith('<!--', at)) {
      const end = text.indexOf('-->', at)
      if (end < 0) return
      at = end
      continue
    }
    const name = /^<(\/?)([a-z]{4,6})(?![a-z0-9])/i.exec(text.slice(at, at + 9))
    const known = name?.[2]?.toLowerCase() ?? ''
    if (!wanted.has(known)) {
      at++
      continue
    }
    count++
    const from = at + name![0].length
    const end = endOfTag(text, from)
    if (end === undefined) {
      at++
      continue
    }
    yield { name: known, closing: name![1] === '/', attributes: text.slice(from, end), end: end + 1 }
    at = end
  }
}

/** Where a tag ends; a '>' in quotes does not end it. */
function endOfTag(text: string, from: number): number | undefined {
  let quote = ''
  for (let i = from; i < text.length && i - from < longestTag; i++) {
    const c = text[i]!
    if (quote !== '') quote = c === quote ? '' : quote
    else if (c === '"' || c === "'") quote = c
    else if (c === '>') return i
  }
  return undefined
}

interface Field {
  readonly type: string
  readonly name: string
  value: string
  readonly checked: boolean
}
interface Draft {
  readonly method: 'GET' | 'POST'
  readonly action: string
  readonly fields: Field[]
  scripted: boolean
}
const named = (at: Readonly<Record<string, string>>) => ({
  name: at['name'] ?? at['id'] ?? '',
  value: at['value'] ?? '',
  checked: 'checked' in at,
})

/** One password field makes a login; two or more make a form that changes a password, which is left alone. */
function loginForm({ method, action, fields, scripted }: Draft): LoginForm[] {
  const passwords = fields.filter((f) => f.type === 'password')
  const password = passwords[0]
  if (!password || passwords.length > 1) return []
  const before = fields.slice(0, fields.indexOf(password))
  const written = (f: Field) => ['text', 'email', 'tel', 'search', 'number', ''].includes(f.type) && f.name !== ''
  const user =
    before.findLast((f) => written(f) && /user|login|name|account|mail|id/i.test(f.name)) ?? before.findLast(written)
  const presetUser = user ?? fields.find((f) => f.type === 'hidden' && /^(user|username|login|account)$/i.test(f.name))
  const submit = fields.find((f) => f.type === 'submit' && f.name !== '')
  const others = fields
    .filter((f) => f !== password && f !== presetUser && f.name !== '')
    .filter((f) =>
      ['checkbox', 'radio'].includes(f.type) ? f.checked : !['button', 'reset', 'image', 'file'].includes(f.type),
    )
    .filter((f) => f.type !== 'submit' || f === submit)
    .map((f) => [f.name, f.type === 'checkbox' && f.value === '' ? 'on' : f.value] as const)
  // A field without a name is not sent: only a script can read it.
  const nameless = password.name === ''
  return [
    {
      method,
      action,
      ...(presetUser && { userField: presetUser.name }),
      passwordField: password.name || 'password',
      others,
      scripted: scripted || nameless,
    },
  ]
}

function attributesOf(text: string): Record<string, string> {
  const found = Object.create(null) as Record<string, string>
  for (const m of text.matchAll(attribute)) found[m[1]!.toLowerCase()] ??= plain(m[2] ?? m[3] ?? m[4] ?? '')
  return found
}

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  '#39': "'",
  '#x27': "'",
}
const plain = (text: string) =>
  text.replace(/&([a-z]+|#x?[0-9a-f]+);/gi, (whole, name) => entities[String(name).toLowerCase()] ?? whole)
