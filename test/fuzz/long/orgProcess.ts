/** The process of the org under fire: tells its parent where it listens, and how much memory it has, as often as it is asked. */
import { listen } from '../../../src/emulator/server.ts';
import { orgUnderFire } from '../orgUnderFire.ts';

const { emulator, target } = await orgUnderFire();
const { url } = await listen(emulator);
process.on('message', () => process.send?.({ rss: process.memoryUsage.rss(), asked: emulator.state.requests.length }));
process.once('disconnect', () => process.exit(0));
process.send?.({ url, target });
