import type { Tellings } from './telling.ts'

const answers = {
  answered: ['応答あり', 'it answered'],
  refused: ['拒否された', 'it refused'],
  nothing: ['応答なし', 'no answer'],
} as const
const ways = { unicast: ['直接', 'asked directly'], multicast: ['一斉に', 'asked through the group'] } as const

/** What scanning, identification and discovery saw. */
export const tellNetwork: Tellings<
  | 'port-scan'
  | 'udp-probe'
  | 'service'
  | 'liveness'
  | 'discovery'
  | 'disclosure'
  | 'update-interface'
  | 'web-page'
  | 'open-paths'
> = {
  'port-scan': ({ open, from, to, control }, { say, list, about, sentences }) => {
    const port = Number(/^tcp\/(\d+)$/.exec(about)?.[1] ?? Number.NaN)
    const lost =
      control === 'lost' &&
      say(
        '開いていた口が、走査の終わりには答えませんでした',
        'a port that was open no longer answered at the end of the scan',
      )
    if (open.includes(port)) return sentences(say(`${port}番が開いている`, `${port} is open`), lost)
    if (port >= from && port <= to) return sentences(say(`${port}番は開いていない`, `${port} is not open`), lost)
    const found =
      open.length === 0
        ? say('開いている口なし', 'none open')
        : say(`${list(open.map(String), 12)} が開いている`, `${list(open.map(String), 12)} open`)
    return sentences(say(`${from}〜${to}番：${found}`, `${from}–${to}: ${found}`), lost)
  },
  'udp-probe': ({ probe, port, answer, said }, { say }) => {
    const [ja, en] = answers[answer]
    // Bytes that mean nothing to a reader are counted here; they stand in the evidence.
    const bytes = /^(\d+) bytes: [0-9a-f]*…?$/.exec(said ?? '')?.[1]
    const heard = bytes === undefined ? said : say(`${bytes}バイト`, `${bytes} bytes`)
    return say(
      `UDP ${port}番に${probe}で問い合わせ：${ja}${heard ? `（${heard}）` : ''}`,
      `UDP ${port} asked in ${probe}: ${en}${heard ? ` (${heard})` : ''}`,
    )
  },
  service: ({ protocol, tls, banner }, { say, word }) => {
    const name = word('protocol', protocol)
    const speaks = say(`${name}で応答${tls ? '（TLSの上）' : ''}`, `it speaks ${name}${tls ? ' over TLS' : ''}`)
    return banner ? say(`${speaks}。最初のことば：「${banner}」`, `${speaks}; it began with “${banner}”`) : speaks
  },
  liveness: ({ after, alive }, { say }) =>
    alive
      ? say(`${after}のあとも応答した`, `it still answered after ${after}`)
      : say(`${after}のあと応答しなかった`, `it no longer answered after ${after}`),
  discovery: ({ by, way, answer, services }, { say, list }) => {
    const [ja, en] = answers[answer]
    const offers = services.map(({ type, port }) => (port === undefined ? type : `${type} (${port})`))
    return say(
      `${by}で${ways[way][0]}問い合わせ：${ja}${offers.length > 0 ? `。名乗ったサービス：${list(offers)}` : ''}`,
      `${by}, ${ways[way][1]}: ${en}${offers.length > 0 ? `; it offers ${list(offers)}` : ''}`,
    )
  },
  disclosure: ({ token, where, said }, { say, word }) =>
    say(
      `ログインなしで${word('token', token)}を答えた（${where}）：「${said}」`,
      `told before a login: ${word('token', token)} (${where}): “${said}”`,
    ),
  'update-interface': ({ mechanism, certain, where, said }, { say }) =>
    say(
      `${certain ? '更新の入口' : '更新に使えるかもしれない入口'}：${mechanism}（${where}）${said ? `「${said}」` : ''}`,
      `${certain ? 'a way in for updates' : 'what may be a way in for updates'}: ${mechanism} (${where})${said ? ` “${said}”` : ''}`,
    ),
  'web-page': ({ secured, ways: led, page }, { say, sentences }) => {
    const over = secured ? 'https' : 'http'
    const last = led.at(-1)
    const leads =
      last !== undefined &&
      say(
        `${{ 'same-service': '同じサービスの別のページ', 'other-service': '機器の別のサービス', elsewhere: '機器の外' }[last.to]}へ転送（${last.status}）`,
        `it sends browsers to ${{ 'same-service': 'another page of the same service', 'other-service': 'another service of the device', elsewhere: 'a place outside the device' }[last.to]} (${last.status})`,
      )
    if (page === undefined) return sentences(leads, say(`${over}では応答なし`, `no answer in ${over}`))
    const asks = page.challenges.length > 0 || page.passwordField
    return sentences(
      leads,
      say(
        `${over}でページを読めた（${page.status}）${page.title ? `「${page.title}」` : ''}`,
        `a page was read over ${over} (${page.status})${page.title ? ` “${page.title}”` : ''}`,
      ),
      asks && say('ログインを求める', 'it asks for a login'),
    )
  },
  'open-paths': ({ asked, answered, open }, { say, list }) => {
    const paths = open.map(({ path, status }) => `${path} (${status})`)
    return paths.length === 0
      ? say(
          `${asked}個のパスを試し、${answered}個に応答。だれでも読めるものはなかった`,
          `${asked} paths were asked for, ${answered} answered; none was open to anybody`,
        )
      : say(
          `${asked}個のパスを試し、だれでも読めたもの：${list(paths)}`,
          `of ${asked} paths that were asked for, open to anybody: ${list(paths)}`,
        )
  },
}
