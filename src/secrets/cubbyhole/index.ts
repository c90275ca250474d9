import { defineSecretsEngine } from '../../core/mount-type.ts';
import { deleteItem, itemExists, listItems, readItem, writeItem } from './items.ts';
import { operations } from './operations.ts';

/** Private storage of each token, gone with the token. */
export const cubbyhole = defineSecretsEngine({
  type: 'cubbyhole',
  title: 'Cubbyhole',
  stability: 'stable',
  operations,
  records: {},
  needs: ['cubbyhole'],
  handlers: {
    'cubbyhole-read': readItem,
    'cubbyhole-list': listItems,
    'cubbyhole-write': writeItem,
    'cubbyhole-delete': deleteItem,
  },
  exists: { 'cubbyhole-write': itemExists },
  isSingleton: true,
});
