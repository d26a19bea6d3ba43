package dev.yizhan.door;

/**
 * The ids that a door gives to messages.
 *
 * @param first the lowest
 * @param last the highest
 * @param perNumber whether each number of a message has an id of its own
 */
public record IdRange(long first, long last, boolean perNumber) {}
