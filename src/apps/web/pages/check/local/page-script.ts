import type { Language } from '../../../../../core/kernel/text.ts'
import type { LocalAnswer, LocalFile, LocalQuestion } from './messages.ts'

// The page of /check/local: passes what a person gives to the worker, and shows what it answers. Forms are never sent: what their
// buttons say is taken from them, and the page's policy would not let them go.

const by = (id: string) => document.getElementById(id)
const [root, place, state] = [by('local')!, by('local-page')!, by('local-state')!]
const lang = document.documentElement.lang as Language
const words = (name: string) => root.dataset[name] ?? ''

/** The worker is a file beside the page, or – where the page was saved – a part of it. */
function startWorker(): Worker {
  const inside = by('local-engine')
  return new Worker(
    inside === null
      ? words('engine')
      : URL.createObjectURL(new Blob([inside.textContent ?? ''], { type: 'text/javascript' })),
  )
}
const worker = startWorker()

const tell = (text: string) => {
  state.textContent = text
  root.toggleAttribute('aria-busy', text !== '')
}
const ask = (question: LocalQuestion) => worker.postMessage(question)

/** From here on the browser itself refuses every connection of this page. A policy that was added is never taken back. */
function closeConnections(): void {
  if (document.head.querySelector('meta[data-closed]') !== null) return
  const policy = document.createElement('meta')
  policy.httpEquiv = 'Content-Security-Policy'
  policy.content = "connect-src 'none'; form-action 'none'"
  policy.dataset['closed'] = ''
  document.head.append(policy)
}

function show(html: string, title: string): void {
  place.innerHTML = html // made by the worker from our own pages, in which nothing from a list is markup
  // To follow a link would tell its server which label is looked at.
  for (const link of place.querySelectorAll('a[href]:not([href^="#"])')) link.replaceWith(...link.childNodes)
  document.title = title
  for (const part of ['local-about', 'local-offline']) by(part)?.toggleAttribute('hidden', true)
  const focused = place.querySelector<HTMLElement>('[autofocus]') ?? place.querySelector<HTMLElement>('h1')
  if (focused === null) return
  focused.tabIndex = -1
  focused.focus()
  focused.scrollIntoView({ block: 'start' })
}

function save({ name, type, content }: Extract<LocalAnswer, { kind: 'file' }>): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([content], { type }))
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}

worker.addEventListener('message', ({ data }: MessageEvent<LocalAnswer>) => {
  tell(data.kind === 'progress' ? data.text : '')
  if (data.kind === 'progress') {
    if (data.text === '') by('local-begin')?.toggleAttribute('hidden', false)
  } else if (data.kind === 'refused') {
    by('local-refused')!.innerHTML = data.html
    by('local-refused')!.querySelector<HTMLElement>('[autofocus]')?.focus()
  } else if (data.kind === 'opened') {
    by('local-begin')!.remove()
    by('local-register')!.innerHTML = data.facts
    show(data.html, data.title)
  } else if (data.kind === 'page') show(data.html, data.title)
  else save(data)
})
worker.addEventListener('error', () => tell(words('broken')))

const openFiles = (files: readonly LocalFile[]) => {
  by('local-refused')!.replaceChildren()
  closeConnections()
  tell(words('reading'))
  ask({ kind: 'open', lang, files, policy: new URLSearchParams(location.search).get('policy') ?? '' })
}

by('local-files')?.addEventListener('change', ({ target }) => {
  const files = [...((target as HTMLInputElement).files ?? [])].map((content) => ({ name: content.name, content }))
  if (files.length > 0) openFiles(files)
})

by('local-fetch')?.addEventListener('click', async () => {
  tell(words('reading'))
  try {
    const files = await Promise.all(
      [words('register'), words('manifest')].map(async (address): Promise<LocalFile> => {
        const response = await fetch(address, { credentials: 'omit' })
        if (!response.ok) throw new Error(String(response.status))
        return { name: address.slice(address.lastIndexOf('/') + 1), content: await response.blob() }
      }),
    )
    openFiles(files)
  } catch {
    tell(words('unreachable'))
  }
})

// Every form of the pages shown here, whatever its address: its fields go to the worker.
document.addEventListener('submit', (event) => {
  event.preventDefault()
  const form = event.target as HTMLFormElement
  const button = event.submitter
  const fields: Record<string, string> = {}
  let file: Blob | undefined
  for (const [name, value] of new FormData(form, button)) {
    if (typeof value === 'string') fields[name] = value
    else if (value.size > 0) file = value
  }
  tell(words('working'))
  ask({ kind: 'answer', lang, again: button?.getAttribute('formaction')?.endsWith('/check') ?? false, fields, file })
})
