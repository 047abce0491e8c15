import type { Hono } from 'hono'

// A browser without scripts, for tests of pages: opens, reads the form that is on the page, fills it in and presses a button.
// It knows the house's own HTML and nothing more.

interface Field {
  readonly name: string
  readonly kind: string // the input's type, or textarea, select, submit
  readonly value: string
  readonly on: boolean // would be sent as it stands
  readonly text: string // of a button
}

interface PageForm {
  readonly action: string
  readonly method: string
  readonly multipart: boolean
  readonly fields: readonly Field[]
}

export type Filling = Readonly<Record<string, string | readonly string[] | File>>

const plain = (text: string) =>
  text
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&')

const attributesOf = (tag: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    [...tag.matchAll(/([\w-]+)(?:="([^"]*)")?/g)].map(([, name = '', value = '']) => [name, plain(value)]),
  )

const words = (html: string) => plain(html.replace(/<[^>]+>/g, '')).trim()

function fieldsOf(html: string): readonly Field[] {
  const found = html.matchAll(
    /<input\b([^>]*)>|<textarea\b([^>]*)>([\s\S]*?)<\/textarea>|<select\b([^>]*)>([\s\S]*?)<\/select>|<button\b([^>]*)>([\s\S]*?)<\/button>/g,
  )
  return [...found].flatMap(([, input, area, text, select, options, button, label]): Field[] => {
    if (input !== undefined) {
      const { name = '', type = 'text', value = '', ...rest } = attributesOf(input)
      const ticked = type === 'radio' || type === 'checkbox' ? 'checked' in rest : type !== 'file'
      return [{ name, kind: type, value, on: ticked, text: '' }]
    }
    if (area !== undefined) {
      const { name = '' } = attributesOf(area)
      return [{ name, kind: 'textarea', value: plain(text ?? '').replace(/^\n/, ''), on: true, text: '' }]
    }
    if (select !== undefined) {
      const { name = '' } = attributesOf(select)
      const all = [...(options ?? '').matchAll(/<option\b([^>]*)>/g)].map(([, o = '']) => attributesOf(o))
      const chosen = all.find((o) => 'selected' in o) ?? all[0]
      return [{ name, kind: 'select', value: chosen?.['value'] ?? '', on: true, text: '' }]
    }
    const { name = '', value = '' } = attributesOf(button ?? '')
    return [{ name, kind: 'submit', value, on: false, text: words(label ?? '') }]
  })
}

const formsOf = (html: string): readonly PageForm[] =>
  [...html.matchAll(/<form\b([^>]*)>([\s\S]*?)<\/form>/g)].map(([, tag = '', inside = '']) => {
    const { action = '', method = 'get', enctype = '' } = attributesOf(tag)
    return { action, method, multipart: enctype.startsWith('multipart'), fields: fieldsOf(inside) }
  })

const sameValues = (a: readonly string[], b: readonly string[]) =>
  a.length === b.length && a.every((v, i) => v === b[i])

export class FormBrowser {
  readonly #app: Hono
  readonly #origin: string
  cookie = ''
  html = ''
  status = 0
  path = ''
  screens = 0
  inputs = 0

  constructor(app: Hono, origin: string) {
    this.#app = app
    this.#origin = origin
  }

  get title(): string {
    return words(/<title>([\s\S]*?)<\/title>/.exec(this.html)?.[1] ?? '')
  }
  get heading(): string {
    return words(/<h1[^>]*>([\s\S]*?)<\/h1>/.exec(this.html)?.[1] ?? '')
  }
  /** The page as text, without the header and the footer. */
  get text(): string {
    return words(/<main[^>]*>([\s\S]*?)<\/main>/.exec(this.html)?.[1] ?? this.html).replace(/\s+/g, ' ')
  }

  async fetch(path: string, init: RequestInit = {}): Promise<Response> {
    const url = new URL(path, new URL(this.path || '/', this.#origin))
    return this.#app.request(url.href, { ...init, headers: { cookie: this.cookie, ...init.headers } })
  }

  async open(path: string, init: RequestInit = {}): Promise<this> {
    const response = await this.fetch(path, init)
    const to = response.headers.get('location')
    const here = new URL(path, new URL(this.path || '/', this.#origin))
    if (to !== null && response.status >= 300 && response.status < 400) {
      this.path = here.pathname
      return this.open(to)
    }
    this.path = here.pathname + here.search
    this.status = response.status
    this.html = await response.text()
    this.screens++
    return this
  }

  /** Follows the link with this text. */
  async follow(text: string): Promise<this> {
    const links = [...this.html.matchAll(/<a\b([^>]*)>([\s\S]*?)<\/a>/g)]
    const link =
      links.find(([, , inside = '']) => words(inside) === text) ?? links.find(([, , i = '']) => words(i).includes(text))
    if (link === undefined) throw new Error(`no link “${text}” on ${this.path}:\n${this.text.slice(0, 2000)}`)
    return this.open(attributesOf(link[1] ?? '')['href'] ?? '')
  }

  fields(button: string): readonly Field[] {
    return this.#form(button).fields
  }

  #form(button: string): PageForm {
    const form = formsOf(this.html).find((f) => f.fields.some((x) => x.kind === 'submit' && x.text === button))
    if (form === undefined)
      throw new Error(`no button “${button}” on ${this.path} (${this.status}):\n${this.text.slice(0, 2000)}`)
    return form
  }

  /** Fills in the form that has this button, and presses it. Counts what was really typed or chosen. */
  async press(button: string, filling: Filling = {}): Promise<this> {
    const form = this.#form(button)
    const names = new Set(form.fields.map((f) => f.name))
    for (const name of Object.keys(filling))
      if (!names.has(name)) throw new Error(`no field “${name}” in the form of ${this.path}`)
    const parts: [string, string | File][] = []
    for (const name of [...names].filter((n) => n !== '')) {
      const own = form.fields.filter((f) => f.name === name && f.kind !== 'submit')
      if (own.length === 0) continue
      const before = own.filter((f) => f.on).map((f) => f.value)
      const given = filling[name]
      const after =
        given === undefined ? before : given instanceof File ? [] : typeof given === 'string' ? [given] : given
      if (given instanceof File) parts.push([name, given])
      for (const value of after) parts.push([name, value])
      if (given instanceof File || !sameValues(before, after)) this.inputs++
    }
    const pressed = form.fields.find((f) => f.kind === 'submit' && f.text === button)
    if (pressed?.name) parts.push([pressed.name, pressed.value])
    if (form.method === 'get') {
      const query = new URLSearchParams(parts.map(([n, v]) => [n, String(v)]))
      return this.open(`${form.action}?${query}`)
    }
    const body = form.multipart ? new FormData() : new URLSearchParams()
    for (const [name, value] of parts) (body as FormData).append(name, value as string)
    return this.open(form.action, { method: 'POST', body, headers: { origin: this.#origin } })
  }
}
