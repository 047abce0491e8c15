import assert from 'node:assert/strict'
import { test } from 'vitest'
import { connectOwner, openPool } from '../../src/adapters/store/database.ts'
import { migrate, migrations } from '../../src/adapters/store/migrate.ts'
import { engines, freshDatabase } from '../support/cluster.ts'

for (const engine of engines) {
  test(`${engine.name}: four programs that start at once apply every migration exactly once`, async () => {
    const database = await freshDatabase(engine, 'empty')
    const clients = await Promise.all([1, 2, 3, 4].map(() => connectOwner(database.ownerConfig)))
    const applied = (await Promise.all(clients.map((client) => migrate(client)))).flat()
    assert.deepEqual(
      [...applied].sort(),
      migrations().map((m) => m.name),
    )
    assert.deepEqual(await migrate(clients[0]!), [])
    await Promise.all(clients.map((client) => client.end()))
    await database.close()
  })

  test(`${engine.name}: a migration changed after it was applied, and a newer database, are refused`, async () => {
    const database = await freshDatabase(engine)
    const client = await connectOwner(database.ownerConfig)
    const [first, ...rest] = migrations()
    await assert.rejects(migrate(client, [{ ...first!, digest: `sha256:${'0'.repeat(64)}` }, ...rest]), /was changed/)
    await assert.rejects(migrate(client, [first!]), /newer than this program/)
    await client.end()
    await database.close()
  })

  test(`${engine.name}: a migration that fails leaves nothing behind`, async () => {
    const database = await freshDatabase(engine)
    const client = await connectOwner(database.ownerConfig)
    const broken = {
      name: '999-broken.sql',
      digest: 'sha256:00',
      sql: 'create table half (a int); select 1 / 0',
    } as const
    await assert.rejects(migrate(client, [...migrations(), broken]), /division by zero/)
    assert.equal((await client.query("select to_regclass('half') as half")).rows[0].half, null)
    await client.end()
    await database.close()
  })

  test(`${engine.name}: an owner who is no superuser can set up everything, and becomes the application's role to serve`, async () => {
    const database = await freshDatabase(engine, 'empty')
    const name = `owner_${process.pid}`
    const admin = await connectOwner(database.ownerConfig)
    await admin.query(`drop role if exists ${name}`)
    await admin.query(
      `create role ${name} login createrole nosuperuser; grant hoshirushi_app to ${name} with admin option`,
    )
    await admin.query(`alter database ${database.ownerConfig.database} owner to ${name}`)
    const owner = await connectOwner({ ...database.ownerConfig, user: name })
    assert.equal((await migrate(owner)).length, migrations().length)
    // Forced row-level security binds the owner too: without settings even he sees nothing.
    const row = ['c', 'o', true, 'draft', 0, 1, new Date(), '{}', '']
    await owner.query(`select set_config('hoshirushi.organisation', 'o', false)`)
    await owner.query(
      `insert into case_line (case_id, organisation, declared, state, open_proposals, seq, started_at, updated_at, summary, words)
       values ($1, $2, $3, $4, $5, $6, $7, $7, $8, $9)`,
      row,
    )
    await owner.query(`select set_config('hoshirushi.organisation', '', false)`)
    assert.equal((await owner.query('select from case_line')).rowCount, 0)
    await owner.query(`select set_config('hoshirushi.kind', 'maintenance', false)`)
    assert.equal((await owner.query('select from case_line')).rowCount, 1)
    await owner.query('set role hoshirushi_app')
    assert.equal((await owner.query('select from case_line')).rowCount, 0)
    await assert.rejects(owner.query('drop table case_event'), /must be owner/)
    const serving = openPool({ connection: { ...database.ownerConfig, user: name }, becomeApp: true })
    assert.equal((await serving.query('select current_user as me')).rows[0].me, 'hoshirushi_app')
    assert.equal((await serving.query('select from case_line')).rowCount, 0)
    await serving.end()
    for (const client of [owner, admin]) await client.end()
    await database.close()
  })
}
