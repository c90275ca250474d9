import { defineAuthMethod } from '../../core/mount-type.ts';
import { operations } from './operations.ts';

/** Tokens: what every other method answers with. */
export const token = defineAuthMethod({
  type: 'token',
  title: 'Token',
  stability: 'stable',
  operations,
  records: {},
  needs: ['tokens'],
  handlers: {
    'token-look-up-self': async (_request, { services }) => {
      const own = await services.tokens.own();
      return { status: 200, data: { id: own.id } };
    },
  },
  isSingleton: true,
});
