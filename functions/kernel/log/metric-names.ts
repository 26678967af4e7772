/** What is counted of deliveries and messages, as functions write it and alarms read it. */

export const NAMESPACE = 'Shipshape';
/** The dimension `service` of everything that is counted. */
export const SERVICE = 'shipshape';

/** Deliveries whose sender was verified, by `source`. */
export const RECEIVED = 'DeliveriesReceived';
/** 1 for each that was not verified and 0 for each that was: the average is their share. */
export const REJECTED = 'DeliveriesRejected';
/** 1 for each verified one that could not be understood, 0 for the others. */
export const QUARANTINED = 'DeliveriesQuarantined';
/** 1 for each verified one of which nobody knows whose it is, 0 for the others. */
export const UNATTRIBUTED = 'DeliveriesUnattributed';

/** Messages that were refused for good, or could not be sent for too long: none of them comes again by itself. */
export const MESSAGES_PARKED = 'MessagesParked';
