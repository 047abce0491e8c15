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

const tag =
  /<(\/?)(form|input|select|option|button|script|title)\b((?:[^>"']|"[^"]{0,4000}"|'[^']{0,4000}')*)>|<!--[\s\S]*?-->/gi
const attribute = /([^\s=/>"']+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+)))?/g
const changing = /md5|sha-?1|sha-?256|sha-?512|crypto|encrypt|encode|hmac|rsa|btoa|base64|hex_/i

/** Reads the login forms of a page. */
export function readPage(html: string): PageLogin {
  const text = html.slice(0, 262_144)
  const forms: (Draft & { scripted: boolean })[] = []
  let draft: Draft | undefined
  let asks = false
  let scripts = ''
  for (const m of text.matchAll(tag)) {
    const name = m[2]?.toLowerCase()
    if (name === undefined) continue
    const closing = m[1] === '/'
    const at = closing ? {} : attributesOf(m[3] ?? '')
    if (name === 'script' && !closing) {
      const from = (m.index ?? 0) + m[0].length
      const end = text.indexOf('</script', from)
      scripts += ` ${at['src'] ?? ''} ${text.slice(from, end < 0 ? from : Math.min(end, from + 50_000))}`
    } else if (name === 'form') {
      if (draft) forms.push({ ...draft, scripted: false })
      draft = closing
        ? undefined
        : {
            method: /^post$/i.test(at['method'] ?? '') ? 'POST' : 'GET',
            action: at['action'] ?? '',
            fields: [],
            scripted: 'onsubmit' in at,
          }
    } else if (!closing && (name === 'input' || name === 'button')) {
      const type = (at['type'] ?? (name === 'button' ? 'submit' : 'text')).toLowerCase()
      if (type === 'password') asks = true
      if (draft && draft.fields.length < 100) draft.fields.push({ type, ...named(at) })
      if (draft && ((type === 'button' && 'onclick' in at) || (type === 'submit' && 'onclick' in at)))
        draft.scripted = true
    } else if (!closing && name === 'select' && draft) draft.fields.push({ type: 'select', ...named(at) })
    else if (!closing && name === 'option' && draft) {
      const last = draft.fields.at(-1)
      if (last?.type === 'select' && (last.value === '' || 'selected' in at)) last.value = at['value'] ?? ''
    }
  }
  if (draft) forms.push({ ...draft, scripted: false })
  const changed = changing.test(scripts)
  return {
    forms: forms.flatMap((form) => loginForm({ ...form, scripted: form.scripted || changed })).slice(0, 4),
    asksPassword: asks || /type\s*[:=]\s*\\?["']password/i.test(scripts),
    title: /<title[^>]*>([^<]{0,200})/i.exec(text)?.[1]?.trim() ?? '',
  }
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
