import { day, dayAndTime } from './words.ts';

/** A day, with the exact time for those who look closer. */
export const Day = ({ at }: { at: string }) => (
  <time dateTime={at} title={dayAndTime(at)}>
    {day(at)}
  </time>
);

export const Moment = ({ at }: { at: string }) => <time dateTime={at}>{dayAndTime(at)}</time>;
