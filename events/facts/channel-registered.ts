export { ChannelRegistered, PLACE_MISFIT, placeFits, topic } from './channel.ts';
