package dev.yizhan.gateway.console;

import java.util.Optional;

/**
 * What the page to sign in shows.
 *
 * @param name as it was given
 * @param back the path to go on with
 * @param fault why it did not succeed
 */
public record SignIn(String name, String back, Optional<String> fault) {}
