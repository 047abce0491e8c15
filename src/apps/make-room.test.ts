import assert from 'node:assert/strict'
import { createServer, type Server, type ServerResponse } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { afterEach, test } from 'vitest'
import { makeRoom } from './make-room.ts'

let server: Server | undefined
const sockets: Socket[] = []
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.destroy()
  server?.closeAllConnections()
  server?.close()
})

/** A server with room for so many, that answers when it is told to. */
async function serving(most: number) {
  const waiting: ServerResponse[] = []
  server = createServer((request, response) => {
    request.resume()
    if (request.url === '/wait') waiting.push(response)
    else response.end('here')
  })
  makeRoom(server, most)
  await new Promise<void>((done) => server!.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  const client = async (text: string) => {
    let got = ''
    const socket = connect({ port, host: '127.0.0.1' })
    sockets.push(socket)
    socket.on('data', (part) => {
      got += part
    })
    socket.on('error', () => undefined)
    const closed = new Promise<void>((done) => socket.once('close', () => done()))
    await new Promise<void>((done) => socket.once('connect', done))
    socket.write(text)
    await new Promise((seen) => setTimeout(seen, 30)) // the server has read it
    return { got: () => got, isOpen: () => !socket.destroyed, closed }
  }
  return { client, waiting }
}

const get = (path: string) => `GET ${path} HTTP/1.1\r\nHost: here\r\n\r\n`
const slowHead = 'GET / HTTP/1.1\r\nHost: here\r\nX-Slow: '
const slowBody = 'POST /wait HTTP/1.1\r\nHost: here\r\nContent-Length: 100\r\n\r\n{'

test('where there is no room left, whoever has been silent longest goes, and nobody who is being answered', async () => {
  const { client, waiting } = await serving(3)
  const answered = await client(get('/wait'))
  const [first, second] = [await client(slowHead), await client(slowHead)]
  const next = await client(get('/'))
  await first.closed
  assert.ok(second.isOpen() && answered.isOpen())
  assert.match(next.got(), /here$/)
  waiting[0]!.end('after all')
  await new Promise((seen) => setTimeout(seen, 30))
  assert.match(answered.got(), /after all$/)
})

test('who sends a body without end goes before who is being answered, and everyone after who is silent', async () => {
  const { client } = await serving(3)
  const answered = await client(get('/wait'))
  const sending = await client(slowBody)
  const silent = await client(slowHead)
  await client(get('/wait'))
  await silent.closed
  assert.ok(sending.isOpen())
  await client(get('/wait'))
  await sending.closed
  assert.ok(answered.isOpen())
  await client(get('/wait'))
  await answered.closed // three are being answered: the oldest of them
})
