// Runs first in every npm script. Old syntax on purpose: it must be readable by the Node that it refuses.
var major = Number(process.versions.node.split('.')[0]);
if (major < 22) {
  console.error(
    'This project needs Node 22 or later, and this is Node ' +
      process.versions.node +
      '. Run "npm ci" (it installs Node 24 for the scripts of this project) and start the script with "npm run", or install Node 22 or later.',
  );
  process.exit(1);
}
