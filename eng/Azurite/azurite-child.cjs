// Runs Azurite as a child that ends when its standard input does: with its parent, however the parent ends.
'use strict';

const once = process.once.bind(process);

// Ctrl+C reaches every process of a terminal. The parent still needs its storage then, and says when to end.
process.on('SIGINT', () => {});
process.once = (event, listener) => (event === 'SIGINT' ? process : once(event, listener));

function stop() {
  if (!process.emit('SIGTERM')) process.exit();
  setTimeout(() => process.exit(), 8000).unref();
}

process.stdin.resume().once('end', stop).once('error', stop);

// Azurite reads its options from behind its own path.
process.argv.splice(1, 1);
require(process.argv[1]);
