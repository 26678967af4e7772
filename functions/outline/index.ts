/**
 * The outline of messages: what a digest or an announcement says, in words, before any channel makes it look like something;
 * and how it looks as text, Markdown, HTML and Slack blocks. Pure; every capability may import it.
 */
export {};
