/**
 * Notifications: what is announced reaches people through the channels they chose: Slack, e-mail, GitHub, webhooks; each once.
 *
 * - `model/` which channels carry what, and what becomes of a message after each try
 * - `store/` messages on their way, and what holds them back
 * - `notify/` the function `notify`: puts a message for each channel and recipient, and sends what is due
 * - `senders/` one way to send for each kind of channel
 * - `pages/` messages that were given up
 *
 * It builds on the catalog and on digests. Others may import `model/` and `store/`.
 */
export {};
