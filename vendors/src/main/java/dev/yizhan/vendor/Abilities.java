package dev.yizhan.vendor;

/**
 * What a way to send can do.
 *
 * @param recipientsPerCall the most numbers in one call
 * @param partLength characters of a single part
 * @param joinedPartLength characters of each part of a longer text
 * @param international whether it reaches numbers outside mainland China
 * @param landlines whether it reaches landlines
 */
public record Abilities(
    int recipientsPerCall,
    int partLength,
    int joinedPartLength,
    boolean international,
    boolean landlines) {}
