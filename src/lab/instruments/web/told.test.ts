import assert from 'node:assert/strict'
import { test } from 'vitest'
import { ownTime } from '../../../../tests/support/own-time.ts'
import { toldBy, toldByPage } from './told.ts'

const tokens = (text: string) => toldBy(text).map(({ token, said }) => `${token}: ${said}`)

test('a JSON description tells what its fields are named for, nested ones as well', () => {
  assert.deepEqual(
    tokens('{"model":"IPC-2017","firmware":"1.0.7","net":{"mac":"02:00:5e:10:00:10","wifi":"home-2G"},"count":3}'),
    ['model: IPC-2017', 'firmware-version: 1.0.7', 'mac-address: 02:00:5e:10:00:10', 'network-configuration: home-2G'],
  )
})

test('a UPnP description tells model and serial number', () => {
  const xml =
    '<device><friendlyName>Cam</friendlyName><modelName>X1</modelName><serialNumber>S9</serialNumber><UDN>uuid:1</UDN></device>'
  assert.deepEqual(tokens(xml), ['hostname: Cam', 'model: X1', 'serial-number: S9', 'uuid: uuid:1'])
})

test('lines of name and value are read, with blanks, colons or equals signs', () => {
  assert.deepEqual(tokens('Firmware Version: 2.1\nSerial_No=AB12\nadmin_password=admin;wifi=home'), [
    'firmware-version: 2.1',
    'serial-number: AB12',
    'credential: (5 characters)',
    'network-configuration: home',
  ])
})

test('a secret is told of and never repeated', () => {
  const said = JSON.stringify(toldBy('{"wifi_password":"hunter2","psk":"hunter2","apiKey":"hunter2"}'))
  assert.equal(said.includes('hunter2'), false)
  assert.equal(toldBy('{"password":"hunter2"}')[0]?.token, 'credential')
})

test('an empty or masked field tells nothing', () => {
  assert.deepEqual(tokens('{"password":"","serial":null,"psk":"********","mac":"-"}'), [])
})

test('whether a password is set is no password, and a token of a form no secret', () => {
  assert.deepEqual(tokens('{"password":true,"has_password":1,"psk":"enabled","token":"8f3a2c","csrf_token":"x9"}'), [])
})

test('a login page tells its version line, and neither its labels nor its sentences', () => {
  const html =
    '<h1>Model: X-200</h1><p>Firmware Version: 2.1.4</p><label>Password: Forgot your password?</label><p>Serial number: see the label</p><div>User: <input></div>'
  assert.deepEqual(
    toldByPage(html).map(({ token, said }) => `${token}: ${said}`),
    ['model: X-200', 'firmware-version: 2.1.4'],
  )
})

test('the version of an API description is no firmware version', () => {
  assert.deepEqual(tokens('{"openapi":"3.1.0","info":{"version":"1.0","title":"x"},"paths":{}}'), [
    'resource-list: OpenAPI',
  ])
})

test('prose tells nothing', () => {
  assert.deepEqual(tokens('Please log in to see the model and serial number of your device.'), [])
})

test('hostile documents cost little', () => {
  const spent = ownTime()
  const deep = '['.repeat(100_000)
  for (const text of [
    deep,
    `{"a":${deep}`,
    '<a>'.repeat(170_000),
    'a: '.repeat(170_000),
    ';'.repeat(500_000),
    ' '.repeat(500_000),
  ])
    assert.ok(toldBy(text).length <= 40)
  assert.ok(spent() < 2_000, `${spent()} ms`)
})
