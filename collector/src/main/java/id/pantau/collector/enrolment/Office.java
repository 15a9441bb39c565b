package id.pantau.collector.enrolment;

/**
 * What signs certificates, and the broker that goes by them.
 *
 * @param gate where those who are no longer believed are shut out
 */
record Office(EnrolmentSettings settings, Authority authority, Gate gate) {}
