import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'

export interface WebLoginOptions {
  readonly port: number
  readonly host?: string // '::' unless told; 127.0.0.1 behind a web server
  readonly title: string
  readonly style: 'form' | 'api' // a form for browsers (POST /login), or JSON (POST /api/session)
  readonly users: string // file with user:password lines
  /** After so many wrong tries an account is closed for some seconds; `per` client or account. `silent`: it says "wrong" even so. */
  readonly lock?: {
    readonly after: number
    readonly seconds: number
    readonly status: 423 | 429
    readonly silent?: boolean
    readonly per?: 'account' | 'client'
  }
  readonly headers?: Readonly<Record<string, string>>
  readonly pages?: Readonly<Record<string, string>> // path → what anybody may read there
}

interface Told {
  readonly status: number
  readonly body: string
  readonly headers?: Readonly<Record<string, string>>
}

/** The admin page of a device: a login, with or without a lock, and a page behind it. */
export function webLogin({ port, host = '::', title, style, users, lock, headers = {}, pages = {} }: WebLoginOptions) {
  const known = new Map(
    readFileSync(users, 'utf8')
      .split('\n')
      .map((line): [string, string] => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1)]),
  )
  const sessions = new Set<string>()
  const wrong = new Map<string, { tries: number; until: number }>()

  function login(user: string, password: string, client: string): 'right' | 'wrong' | number {
    const key = lock?.per === 'client' ? client : user
    const now = Date.now()
    const before = wrong.get(key) ?? { tries: 0, until: 0 }
    if (now < before.until) return lock!.silent ? 'wrong' : Math.ceil((before.until - now) / 1000)
    if (user !== '' && known.get(user) === password) {
      wrong.delete(key)
      return 'right'
    }
    const tries = before.until > 0 ? 1 : before.tries + 1
    if (wrong.size < 10_000)
      wrong.set(key, { tries, until: lock && tries >= lock.after ? now + lock.seconds * 1000 : 0 })
    return 'wrong'
  }

  const page = (content: string) =>
    `<!doctype html><html lang="en"><head><title>${title}</title></head><body>${content}</body></html>`
  const form = (said = '') =>
    page(
      `<h1>${title}</h1>${said}<form method="post" action="/login"><input name="username"><input name="password" type="password"><button>Log in</button></form>`,
    )

  function tellForm(outcome: ReturnType<typeof login>): Told {
    if (outcome === 'right') return { status: 302, body: '', headers: { location: '/status', ...cookie() } }
    if (outcome === 'wrong') return { status: 200, body: form('<p class="error">Invalid user or password</p>') }
    return { status: lock!.status, body: form('<p>Too many tries</p>'), headers: { 'retry-after': String(outcome) } }
  }
  function tellApi(outcome: ReturnType<typeof login>): Told {
    if (outcome === 'right') return { status: 200, body: '{"session":"open"}', headers: cookie() }
    if (outcome === 'wrong') return { status: 401, body: '{"error":"invalid credentials"}' }
    return { status: lock!.status, body: '{"error":"locked"}', headers: { 'retry-after': String(outcome) } }
  }
  function cookie() {
    const session = randomBytes(16).toString('hex')
    if (sessions.size < 10_000) sessions.add(session)
    return {
      'set-cookie': `session=${session}; HttpOnly; SameSite=Strict; Path=/${host === '127.0.0.1' ? '; Secure' : ''}`,
    }
  }

  function answer({ method, url = '/', headers: asked }: IncomingMessage, body: string, client: string): Told {
    const [path = '/'] = url.split('?')
    const open = sessions.has(/(?:^|;\s*)session=([0-9a-f]{32})/.exec(asked.cookie ?? '')?.[1] ?? '')
    if (pages[path] !== undefined && method === 'GET') return { status: 200, body: pages[path] }
    if (style === 'form') {
      if (path === '/login' && method === 'POST') {
        const sent = new URLSearchParams(body)
        return tellForm(login(sent.get('username') ?? '', sent.get('password') ?? '', client))
      }
      if (path === '/' || path === '/login') return { status: 200, body: form() }
      if (open) return { status: 200, body: page('<h1>Status</h1><p>All is well.</p>') }
      return { status: 302, body: '', headers: { location: '/' } }
    }
    if (path === '/api/session' && method === 'POST') {
      try {
        const { user, password } = JSON.parse(body) as Record<string, unknown>
        if (typeof user === 'string' && typeof password === 'string') return tellApi(login(user, password, client))
      } catch {
        // told below
      }
      return { status: 400, body: '{"error":"malformed"}' }
    }
    if (path.startsWith('/api/'))
      return open ? { status: 200, body: '{"status":"ok"}' } : { status: 401, body: '{"error":"login required"}' }
    if (path === '/') return { status: 200, body: page(`<h1>${title}</h1><noscript>Script is needed.</noscript>`) }
    return { status: 404, body: page('<h1>Not found</h1>') }
  }

  createServer((request: IncomingMessage, response: ServerResponse) => {
    const parts: Buffer[] = []
    let size = 0
    request.on('error', () => {})
    request.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (size <= 65_536) parts.push(chunk)
    })
    request.on('end', () => {
      const client = String(request.headers['x-real-ip'] ?? request.socket.remoteAddress)
      const told =
        size > 65_536 ? { status: 413, body: '' } : answer(request, Buffer.concat(parts).toString('utf8'), client)
      const isData = /^[{[]/.test(told.body)
      response.writeHead(told.status, {
        'content-type': isData ? 'application/json' : 'text/html; charset=utf-8',
        ...headers,
        ...('headers' in told ? told.headers : {}),
      })
      response.end(request.method === 'HEAD' ? undefined : told.body)
    })
  }).listen(port, host)
}
