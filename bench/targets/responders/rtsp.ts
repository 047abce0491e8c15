import { createServer } from 'node:net'

export interface RtspOptions {
  readonly port?: number
  readonly realm: string
  readonly user: string
  readonly password: string
  readonly server: string
}

/** A stream behind Basic authentication (RFC 2326): OPTIONS for anybody, DESCRIBE with a password. */
export function rtsp({ port = 554, realm, user, password, server }: RtspOptions): void {
  const right = `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`
  createServer((socket) => {
    socket.on('error', () => {})
    socket.setTimeout(30_000, () => socket.destroy())
    let kept = ''
    socket.on('data', (chunk) => {
      kept = (kept + chunk.toString('latin1')).slice(-8_192)
      for (let end = kept.indexOf('\r\n\r\n'); end >= 0; end = kept.indexOf('\r\n\r\n')) {
        socket.write(answer(kept.slice(0, end)))
        kept = kept.slice(end + 4)
      }
    })
  }).listen(port, '::')

  function answer(head: string): string {
    const [method] = head.split(' ', 1)
    const header = (name: string) => new RegExp(`^${name}:\\s*(.*?)\\s*$`, 'im').exec(head)?.[1]
    const [status, lines, body] =
      method === 'OPTIONS'
        ? ['200 OK', ['Public: OPTIONS, DESCRIBE, SETUP, PLAY, TEARDOWN'], '']
        : header('Authorization') !== right
          ? ['401 Unauthorized', [`WWW-Authenticate: Basic realm="${realm}"`], '']
          : [
              '200 OK',
              ['Content-Type: application/sdp'],
              'v=0\r\no=- 0 0 IN IP4 0.0.0.0\r\ns=camera\r\nm=video 0 RTP/AVP 96\r\n',
            ]
    return [
      `RTSP/1.0 ${status}`,
      `CSeq: ${header('CSeq') ?? 0}`,
      `Server: ${server}`,
      ...lines,
      ...(body === '' ? [] : [`Content-Length: ${body.length}`]),
      '',
      body,
    ].join('\r\n')
  }
}
