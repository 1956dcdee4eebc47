import { describe, expect, test } from 'vitest'
import { testPassword, type TestDesk } from './desk.ts'
import { differences } from './fixtures.ts'
import { fits } from './fits.ts'
import type { Furnished } from './furnished.ts'
import { callerOf } from './people.ts'

/** The shapes of the account, its people, teams and roles. */
export function peopleShapes(desk: () => TestDesk, at: () => Furnished): void {
  describe('The account and its people', () => {
    test('signing in answers with the user object and the headers of contract A.1', async () => {
      const answer = await callerOf(desk().app).post('/auth/sign_in', {
        email: 'ada@lamp.example',
        password: testPassword,
      })
      fits(answer, 'sign_in')
      expect(answer.headers).toMatchObject({ 'token-type': 'Bearer', uid: 'ada@lamp.example' })
      expect(answer.headers['access-token']).toMatch(/^[\w-]{20,}$/)
      expect(answer.headers['client']).toMatch(/^[\w-]{16,}$/)
      expect(Number(answer.headers['expiry'])).toBeGreaterThan(Date.now() / 1000)
    })

    test('validating a token and the profile show the user object', async () => {
      fits(await desk().ada.get('/auth/validate_token'), 'validate_token')
      fits(await desk().ada.get('/api/v1/profile'), 'user')
      fits(await desk().ada.put('/api/v1/profile', { profile: { display_name: 'Ada L.' } }), 'user')
    })

    test('every session of a person has the keys of contract 2.2', async () => {
      const { body } = await desk().ada.get('/api/v1/profile/sessions')
      expect(body.length).toBeGreaterThan(0)
      expect(body.flatMap((session: unknown) => differences('session', session))).toEqual([])
    })

    test('the account lists every feature that clients look for', async () => {
      const shown = await desk().ada.get('~')
      fits(shown, 'account')
      expect(Object.values(shown.body.features)).not.toContain(false)
      fits(await desk().ada.patch('~', { locale: 'en' }), 'account')
      fits(await desk().ada.get('~/cache_keys'), 'cache_keys_reply')
      fits(await desk().ada.get('~/first_steps'), 'first_steps')
    })

    test('agents are a bare list, members and assignable agents a payload', async () => {
      fits(await desk().ada.get('~/agents'), 'agents')
      fits(await desk().ada.get(`~/inbox_members/${at().website.id}`), 'agents_payload')
      fits(await desk().ada.get(`~/assignable_agents?inbox_ids[]=${at().website.id}`), 'agents_payload')
      fits(await desk().ada.patch(`~/agents/${at().otto.user.id}`, { availability: 'busy' }), 'agent')
    })
  })

  describe('Teams and custom roles', () => {
    test('teams are a bare list, their members a bare list of agents', async () => {
      const team = await desk().ada.post('~/teams', { team: { name: 'Sales', description: 'Sells lamps' } })
      fits(team, 'team')
      const one = `~/teams/${team.body.id}`
      fits(await desk().ada.get('~/teams'), 'teams')
      fits(await desk().ada.get(one), 'team')
      fits(await desk().ada.patch(one, { allow_auto_assign: 'false' }), 'team')
      const user_ids = [at().ines.user.id]
      for (const answer of [
        await desk().ada.post(`${one}/team_members`, { user_ids }),
        await desk().ada.patch(`${one}/team_members`, { user_ids }),
        await desk().ada.get(`${one}/team_members`),
      ]) {
        fits(answer, 'agents')
        expect(answer.body).toHaveLength(1)
      }
      fits(
        await desk().ada.post(`~/conversations/${at().conversation}/assignments`, { team_id: team.body.id }),
        'team_row',
      )
      const { body } = await desk().ada.get(`~/conversations/${at().conversation}`)
      expect(differences('conversation', body)).toEqual([])
      expect(differences('team', body.meta.team)).toEqual([])
      await desk().ada.delete(one)
      await desk().ada.post(`~/conversations/${at().conversation}/assignments`, { assignee_id: desk().ada.user.id })
    })

    test('custom roles are a bare list, and show in the agent and in the user object', async () => {
      const permissions = ['conversation_manage', 'report_manage']
      const role = await desk().ada.post('~/custom_roles', { custom_role: { name: 'Lead', permissions } })
      fits(role, 'custom_role')
      fits(await desk().ada.get('~/custom_roles'), 'custom_roles')
      fits(await desk().ada.get(`~/custom_roles/${role.body.id}`), 'custom_role')
      fits(await desk().ada.patch(`~/custom_roles/${role.body.id}`, { description: 'Leads' }), 'custom_role')
      const agent = await desk().ada.patch(`~/agents/${at().otto.user.id}`, { custom_role_id: role.body.id })
      fits(agent, 'agent')
      expect(agent.body.custom_role_id).toBe(role.body.id)
      const profile = await at().otto.get('/api/v1/profile')
      fits(profile, 'user')
      expect(profile.body.accounts[0]).toMatchObject({
        role: 'agent',
        permissions: [...permissions, 'custom_role'],
        custom_role_id: role.body.id,
      })
      expect(differences('custom_role_of_user', profile.body.accounts[0].custom_role)).toEqual([])
      fits(await desk().ada.patch(`~/agents/${at().otto.user.id}`, { custom_role_id: null }), 'agent')
    })
  })
}
