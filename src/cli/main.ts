import { processIo } from './process-io.ts';
import { run } from './run.ts';

// A reader such as `head` that has seen enough is no failure. Setting the code in place of exiting lets
// piped output drain.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

process.exitCode = await run(process.argv.slice(2), processIo());
