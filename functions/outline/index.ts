/**
 * The outline of messages: what a digest or an announcement says, before any channel gives it a form; and its form as text,
 * Markdown, HTML and Slack blocks. Pure; every capability may import it.
 */
export {};
