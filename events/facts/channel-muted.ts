export { ChannelMuted } from './channel.ts';
