import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/{e2e,crash,docs,metrics}/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // servers, builds and password hashing share two cores
    fileParallelism: false,
  },
});
