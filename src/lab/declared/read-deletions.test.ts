import assert from 'node:assert/strict'
import { test } from 'vitest'
import { deletionsOf } from './read-deletions.ts'

const places = (text: string | undefined) => deletionsOf('DelFunc-1', text).map((d) => d.place)

test('the target type tells where the data is; what does not say is taken for the device', () => {
  assert.deepEqual(places('User data on the device'), ['device'])
  assert.deepEqual(places('機器に保存された利用者のデータ'), ['device'])
  assert.deepEqual(places('Personal data on associated services'), ['service'])
  assert.deepEqual(places('関連サービスの個人情報'), ['service'])
  assert.deepEqual(places('User data on the device and personal data at the cloud service'), ['device', 'service'])
  assert.deepEqual(places(undefined), ['device'])
})
